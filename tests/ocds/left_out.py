"""What notices of the United Kingdom state and no register document says: {reason: paths}, decision 46.

A path is that of a value in a release, places in arrays left out. What is left out when a file is read (contact
points) never comes here.
"""

LEFT_OUT = {
    "It is of the notice, which is told beside the document: its number, kind and day.": """
        id initiationType language links/href links/rel
    """,
    "A number of the publisher's own, which tells members of an array apart and nothing else.": """
        tender/id tender/items/id awards/items/id tender/documents/id awards/documents/id planning/documents/id
        contracts/documents/id tender/milestones/id planning/milestones/id awards/milestones/id bids/statistics/id
        tender/participationFees/id relatedProcesses/id planning/budget/budgetBreakdown/id
        awards/subcontracting/subcontracts/id
    """,
    "Said already, by another field of the same thing.": """
        buyer/name tender/tenderers/name awards/subcontracting/subcontracts/mainContractors/name
        tender/procedure/isAccelerated tender/items/classification/uri
    """,
    "It names members of staff, and says no more.": "tender/bidOpening/description",
    "Of organisations, their parts and their money: decision 47.": """
        awards/relatedLots awards/suppliers/address/streetAddress awards/suppliers/vco buyer/address/countryName
        buyer/address/locality buyer/address/postalCode buyer/address/streetAddress buyer/identifier/uri
        parties/address/country parties/address/countryName parties/address/locality parties/address/postalCode
        parties/address/region parties/address/streetAddress parties/details/buyerProfile
        parties/details/classifications/description parties/details/classifications/id
        parties/details/classifications/scheme parties/details/url parties/identifier/legalName
        parties/identifier/noIdentifierRationale parties/identifier/uri parties/roles parties/vco
        parties/x_awardValue/currency planning/budget/budgetBreakdown/period/endDate
        planning/budget/budgetBreakdown/period/startDate tender/status
    """,
    "A field of the publisher's own that no schema defines.": "tender/supplyChain",
}

"""What notices of the United Kingdom state and no register document says: {reason: paths}, decision 46.

A path is that of a value in a release, places in arrays left out. What is left out when a file is read (contact
points) never comes here.
"""

LEFT_OUT = {
    "It is of the notice, which is told beside the document: its number, kind and day.": """
        id initiationType language links/href links/rel
    """,
    "A number of the publisher's own, which tells members of an array apart and nothing else.": """
        tender/items/id awards/items/id tender/documents/id awards/documents/id planning/documents/id
        contracts/documents/id tender/milestones/id planning/milestones/id awards/milestones/id bids/statistics/id
        tender/participationFees/id relatedProcesses/id planning/budget/budgetBreakdown/id
        awards/subcontracting/subcontracts/id
    """,
    "Said already, by another field of the same thing.": """
        buyer/name tender/tenderers/name awards/subcontracting/subcontracts/mainContractors/name
        tender/procedure/isAccelerated tender/items/classification/uri parties/identifier/legalName
        parties/identifier/uri buyer/identifier/uri parties/x_awardValue/currency
    """,
    "It names members of staff, and says no more.": "tender/bidOpening/description",
    "It may be a home: decision 47.": """
        parties/address/streetAddress parties/address/postalCode buyer/address/streetAddress
        buyer/address/postalCode awards/suppliers/address/streetAddress
    """,
    "A field of the publisher's own that no schema defines.": "tender/supplyChain",
}

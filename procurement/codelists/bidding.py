"""Lists about who bid and who was chosen, as notices state them.

The lists are open: a notice may give a code that is not here, which is shown as it stands. Sources: OCDS
1.1.5 codelists and its extensions (bids, party scale), the UK's and the EU's.
"""

from .codelist import Code, Codelist

BID_MEASURE = Codelist(
    "bid_measure",
    Code(
        "requests",
        "Asked to take part",
        "How many asked to take part, or said that they were interested.",
        "OCDS statistic requests",
    ),
    Code(
        "bids",
        "Bids received",
        "How many bids came in, before any was set aside.",
        "OCDS statistic bids",
    ),
    Code(
        "validBids",
        "Valid bids",
        "How many bids met what was asked and were weighed.",
        "OCDS statistic validBids",
    ),
    Code(
        "disqualifiedBids",
        "Bids ruled out",
        "How many bids could not be accepted, for whatever reason.",
        "OCDS statistic disqualifiedBids",
    ),
    Code(
        "finalStageBids",
        "Bids in the final stage",
        "How many bids were weighed in the last stage.",
        "UK bidStatistics finalStageBids",
    ),
    Code(
        "smeFinalStageBids",
        "Bids of small and medium firms in the final stage",
        "How many of those in the last stage were of firms with fewer than 250 staff and at most £44m turnover, or £38m balance sheet total.",
        "UK bidStatistics smeFinalStageBids",
    ),
    Code(
        "vcseFinalStageBids",
        "Bids of charities and social enterprises in the final stage",
        "How many of those in the last stage were of voluntary, community or social enterprises.",
        "UK bidStatistics vcseFinalStageBids",
    ),
    Code(
        "bidders",
        "Bidders",
        "How many firms, or groups of firms, bid.",
        "OCDS statistic bidders; OCDS numberOfTenderers",
    ),
    Code(
        "qualifiedBidders",
        "Bidders that qualified",
        "How many bidders met the conditions for taking part.",
        "OCDS statistic qualifiedBidders",
    ),
    Code(
        "disqualifiedBidders",
        "Bidders that did not qualify",
        "How many bidders did not meet the conditions for taking part.",
        "OCDS statistic disqualifiedBidders",
    ),
    Code(
        "electronicBids",
        "Bids sent electronically",
        "How many of the bids came in electronically.",
        "OCDS statistic electronicBids",
    ),
    Code(
        "smeBids",
        "Bids of small and medium firms",
        "How many of the bids were of small and medium-sized firms.",
        "OCDS statistic smeBids",
    ),
    Code(
        "microBids",
        "Bids of micro firms",
        "How many of the bids were of the very smallest firms.",
        "OCDS statistic microBids",
    ),
    Code(
        "smallBids",
        "Bids of small firms",
        "How many of the bids were of small firms.",
        "OCDS statistic smallBids",
    ),
    Code(
        "mediumBids",
        "Bids of medium-sized firms",
        "How many of the bids were of medium-sized firms.",
        "OCDS statistic mediumBids",
    ),
    Code(
        "foreignBids",
        "Bids from abroad",
        "How many of the bids came from another country than the tender.",
        "OCDS statistic foreignBids",
    ),
    Code(
        "foreignBidsFromEU",
        "Bids from elsewhere in the European Economic Area",
        "How many of the bids came from another country of the European Economic Area.",
        "EU bidStatistics foreignBidsFromEU",
    ),
    Code(
        "foreignBidsFromNonEU",
        "Bids from outside the European Economic Area",
        "How many of the bids came from outside the European Economic Area.",
        "EU bidStatistics foreignBidsFromNonEU",
    ),
    Code(
        "tendersAbnormallyLow",
        "Bids ruled out as abnormally low",
        "How many bids were ruled out because they were too cheap to be believed. 1 may mean one or more.",
        "EU bidStatistics tendersAbnormallyLow",
    ),
    Code(
        "lowestValidBidValue",
        "Lowest valid bid",
        "The value of the lowest valid bid.",
        "OCDS statistic lowestValidBidValue",
    ),
    Code(
        "highestValidBidValue",
        "Highest valid bid",
        "The value of the highest valid bid.",
        "OCDS statistic highestValidBidValue",
    ),
)

BID_STATUS = Codelist(
    "bid_status",
    Code("invited", "Invited", "Asked to bid.", "OCDS bidStatus invited"),
    Code("pending", "Received", "Sent in, and not judged yet.", "OCDS bidStatus pending"),
    Code("valid", "Valid", "Met the conditions for taking part.", "OCDS bidStatus valid"),
    Code(
        "disqualified",
        "Ruled out",
        "Did not meet the conditions for taking part.",
        "OCDS bidStatus disqualified",
    ),
    Code("withdrawn", "Withdrawn", "Taken back by the bidder.", "OCDS bidStatus withdrawn"),
)

# As the buyer understands the sizes; what the UK counts as small and medium, `sme` says.
SUPPLIER_SIZE = Codelist(
    "supplier_size",
    Code("micro", "Micro firm", "One of the very smallest firms.", "OCDS partyScale micro"),
    Code("small", "Small firm", "A small firm.", "OCDS partyScale small"),
    Code("medium", "Medium-sized firm", "A medium-sized firm.", "OCDS partyScale medium"),
    Code(
        "sme",
        "Small or medium-sized firm",
        "In the UK: fewer than 250 staff, and a turnover of at most £44m or a balance sheet total of at most £38m.",
        "OCDS partyScale sme",
    ),
    Code("large", "Large firm", "Larger than medium-sized.", "OCDS partyScale large"),
    Code(
        "selfEmployed",
        "Sole trader",
        "A person who trades under their own name.",
        "EU partyScale selfEmployed",
    ),
)

RESERVED_FOR = Codelist(
    "reserved_for",
    Code(
        "shelteredWorkshop",
        "Supported employment providers",
        "Only bodies that give work to disabled or disadvantaged people may bid.",
        "EU reservedParticipation shelteredWorkshop",
    ),
    Code(
        "publicServiceMissionOrganization",
        "Public service mutuals",
        "Only bodies with a public service mission, run by those who work in them, may bid.",
        "EU reservedParticipation publicServiceMissionOrganization",
    ),
    Code(
        "smeVcse",
        "Small and medium firms, charities and social enterprises",
        "Only small and medium-sized firms and voluntary, community and social enterprises may bid.",
        "UK reservedParticipation smeVcse",
    ),
)

# What a party is in a process, where no award names it as a vendor.
SUPPLIER_ROLE = Codelist(
    "supplier_role",
    Code(
        "removedSupplier",
        "Removed",
        "Was on a list of vendors that can bid, and was taken off it.",
        "UK partyRole removedSupplier",
    ),
    Code("leadTenderer", "Led a group of bidders", "Bid for a group.", "EU partyRole leadTenderer"),
    Code("notifiedSupplier", "Told of the tender", "Was invited to bid.", "Used by Paraguay"),
    Code(
        "subcontractor",
        "Subcontractor",
        "Does a part of the contract for the vendor.",
        "EU partyRole subcontractor",
    ),
)

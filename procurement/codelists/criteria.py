"""Closed lists about how bids and bidders are judged, and on which terms.

Sources: OCDS 1.1.5 codelists awardCriteria and submissionMethod; codelists of its EU profile.
"""

from .codelist import Code, Codelist

AWARD_CRITERIA = Codelist(
    "award_criteria",
    Code("priceOnly", "Lowest price", "Of those who qualify, the bid with the lowest price wins.", "OCDS awardCriteria"),
    Code("costOnly", "Lowest cost", "The bid that costs least over all, as it is worked out, wins.", "OCDS awardCriteria"),
    Code("lowestCost", "Lowest cost", "The bid that costs least wins.", "OCDS awardCriteria, deprecated"),
    Code("qualityOnly", "Quality alone", "Price or cost is set, and the best bid wins.", "OCDS awardCriteria"),
    Code("ratedCriteria", "Several criteria", "Bids are scored against several criteria, such as price and quality.", "OCDS awardCriteria"),
    Code("bestProposal", "Best proposal", "The best bid wins, all considered.", "OCDS awardCriteria, deprecated"),
    Code("bestValueToGovernment", "Best value", "The bid of most value to the public body wins.", "OCDS awardCriteria, deprecated"),
    Code("singleBidOnly", "A single bid", "Only one bid was to be asked for.", "OCDS awardCriteria, deprecated"),
)  # fmt: skip

AWARD_CRITERION = Codelist(
    "award_criterion",
    Code("price", "Price", "What the bid asks for what is bought.", "OCDS for the EU, awardCriterionType"),
    Code("cost", "Cost", "What it costs beside or beyond the price.", "OCDS for the EU, awardCriterionType"),
    Code("quality", "Quality", "What is neither price nor cost.", "OCDS for the EU, awardCriterionType"),
)  # fmt: skip

CRITERION_WEIGHT = Codelist(
    "criterion_weight",
    Code("percentageExact", "Per cent", "So much of a hundred.", "OCDS for the EU, criterionWeight"),
    Code("percentageRangeMiddle", "Per cent, middle of a range", "The middle of a range of per cent.", "OCDS for the EU, criterionWeight"),
    Code("decimalExact", "Part of one", "So much of one.", "OCDS for the EU, criterionWeight"),
    Code("decimalRangeMiddle", "Part of one, middle of a range", "The middle of a range of parts of one.", "OCDS for the EU, criterionWeight"),
    Code("pointsExact", "Points", "So many points.", "OCDS for the EU, criterionWeight"),
    Code("pointsRangeMiddle", "Points, middle of a range", "The middle of a range of points.", "OCDS for the EU, criterionWeight"),
    Code("order", "Order of importance", "Its place among the criteria; one is the most important.", "OCDS for the EU, criterionWeight"),
)  # fmt: skip

CRITERION_THRESHOLD = Codelist(
    "criterion_threshold",
    Code("minimumScore", "Least score", "A bid that scores less is out.", "OCDS for the EU, criterionThreshold"),
    Code("maximumBids", "Most bids", "No more than so many bids pass.", "OCDS for the EU, criterionThreshold"),
)  # fmt: skip

CRITERION_FIXED = Codelist(
    "criterion_fixed",
    Code("total", "Fixed in all", "The price or cost of a bid is set.", "OCDS for the EU, awardCriterionFixed"),
    Code("unit", "Fixed per unit", "The price or cost of one unit is set.", "OCDS for the EU, awardCriterionFixed"),
)  # fmt: skip

SELECTION_CRITERION = Codelist(
    "selection_criterion",
    Code("suitability", "Suitability", "Whether a bidder may do such work, such as being on a professional register.", "OCDS for the EU, selectionCriterionType"),
    Code("economic", "Economic standing", "What a bidder's finances have to be.", "OCDS for the EU, selectionCriterionType"),
    Code("technical", "Technical ability", "What a bidder has to be able to do, or to have done.", "OCDS for the EU, selectionCriterionType"),
    Code("other", "Other conditions", "What else a bidder has to meet.", "OCDS for the EU, selectionCriterionType"),
)  # fmt: skip

APPLIES_TO = Codelist(
    "applies_to",
    Code("supplier", "The bidder", "The bidder has to meet it.", "OCDS for the EU, appliesTo"),
    Code("subcontractor", "Subcontractors", "Those to whom the bidder subcontracts have to meet it.", "OCDS for the EU, appliesTo"),
)  # fmt: skip

PERMISSION = Codelist(
    "permission",
    Code("required", "Required", "It has to be so.", "OCDS for the EU, permission"),
    Code("allowed", "Allowed", "It may be so.", "OCDS for the EU, permission"),
    Code("notAllowed", "Not allowed", "It may not be so.", "OCDS for the EU, permission"),
)  # fmt: skip

SUBMISSION_METHOD = Codelist(
    "submission_method",
    Code("electronicSubmission", "Electronically", "Bids go to an electronic platform.", "OCDS submissionMethod"),
    Code("electronicAuction", "By electronic auction", "Bids are made in an electronic auction.", "OCDS submissionMethod"),
    Code("written", "In writing", "Bids are sent as documents, on paper or by e-mail.", "OCDS submissionMethod"),
    Code("inPerson", "In person", "Bids are handed over at a place and time that are set.", "OCDS submissionMethod"),
)  # fmt: skip

PARTICIPATION_FEE = Codelist(
    "participation_fee",
    Code("document", "For documents", "For having the documents.", "OCDS for the EU, participationFeeType"),
    Code("deposit", "Deposit", "For bidding; it is given back.", "OCDS for the EU, participationFeeType"),
    Code("submission", "For bidding", "For bidding; it is not given back.", "OCDS for the EU, participationFeeType"),
    Code("win", "Of the winner", "Whoever wins pays it.", "OCDS for the EU, participationFeeType"),
)  # fmt: skip

REVIEW_MEASURE = Codelist(
    "review_measure",
    Code("complainants", "Who asked for a review", "How many bidders or others asked for a review.", "OCDS for the EU, statistics of reviews"),
    Code("requests", "Requests for review", "How many requests for review were made.", "OCDS for the EU, statistics of reviews"),
)  # fmt: skip

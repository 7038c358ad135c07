"""Closed lists about contracts: their stage, hold, the kind of their value, method and category."""

from .codelist import Code, Codelist

STAGE = Codelist(
    "stage",
    Code("planning", "Planning", "A need is being prepared; no bids are asked for.", "OCDS tenderStatus planning, planned"),
    Code("tender", "Tender", "Bids are asked for or being judged.", "OCDS tenderStatus active"),
    Code("award_proposed", "Proposed award", "A vendor is intended; the decision is not taken.", "OCDS awardStatus pending; UK5"),
    Code("award", "Awarded", "The decision to buy is taken; whether a contract is signed is not stated.", "OCDS awardStatus active; UK6"),
    Code("contract_pending", "Contract pending", "A contract is drawn up and awaits signature.", "OCDS contractStatus pending"),
    Code("active", "Active", "A contract is signed and in force, until its term is over.", "OCDS contractStatus active; UK7"),
    Code("complete", "Complete", "The contract ran to its end."),
    Code("ended", "Called terminated", "A notice calls it terminated; whether early is not stated.", "OCDS contractStatus terminated"),
    Code("terminated_early", "Terminated early", "A termination notice, its reason, or a stated day of ending says that it was ended before its term.", "UK11"),
    Code("cancelled", "Cancelled", "The process was stopped by the buyer.", "OCDS tenderStatus cancelled; UK12"),
    Code("unsuccessful", "Unsuccessful", "The process ended without an award.", "OCDS tenderStatus unsuccessful"),
    Code("withdrawn", "Withdrawn", "The buyer took the process back before an award.", "OCDS tenderStatus withdrawn"),
    Code("unknown", "Stage not on this record", "How far the process is, is not on this record."),
)

# By the day on which it is asked; of the days that are stated, so that many contracts are none.
WHEN = Codelist(
    "when",
    Code("open", "Open for bids", "Its deadline for bids is today or later."),
    Code("running", "Running", "Its stated start has come, and its stated end is today or later."),
    Code("over", "Over", "The latest end that is stated for it has passed."),
)

HOLD = Codelist(
    "hold",
    Code("none", "No hold", "No intervention in force stops, conditions or reviews it."),
    Code("on_hold", "On hold", "An intervention in force pauses it.", "eForms susp-review"),
    Code("blocked", "Blocked", "A consent that it needs has been refused."),
    Code("suspended_by_law", "Suspended by law", "A rule of law or a court's order suspends it.", "Procurement Act 2023 s.101"),
    Code("conditional", "Conditional", "It may go on under conditions."),
    Code("under_review", "Under review", "A review, call-in or challenge is open."),
)

VALUE_KIND = Codelist(
    "value_kind",
    Code("decided", "Decided value", "The value of what was awarded or signed.", "OCDS awards/value, contracts/value"),
    Code("proposed", "Proposed value", "The value of a deal that has not been decided."),
    Code("estimate", "Estimated value", "The buyer's estimate before bids.", "OCDS tender/value"),
    Code("ceiling", "Ceiling", "The most that may be bought under a framework or a dynamic market."),
    Code("yearly", "Value for a year", "What it costs in one year; what it costs as a whole is not stated."),
    Code("gross", "Value with VAT", "The amount with all taxes; the one without is not stated."),
    Code("same_award", "Value of an award that counts elsewhere", "Another contract states the same award, and it counts there: it stands beside all totals."),
    Code("unknown", "Value", "It is not stated what kind of value this is."),
)

METHOD = Codelist(
    "method",
    Code("open", "Open", "Any vendor may bid.", "OCDS method open"),
    Code("selective", "Selective", "Qualified vendors may bid.", "OCDS method selective"),
    Code("limited", "Limited", "Vendors are invited without open competition.", "OCDS method limited"),
    Code("direct", "Direct", "One vendor is asked.", "OCDS method direct"),
    Code("not_stated", "Method not stated by its code", "No notice gives one of these four codes; it may say in words of its own how the vendor was chosen."),
)

CATEGORY = Codelist(
    "category",
    Code("goods", "Goods", "Things are bought.", "OCDS mainProcurementCategory goods"),
    Code("services", "Services", "Work is bought.", "OCDS mainProcurementCategory services"),
    Code("works", "Works", "Building is bought.", "OCDS mainProcurementCategory works"),
    Code("not_stated", "Category not stated by its code", "No notice gives one of these codes; it may say in other words what kind of thing is bought."),
)

FACT = Codelist(
    "fact",
    Code("value", "Value", "What the contract is worth.", "OCDS value"),
    Code("stage", "Stage", "How far the process is.", "OCDS status"),
    Code("decided_on", "Date of the decision", "When it was decided to buy.", "OCDS awards/date"),
    Code("signed_on", "Date of signature", "When the contract was signed.", "OCDS contracts/dateSigned"),
    Code("open_until", "Deadline for bids", "Until when bids may be made.", "OCDS tender/tenderPeriod/endDate"),
    Code("starts_on", "Start", "When the contract begins.", "OCDS contracts/period/startDate"),
    Code("ends_on", "End", "When the contract ends, without any option used.", "OCDS contracts/period/endDate"),
    Code("latest_end_on", "Latest end", "When it ends at the latest, with every option used.", "OCDS contracts/period/maxExtentDate"),
    Code("ended_on", "Day of ending", "When the contract ended, or is to end after a termination.", "OCDS UK contracts/implementation/endDate"),
    Code("decision_maker", "Decision-maker", "Who decides on the award."),
    Code("buyer", "Buyer", "The body that buys.", "OCDS buyer"),
    Code("user_body", "User", "The body that will use what is bought."),
    Code("vendor", "Vendor", "The organisation that supplies.", "OCDS supplier"),
)

# Facts of which a contract has one; of vendors, several claims do not contradict each other.
DISPUTABLE = Codelist("disputable", *(fact for fact in FACT if fact.code != "vendor"))

DECIDED_FROM = Codelist(
    "decided_from",
    Code("signature", "Date of signature, taken for the day of the decision", "No decision is dated; the contract is taken to be decided on the day on which it was first signed.", "OCDS contracts/dateSigned"),
)

RANK = Codelist(
    "rank",
    Code("preferred", "Preferred", "The headline follows this claim.", "Wikidata preferred rank"),
    Code("normal", "Normal", "Shown beside the others.", "Wikidata normal rank"),
    Code("deprecated", "Deprecated", "Known to be wrong or superseded; kept and shown as such.", "Wikidata deprecated rank"),
)

"""Closed lists about interventions: capacity, effect, outcome, relation."""

from .codelist import Code, Codelist

CAPACITY = Codelist(
    "capacity",
    Code(
        "elected_executive", "Elected executive", "Holds an elected office with executive powers."
    ),
    Code("oversight_body", "Oversight body", "Oversees the buyer."),
    Code("contracting_authority", "Contracting authority", "Buys, or acts for the buyer."),
    Code(
        "review_body", "Review body", "Reviews procurement decisions.", "OCDS partyRole reviewBody"
    ),
    Code("court", "Court", "A court or tribunal."),
    Code("regulator", "Regulator", "Enforces rules of law."),
    Code("parliament_or_council", "Parliament or council", "An elected assembly or its committee."),
    Code("auditor", "Auditor", "Audits the buyer."),
    Code("competitor", "Competitor", "Bids or could have bid.", "OCDS partyRole tenderer"),
    Code("supplier", "Vendor", "Supplies, or is to supply.", "OCDS partyRole supplier"),
    Code("civil_society", "Civil society", "Campaigners, charities, community groups."),
    Code("trade_union", "Trade union", "Represents workers."),
    Code("expert", "Expert", "Speaks from knowledge of the subject."),
    Code("public_petition", "Public petition", "People who signed a petition."),
    Code("not_stated", "Capacity not stated", "No source says in which capacity."),
)

EFFECT = Codelist(
    "effect",
    Code("none_yet", "No effect yet", "Nothing has changed so far."),
    Code("signature_blocked", "Signature blocked", "The contract cannot be signed."),
    Code("procurement_paused", "Procurement paused", "The process has been paused."),
    Code(
        "performance_suspended",
        "Performance suspended",
        "Work under a signed contract has been suspended.",
    ),
    Code("scope_reduced", "Scope reduced", "Less is bought."),
    Code("conditions_added", "Conditions added", "It goes on under new conditions."),
    Code("value_changed", "Value changed", "The price has changed."),
    Code("contract_ended", "Contract ended", "The contract or process is over."),
    Code("cleared_to_proceed", "Cleared to proceed", "It may go on."),
    Code("unknown", "Effect not stated", "No source says what it did."),
)

OUTCOME = Codelist(
    "outcome",
    Code("pending", "No outcome known", "No end is known."),
    Code("upheld", "Upheld", "The intervention succeeded.", "eForms accepted"),
    Code("partly_upheld", "Partly upheld", "It succeeded in part."),
    Code("rejected", "Rejected", "It failed.", "eForms rej-nirreg"),
    Code("overtaken", "Overtaken", "Events made it pointless.", "eForms rej-resolv"),
    Code("withdrawn", "Withdrawn", "Whoever made it took it back.", "eForms BT-796"),
    Code("settled", "Settled", "Ended by agreement, without a finding."),
    Code("decision_confirmed", "Decision confirmed", "The decision that was questioned stands."),
    Code("decision_modified", "Decision modified", "The decision was changed."),
    Code("decision_rescinded", "Decision rescinded", "The decision was withdrawn."),
    Code("proceeded_unchanged", "Proceeded unchanged", "The contract went on as it was."),
    Code(
        "proceeded_with_conditions",
        "Proceeded with conditions",
        "The contract went on under conditions.",
    ),
    Code("proceeded_reduced", "Proceeded reduced", "The contract went on with less."),
    Code("reprocured", "Procured again", "The process was started anew."),
    Code("cancelled", "Cancelled", "The contract or process was cancelled."),
    Code("lapsed", "Lapsed", "It ended by the passing of time."),
    Code("unknown_as_of", "No outcome found", "Looked for and not found when last checked."),
)

# How an act ended is not known.
NO_OUTCOME = ("pending", "unknown_as_of")

RELATION = Codelist(
    "relation",
    Code("responds_to", "Responds to", "Answers the earlier intervention; it stays in force."),
    Code("resolves", "Resolves", "Ends the earlier intervention by deciding it."),
    Code("lifts", "Lifts", "Takes the earlier intervention back."),
)

STAKEHOLDER_KIND = Codelist(
    "stakeholder_kind",
    Code("office", "Office", "A public office, whoever holds it."),
    Code("person", "Person", "A natural person."),
    Code("organisation", "Organisation", "A body with a name."),
    Code("group", "Group", "People or bodies a source names only together."),
)

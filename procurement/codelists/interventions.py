"""Closed lists about interventions: type, capacity, effect, outcome, relation."""

from .codelist import Code, Codelist

TYPE = Codelist(
    "type",
    Code("concern_raised", "Concern raised", "A public concern, question or letter.", verb="raised concerns", says=True),
    Code("objection", "Objection", "Opposition that asks for a remedy.", "Prozorro objection", verb="objected to the contract", says=True),
    Code("complaint", "Complaint", "A complaint filed by an official route.", "OCDS documentType complaints", verb="complained about the contract", says=True),
    Code("call_in", "Call-in", "A decision called in before it takes effect.", "Local Government Act 2000", verb="called the contract in"),
    Code("review_opened", "Review opened", "A review by the body itself or its auditor.", verb="opened a review of the contract"),
    Code("investigation", "Investigation", "An investigation by an authority.", "Procurement Act 2023 s.108", verb="opened an investigation into the contract"),
    Code("hold", "Hold", "A pause until something else happens.", "eForms susp-review", verb="put the contract on hold"),
    Code("approval_refused", "Approval refused", "A consent that it needs is withheld.", "OCDS milestone approval notMet", verb="refused to approve the contract"),
    Code("approval", "Approval", "A consent is given.", "OCDS milestone approval met", verb="approved the contract"),
    Code("approval_conditional", "Conditional approval", "A consent is given under conditions.", verb="approved the contract under conditions"),
    Code("legal_challenge_threatened", "Legal challenge threatened", "A letter before a claim.", verb="threatened a legal challenge to the contract", says=True),
    Code("legal_challenge", "Legal challenge", "A claim is issued.", "eForms BT-783 req", verb="brought a legal challenge to the contract"),
    Code("automatic_suspension", "Automatic suspension", "A suspension by force of law.", "Procurement Act 2023 s.101", verb="brought about the automatic suspension of the contract"),
    Code("interim_order", "Interim order", "A court's order for the time being.", verb="made an interim order about the contract"),
    Code("ruling", "Ruling", "A court's or tribunal's judgment.", "eForms BT-783 dec", verb="ruled on the contract"),
    Code("direction", "Direction", "An instruction by a body with the power to give it.", verb="gave a direction about the contract"),
    Code("recommendation", "Recommendation", "Advice by an oversight body.", "Procurement Act 2023 s.109", verb="made a recommendation about the contract", says=True),
    Code("modification", "Modification", "The contract is changed.", "UK10", verb="changed the contract"),
    Code("extension", "Extension", "The contract is made longer.", "UK10", verb="extended the contract"),
    Code("cancellation", "Cancellation", "The process is ended.", "UK12", verb="cancelled the contract"),
    Code("termination", "Termination", "The contract is ended.", "UK11", verb="terminated the contract"),
    Code("withdrawal_by_supplier", "Withdrawal by the vendor", "The vendor pulls out.", verb="withdrew from the contract"),
    Code("reprocurement_ordered", "New procurement ordered", "The process is to start again.", "OCDS relatedProcess unsuccessfulProcess", verb="ordered a new procurement"),
    Code("exploration", "Exploration", "Looking into what could be bought, before or beside any decision to buy it.", verb="exploring what the vendor offers", continuous=True),
    Code("support_statement", "Support", "Backing for the contract, stated or reported.", verb="supported the contract", says=True),
    Code("response", "Response", "An answer to an intervention or to a question.", "Prozorro defendantStatement", verb="responded", says=True),
)

CAPACITY = Codelist(
    "capacity",
    Code("elected_executive", "Elected executive", "Holds an elected office with executive powers."),
    Code("oversight_body", "Oversight body", "Oversees the buyer."),
    Code("contracting_authority", "Contracting authority", "Buys, or acts for the buyer."),
    Code("review_body", "Review body", "Reviews procurement decisions.", "OCDS partyRole reviewBody"),
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
    Code("performance_suspended", "Performance suspended", "Work under a signed contract has been suspended."),
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
    Code("proceeded_with_conditions", "Proceeded with conditions", "The contract went on under conditions."),
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

"""The grounds that every installation starts with, and the two lists that qualify one."""

from .codelist import Code, Codelist

LAYER = Codelist(
    "layer",
    Code("stated", "Stated", "Given by whoever acted."),
    Code("attributed", "Attributed", "Ascribed to whoever acted, by others."),
    Code("not_relied_on", "Raised, not relied on", "Raised, but the act does not rest on it."),
)

DIRECTION = Codelist(
    "direction",
    Code("against", "Against", "Speaks against the contract."),
    Code("for", "For", "Speaks for the contract."),
)

GROUND_GROUP = Codelist(
    "ground_group",
    Code("procurement", "Procurement", "How the contract is let."),
    Code("money", "Money", "What it costs."),
    Code("rights_and_data", "Rights and data", "What it does to people and their data."),
    Code("trust", "Trust", "What it does to confidence in those who govern."),
    Code("capability", "Capability", "What it is needed for, and who can do it."),
    Code("other", "Other", "Anything else."),
)


def _group(group: str, *rows: tuple[str, ...]) -> list[tuple[str, Code]]:
    return [(group, Code(*row)) for row in rows]


# (group, code): rows that editors can add to, in the order in which forms offer them.
GROUNDS = [
    *_group(
        "procurement",
        ("no_competition", "No competition", "Let without the competition that was due.", "eForms no-notice, unj-na-ppr"),
        ("approval_route_not_followed", "Approval route not followed", "A consent that was needed was not asked for."),
        ("contract_splitting", "Contract splitting", "Split to stay under a threshold.", "eForms ar-split"),
        ("specification_bias", "Biased specification", "Written to suit one vendor.", "eForms unj-nrl"),
        ("evaluation_error", "Evaluation error", "Bids were judged wrongly.", "eForms eva"),
        ("conflict_of_interest", "Conflict of interest", "Somebody who decided had a stake.", "eForms conf-int"),
        ("transparency_failure", "Transparency failure", "What had to be published was not.", "eForms ncompl, ins-audit"),
        ("unlawful_modification", "Unlawful modification", "Changed beyond what the law allows.", "eForms elem-mod"),
        ("collusion", "Collusion", "Bidders acted together.", "eForms bid-rigging"),
    ),
    *_group(
        "money",
        ("value_for_money", "Value for money", "Whether it is worth its price."),
        ("affordability", "Affordability", "Whether it can be paid for.", "eForms ins-fund"),
        ("cost_overrun", "Cost overrun", "It costs more than was agreed."),
        ("vendor_lock_in", "Vendor lock-in", "The buyer could not leave the vendor."),
    ),
    *_group(
        "rights_and_data",
        ("data_protection", "Data protection", "The law on personal data."),
        ("data_security", "Data security", "Whether data are safe from misuse and loss."),
        ("civil_liberties", "Civil liberties", "Freedoms of people under the state."),
        ("discrimination", "Discrimination", "Unequal treatment of people."),
        ("human_rights_supply_chain", "Human rights in the supply chain", "How people are treated where it is made."),
        ("no_impact_assessment", "No impact assessment", "An assessment that was due is missing."),
    ),
    *_group(
        "trust",
        ("public_trust", "Public trust", "Confidence of the public in those who act."),
        ("accountability", "Accountability", "Who answers for it, and to whom."),
        ("ethics_of_supplier", "Ethics of the vendor", "The vendor's conduct or values."),
        ("political_neutrality", "Political neutrality", "Distance from party politics."),
    ),
    *_group(
        "capability",
        ("national_security", "National security", "The safety of the state."),
        ("foreign_supplier", "Foreign vendor", "Dependence on a vendor abroad."),
        ("performance_failure", "Performance failure", "The vendor did not deliver."),
        ("supplier_standing", "Standing of the vendor", "Whether the vendor may be awarded contracts.", "UK exclusion grounds"),
        ("operational_need", "Operational need", "What the buyer needs to do its work."),
        ("public_safety", "Public safety", "The safety of people."),
        ("efficiency", "Efficiency", "Doing the same work with less."),
    ),
    *_group(
        "other",
        ("other", "Other", "A reason that no other ground fits; say it in words."),
        ("not_stated", "Ground not stated", "No source gives a reason."),
    ),
]

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
    """Of each row: code, label, definition, the standard where there is one, everyday words."""
    return [(group, Code(*row[:-1], also=row[-1])) for row in rows]


# (group, code): rows that editors can add to, in the order in which forms offer them.
GROUNDS = [
    *_group(
        "procurement",
        ("no_competition", "No competition", "Let without the competition that was due.", "eForms no-notice, unj-na-ppr",
         "single tender, only one bidder, nobody else bid, direct award, no bidding, not advertised, monopoly, one bidder, without a tender, no-bid, waiver"),
        ("approval_route_not_followed", "Approval route not followed", "A consent that was needed was not asked for.",
         "no consultation, not consulted, no permission, bypassed, procedure, process, without approval, governance, legal, unlawful, call-in"),
        ("contract_splitting", "Contract splitting", "Split to stay under a threshold.", "eForms ar-split",
         "threshold, split, disaggregation, broken up"),
        ("specification_bias", "Biased specification", "Written to suit one vendor.", "eForms unj-nrl",
         "rigged, tailored, favoured, written for one, level playing field"),
        ("evaluation_error", "Evaluation error", "Bids were judged wrongly.", "eForms eva",
         "scoring, marking, wrong score, mistake, award criteria, legal"),
        ("conflict_of_interest", "Conflict of interest", "Somebody who decided had a stake.", "eForms conf-int",
         "cronyism, friends, revolving door, corruption, stake, interest, lobbying, donations"),
        ("transparency_failure", "Transparency failure", "What had to be published was not.", "eForms ncompl, ins-audit",
         "secrecy, secret, not published, redacted, disclosure, freedom of information, FOI, hidden, transparency"),
        ("unlawful_modification", "Unlawful modification", "Changed beyond what the law allows.", "eForms elem-mod",
         "change, variation, scope creep, legal, unlawful, against the law, extended"),
        ("collusion", "Collusion", "Bidders acted together.", "eForms bid-rigging",
         "cartel, bid rigging, price fixing"),
    ),
    *_group(
        "money",
        ("value_for_money", "Value for money", "Whether it is worth its price.",
         "too expensive, too dear, costs too much, expensive, cost, price, waste, wasteful, overpriced, best value, cheaper"),
        ("affordability", "Affordability", "Whether it can be paid for.", "eForms ins-fund",
         "budget, funding, too expensive, cannot afford, money, cuts, deficit"),
        ("cost_overrun", "Cost overrun", "It costs more than was agreed.",
         "over budget, overspend, too expensive, costs more, escalating costs"),
        ("vendor_lock_in", "Vendor lock-in", "The buyer could not leave the vendor.",
         "lock-in, locked in, dependence, dependency, monopoly, exit, switching, proprietary, open standards"),
    ),
    *_group(
        "rights_and_data",
        ("data_protection", "Data protection", "The law on personal data.",
         "privacy, personal data, GDPR, confidentiality, patient data, consent, legal, ICO, sharing of data"),
        ("data_security", "Data security", "Whether data are safe from misuse and loss.",
         "cyber, hacking, breach, leak, leaks, security of data, misuse"),
        ("civil_liberties", "Civil liberties", "Freedoms of people under the state.",
         "privacy, surveillance, rights, freedom, facial recognition, spying, human rights, protest, police state"),
        ("discrimination", "Discrimination", "Unequal treatment of people.",
         "bias, racism, equality, unequal, race, disability, equality act, profiling"),
        ("human_rights_supply_chain", "Human rights in the supply chain", "How people are treated where it is made.",
         "modern slavery, forced labour, child labour, war crimes, international law, ethics"),
        ("no_impact_assessment", "No impact assessment", "An assessment that was due is missing.",
         "DPIA, EqIA, equality impact, data protection impact assessment, environmental assessment, consultation, no consultation, legal"),
    ),
    *_group(
        "trust",
        ("public_trust", "Public trust", "Confidence of the public in those who act.",
         "confidence, reputation, trust, controversy, backlash, public opinion, consultation, community"),
        ("accountability", "Accountability", "Who answers for it, and to whom.",
         "scrutiny, oversight, consultation, democracy, democratic, answerable, responsibility, who decides"),
        ("ethics_of_supplier", "Ethics of the vendor", "The vendor's conduct or values.",
         "ethics, values, reputation, misconduct, tax, conduct, human rights, company behaviour, boycott"),
        ("political_neutrality", "Political neutrality", "Distance from party politics.",
         "politics, party, donor, donations, impartiality, partisan, bias"),
    ),
    *_group(
        "capability",
        ("national_security", "National security", "The safety of the state.",
         "security, defence, spies, terrorism, hostile state"),
        ("foreign_supplier", "Foreign vendor", "Dependence on a vendor abroad.",
         "foreign, overseas, sovereignty, abroad, foreign ownership, dependence, where the company is from"),
        ("performance_failure", "Performance failure", "The vendor did not deliver.",
         "failure, failed, poor performance, delay, delays, late, does not work, not fit for purpose, breakdown, quality"),
        ("supplier_standing", "Standing of the vendor", "Whether the vendor may be awarded contracts.", "UK exclusion grounds",
         "debarment, exclusion, insolvency, bankrupt, blacklisted, financial standing, fraud, unfit"),
        ("operational_need", "Operational need", "What the buyer needs to do its work.",
         "needed, necessary, urgent, urgency, emergency, essential, no alternative, continuity"),
        ("public_safety", "Public safety", "The safety of people.",
         "safety, danger, crime, harm, public protection, policing"),
        ("efficiency", "Efficiency", "Doing the same work with less.",
         "savings, saves time, productivity, faster, cheaper, automation"),
    ),
    *_group(
        "other",
        ("other", "Other", "A reason that no other ground fits; say it in words.",
         "else, something else, misc"),
        ("not_stated", "Ground not stated", "No source gives a reason.",
         "unknown, no reason, unclear, no comment, not given"),
    ),
]

"""Which reason of our one list a notice gives for an award without competition."""

import re

# TED_PT_AWARD_CONTRACT_WITHOUT_CALL, and the codes of eForms that took its place.
_CODES = {
    code: ours
    for ours, codes in {
        "urgency": "D_EXTREME_URGENCY D_PERIODS_INCOMPATIBLE urgency crisis",
        "technical": "D_TECHNICAL technical",
        "exclusive_rights": "D_PROTECT_RIGHTS D_EXCLUSIVE_RIGHT exclusive other-exclusive sc-right",
        "art": "D_ARTISTIC artistic",
        "prototype": "D_MANUF_FOR_RESEARCH D_PURE_RESEARCH D_OTHER_SERVICES rd resd",
        "additional": "D_ADD_DELIVERIES_ORDERED existing additional",
        "repetition": "D_REPETITION_EXISTING repetition",
        "commodity": "D_COMMODITY_MARKET commodity",
        "insolvency": "D_FROM_WINDING_PROVIDER D_FROM_LIQUIDATOR_CREDITOR closure liquidator",
        "bargain": "D_BARGAIN_PURCHASE bargain",
        "defence": "D_MARITIME_SERVICES dir81-transport defse-excl",
        "no_suitable_bids": "D_NO_TENDERS_REQUESTS D_ALL_TENDERS D_PROC_OPEN D_PROC_RESTRICTED "
        "D_PROC_NEGOTIATED_PRIOR_CALL_COMPETITION D_PROC_COMPETITIVE_DIALOGUE unsuitable irregular",
        "design_contest": "D_CONTRACT_AWARDED_DESIGN_CONTEST contest",
        "in_house": "in-house int-oper",
        "below_threshold": "below-thres below-thres-sme",
        "outside_law": "D_OUTSIDE_SCOPE D_SERVICES_LISTED other-legal dir24-list dir81-annexii "
        "ecom-excl serv-excl non-contr non-p-int not-wss other-activity int-rules",
    }.items()
    for code in codes.split()
}
# The headings of schedule 5 of the Procurement Act 2023, and of its sections 42 and 43, as words
# of a code or its description. The first that is found is meant.
_HEADINGS = (
    (re.compile(r"urgen", re.I), "urgency"),
    (re.compile(r"prototype", re.I), "prototype"),
    (re.compile(r"intellectual ?property|exclusive ?right", re.I), "exclusive_rights"),
    (re.compile(r"technical ?reason", re.I), "technical"),
    (re.compile(r"works? ?of ?art|artistic", re.I), "art"),
    (re.compile(r"extension|partial ?replacement", re.I), "additional"),
    (re.compile(r"similar|repetition", re.I), "repetition"),
    (re.compile(r"additional|repeat", re.I), "additional"),
    (re.compile(r"commodit", re.I), "commodity"),
    (re.compile(r"insolven", re.I), "insolvency"),
    (re.compile(r"user ?choice", re.I), "user_choice"),
    (re.compile(r"protect.{0,20}life", re.I), "protection"),
    (re.compile(r"no ?suitable|unsuitable", re.I), "no_suitable_bids"),
    (re.compile(r"defence|armed ?forces", re.I), "defence"),
)


def reason(code: str, text: str) -> str:
    """Give the code of RATIONALE for a classification of a rationale, else the code as stated."""
    if known := _CODES.get(code):
        return known
    said = f"{code} {text}"
    return next((ours for words, ours in _HEADINGS if words.search(said)), code)

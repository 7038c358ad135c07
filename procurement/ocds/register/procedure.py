"""Under which framework or market something is bought, and what lists ask for of the procedure.

What else is said of it is declared in `sections/procedure.py` and `techniques.py`. Source: OCDS 1.1.5
relatedProcesses; types of notices of the UK extension. A reason for an award without competition is one of our list.
"""

import re
from typing import Any

from procurement.ocds.texts import title
from procurement.ocds.values import Note, each, nothing, part

from .ceilings import MARKET_NOTICES
from .subjects import Subject, subjects, word

Entries = list[dict[str, Any]]
# Words of the procedure that say that this is bought under a framework or market that is there.
_CALLED_OFF = re.compile(
    r"\bcall(?:ed)?[ -]?offs?\b|\b(?:mini|further)[ -]competition\b"
    r"|\b(?:under|from|via|through|using)\b[^.;]{0,40}"
    r"\b(?:framework|dynamic (?:purchasing system|market)|DPS)\b",
    re.IGNORECASE,
)
_DENIES = re.compile(r"\b(?:not|neither)\b", re.IGNORECASE)


def read(release: dict, note: Note) -> Entries:
    """Give under which framework or market it is bought, and the market that a notice sets up by its type.

    [{"what", …, "of", "id", "at"}]: a call-off has "code", how the processes are related, and "title", "scheme",
    "identifier", "uri" of the other; a market has "notice", the type.
    """
    found: Entries = []
    for thing in subjects(release):
        if thing.of == "agreement" and thing.value.get("relatedProcesses"):
            _related(thing._replace(at=f"{thing.at}/relatedProcesses"), found, note)
        if not thing.of and thing.value.get("documents"):
            _market(thing.value, found)
        if not thing.of and "_procedures" in thing.value:
            _earlier(thing.value, found, note)
    if release.get("relatedProcesses"):
        _related(Subject(release, "", [], "relatedProcesses"), found, note)
    return found


def _earlier(tender, found, note):
    """What earlier notices called a procedure that a newer one calls otherwise."""
    for words in tender.get("_procedures", ()):
        if text := title(words, "tender/procurementMethodDetails", note):
            found.append({"what": "earlier", "text": text, "at": "tender/procurementMethodDetails"})


def _market(tender, found):
    techniques = part(tender.get("techniques"), "", nothing)
    is_told = techniques.get("hasDynamicPurchasingSystem") is True
    for place, one in enumerate(each(tender["documents"], "tender/documents", nothing)):
        if one.get("noticeType") in MARKET_NOTICES and not is_told and not is_dynamic(found):
            at = f"tender/documents/{place}/noticeType"
            found.append({"what": "dynamic", "is": True, "notice": one["noticeType"], "at": at})


def _related(thing, found, note):
    """Only what says under which framework or market this is bought: the rest is `related`'s."""
    for place, one in enumerate(each(thing.value["relatedProcesses"], thing.at, nothing)):
        kinds = one.get("relationship")
        kinds = kinds if isinstance(kinds, list) else [kinds]
        kinds = [str(kind) for kind in kinds if "framework" in str(kind) or "dynamic" in str(kind)]
        if kinds:
            at = f"{thing.at}/{place}"
            stated = {
                name: text
                for name in ("title", "scheme", "identifier", "uri")
                if (text := word(one.get(name), f"{at}/{name}", note))
            }
            entry = {"what": "call_off", "code": kinds[0], **stated}
            found.append(entry | thing.owner() | {"at": at})


def columns(section: Entries) -> dict[str, Any]:
    """Give what lists ask for: of frameworks a code of FRAMEWORK, "" for nothing that is said."""
    kinds = {"call_off": is_call_off, "dynamic": is_dynamic, "framework": is_framework}
    framework = next((code for code, is_one in kinds.items() if is_one(section)), "")
    return {"framework": framework, "rationales": rationales(section)}


def is_framework(section: Entries) -> bool:
    """Say whether a framework agreement is stated to be involved, for all of it or for a lot."""
    return _has(section, "framework")


def is_dynamic(section: Entries) -> bool:
    """Say whether a dynamic market or purchasing system is stated to be involved."""
    return _has(section, "dynamic")


def _has(section, what):
    return any(one["what"] == what and one.get("is", True) for one in section)


def is_call_off(section: Entries) -> bool:
    """Say whether it is bought under a framework or dynamic market that another process set up.

    A related process says so, or the procedure in the notice's words.
    """
    return any(
        one["what"] == "call_off"
        or one["what"] in ("details", "earlier")
        and _CALLED_OFF.search(one["text"]) is not None
        and not _DENIES.search(one["text"])
        for one in section
    )


def rationales(section: Entries) -> list[str]:
    """Give the codes of RATIONALE that are stated, in their order; one that is unknown as stated."""
    stated = [
        reason(one.get("code", ""), one.get("text", ""))
        for one in section
        if one["what"] == "rationale" and ("code" in one or "scheme" in one)
    ]
    return list(dict.fromkeys(filter(None, stated)))


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

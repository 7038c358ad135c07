"""How the vendor is or was to be chosen, as the notices say: procedure, techniques, laws, reasons.

Source: OCDS 1.1.5 tender; techniques, procedure, coveredBy, legalBasis and classifications of the
rationale of the OCDS EU profile; specialRegime, aboveThreshold, standstillPeriod and what frameworks
are open to of the UK extension.
"""

import re
from collections.abc import Callable
from typing import Any

from procurement.ocds.texts import prose
from procurement.ocds.values import Note, day, each, nothing, part

from .rationale import reason
from .subjects import Subject, flag, subjects, word
from .techniques import techniques

Entries = list[dict[str, Any]]
# What a plain text of the tender is called.
_WORDS: tuple[tuple[str, str, Callable], ...] = (
    ("procurementMethodDetails", "details", word),
    ("procurementMethodType", "details", word),
    ("procurementMethodRationale", "rationale", prose),
    ("crossBorderLaw", "other_law", word),
)
# Notices that set up, change or close a dynamic market say so by their type alone.
_MARKET = ("UK13", "UK14", "UK15", "UK16")
# Words of the procedure that say that this is bought under a framework or market that is there.
_CALLED_OFF = re.compile(
    r"\bcall(?:ed)?[ -]?offs?\b|\b(?:mini|further)[ -]competition\b"
    r"|\b(?:under|from|via|through|using)\b[^.;]{0,40}"
    r"\b(?:framework|dynamic (?:purchasing system|market)|DPS)\b",
    re.IGNORECASE,
)
_DENIES = re.compile(r"\b(?:not|neither)\b", re.IGNORECASE)


def read(release: dict, note: Note) -> Entries:
    """Give what is said of the procedure: [{"what", …, "of", "id", "at"}], `what` of PROCEDURE_FACT.

    A code is "code", with its "scheme" where it has one; words are "text"; whether something is so
    is "is"; days are "starts_on", "ends_on", "on"; what there is besides is said in `techniques`.
    """
    found: Entries = []
    for thing in subjects(release):
        if not thing.of:
            _tender(thing.value, found, note)
        _common(thing, found, note)
        if not thing.of and thing.value.get("documents"):
            _market(thing.value["documents"], found)
    if release.get("relatedProcesses"):
        _related(Subject(release, "", [], "relatedProcesses"), found, note)
    return found


def _tender(tender, found, note):
    if method := word(tender.get("procurementMethod"), "tender/procurementMethod", note):
        found.append({"what": "method", "code": method, "at": "tender/procurementMethod"})
    for key, what, text in _WORDS:
        if key in tender and (words := text(tender[key], f"tender/{key}", note)):
            found.append({"what": what, "text": words, "at": f"tender/{key}"})
    if tender.get("procurementMethodRationaleClassifications"):
        _reasons(tender["procurementMethodRationaleClassifications"], found, note)
    if tender.get("procedure"):
        _steps(part(tender["procedure"], "tender/procedure", note), found, note)
    for key, what in (
        ("legalBasis", "legal_basis"),
        ("procurementMethodRationaleLegalBasis", "rationale_law"),
    ):
        if tender.get(key):
            _law(part(tender[key], f"tender/{key}", note), what, f"tender/{key}", found, note)
    _is(tender, "competitive", "competitive", Subject(tender, "", [], "tender"), found, note)


def _reasons(value, found, note):
    field = "tender/procurementMethodRationaleClassifications"
    for place, one in enumerate(each(value, field, note)):
        _class(one, "rationale", f"{field}/{place}", found, note)


def _steps(procedure, found, note):
    at = "tender/procedure"
    if features := prose(procedure.get("features"), f"{at}/features", note):
        found.append({"what": "features", "text": features, "at": f"{at}/features"})
    is_so = flag(procedure.get("isAccelerated"), f"{at}/isAccelerated", note)
    why = prose(procedure.get("acceleratedRationale"), f"{at}/acceleratedRationale", note)
    if is_so is not None or why:
        entry = {"what": "accelerated", "is": is_so if is_so is not None else True}
        found.append(entry | ({"text": why} if why else {}) | {"at": at})


def _law(value, what, at, found, note):
    _class(value, what, at, found, note)
    if value.get("wasDerivedFrom"):
        at = f"{at}/wasDerivedFrom"
        _class(part(value["wasDerivedFrom"], at, note), what, at, found, note)


def _class(value, what, at, found, note):
    stated = {
        "scheme": word(value.get("scheme"), f"{at}/scheme", note),
        "code": word(value.get("id"), f"{at}/id", note),
        "text": word(value.get("description"), f"{at}/description", note),
        "uri": word(value.get("uri"), f"{at}/uri", note),
    }
    entry = {name: one for name, one in stated.items() if one}
    if "code" in entry or "text" in entry:
        found.append({"what": what, **entry, "at": at})


def _common(thing, found, note):
    """What is said of the tender and of its lots alike, or of awards and agreements."""
    value = thing.value
    if value.get("techniques"):
        techniques(thing, found, note)
    for key, what in (("specialRegime", "special_regime"), ("coveredBy", "covered_by")):
        if value.get(key):
            _codes(value[key], what, thing._replace(at=f"{thing.at}/{key}"), found, note)
    _is(value, "aboveThreshold", "above_threshold", thing, found, note)
    if value.get("standstillPeriod"):
        _standstill(thing, found, note)
    if told := value.get("assessmentSummariesDateSent"):
        at = f"{thing.at}/assessmentSummariesDateSent"
        if told := day(told, at, note):
            entry = {"what": "assessments_sent", "on": told.isoformat()}
            found.append(entry | thing.owner() | {"at": at})
    if thing.of == "agreement" and value.get("relatedProcesses"):
        _related(thing._replace(at=f"{thing.at}/relatedProcesses"), found, note)


def _market(documents, found):
    for place, one in enumerate(each(documents, "tender/documents", nothing)):
        if one.get("noticeType") in _MARKET and not is_dynamic(found):
            at = f"tender/documents/{place}/noticeType"
            found.append({"what": "dynamic", "is": True, "notice": one["noticeType"], "at": at})


def _is(value, key, what, thing, found, note):
    at = f"{thing.at}/{key}"
    if key in value and (is_so := flag(value[key], at, note)) is not None:
        found.append({"what": what, "is": is_so, **thing.owner(), "at": at})


def _codes(value, what, thing, found, note):
    listed = value if isinstance(value, list) else [value]
    for place, one in enumerate(listed):
        at = f"{thing.at}/{place}"
        if code := word(one, at, note):
            found.append({"what": what, "code": code, **thing.owner(), "at": at})


def _standstill(thing, found, note):
    at = f"{thing.at}/standstillPeriod"
    period = part(thing.value["standstillPeriod"], at, note)
    ends = (("starts_on", "startDate"), ("ends_on", "endDate"))
    days = {
        name: told.isoformat()
        for name, key in ends
        if (told := day(period.get(key), f"{at}/{key}", note))
    }
    if days:
        found.append({"what": "standstill", **days, **thing.owner(), "at": at})


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
        or one["what"] == "details"
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

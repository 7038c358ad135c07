"""Under which framework or market something is bought, and what lists ask for of the procedure.

What else is said of it is declared in `sections/procedure.py` and `techniques.py`. Source: OCDS 1.1.5
relatedProcesses; types of notices of the UK extension.
"""

import re
from typing import Any

from procurement.ocds.texts import title
from procurement.ocds.values import Note, each, nothing, part

from .rationale import reason
from .subjects import Subject, subjects, word

Entries = list[dict[str, Any]]
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
        if one.get("noticeType") in _MARKET and not is_told and not is_dynamic(found):
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

"""What is bought, by the codes of the notices: CPV and others, from wherever they stand.

Source: OCDS 1.1.5 Classification; the tender's own ones are of the OCDS EU profile. Notices under
the Procurement Act 2023 have them on the items of tender and awards alone.
"""

from typing import Any

from procurement.ocds.values import Note, each, nothing, part

from .subjects import joined, planning, with_items, word


def read(release: dict, note: Note) -> list[dict[str, Any]]:
    """Give each code once for what it stands on: {"scheme", "code", "text", "main", "of", "ids", "at"}.

    `main` is there for a thing's own classification, beside which it has additional ones. Those of
    the tender come first, then those of its items, its lots, the awards, the agreements.
    """
    found: dict[tuple, dict[str, Any]] = {}
    for thing in with_items(release, note):
        _classes(thing, found, note)
    for plan in planning(release):
        project = part(plan.value.get("project"), "", nothing)
        _classes(plan._replace(value=project, at="planning/project"), found, note)
    return list(found.values())


def _classes(thing, found, note):
    value = thing.value
    if one := value.get("classification"):
        at = f"{thing.at}/classification"
        _class(part(one, at, note), thing, at, found, note, main=True)
    if more := value.get("additionalClassifications"):
        at = f"{thing.at}/additionalClassifications"
        for place, one in enumerate(each(more, at, note)):
            _class(one, thing, f"{at}/{place}", found, note)


def _class(value, thing, at, found, note, *, main=False):
    scheme = word(value.get("scheme"), at, note)
    code = word(value.get("id"), at, note)
    text = word(value.get("description"), at, note)
    stated = {"scheme": scheme, "code": code, "text": text, "main": main}
    if code or text:
        entry = {name: one for name, one in stated.items() if one}
        joined(entry, found, (scheme, code or text), thing, at)


def columns(section: list[dict[str, Any]]) -> dict[str, Any]:
    """Give what lists ask for."""
    return {"cpv": cpv(section)}


def cpv(section: list[dict[str, Any]]) -> str:
    """Give the eight digits of the first CPV code of the section; "" for none.

    A digit after a hyphen only checks the others, and is left out.
    """
    for entry in section:
        digits = entry.get("code", "")[:8]
        is_code = len(digits) == 8 and digits.isascii() and digits.isdigit()
        if is_code and entry.get("scheme", "").upper() == "CPV":
            return digits
    return ""

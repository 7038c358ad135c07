"""Whether goods, services or works are bought, as notices say of tender, lots and awards.

Source: OCDS 1.1.5 procurementCategory; lots and awards by the OCDS EU profile and UK extension.
`xClassifications` is of the old notices of Contracts Finder.
"""

from typing import Any

from procurement.ocds.values import Note, part

from .subjects import Subject, joined, subjects, word

_KNOWN = {one: one for one in ("goods", "services", "works")} | {"products": "goods"}


def read(release: dict, note: Note) -> list[dict[str, Any]]:
    """Give each category once for what it stands on: {"code", "main", "text", "of", "ids", "at"}.

    `main` is there unless it is one that is named besides; `text` is a category in the buyer's words.
    """
    found: dict[tuple, dict[str, Any]] = {}
    for thing in subjects(release):
        _main(thing, found, note)
        if more := thing.value.get("additionalProcurementCategories"):
            field = f"{thing.at}/additionalProcurementCategories"
            for place, one in enumerate(more if isinstance(more, list) else [more]):
                _add("code", word(one, field, note), thing, f"{field}/{place}", found)
    return list(found.values())


def _main(thing: Subject, found: dict, note: Note) -> None:
    value = thing.value
    if one := value.get("mainProcurementCategory"):
        field = f"{thing.at}/mainProcurementCategory"
        _add("code", word(one, field, note), thing, field, found, main=True)
    if words := value.get("mainProcurementCategoryDetails"):
        field = f"{thing.at}/mainProcurementCategoryDetails"
        _add("text", word(words, field, note), thing, field, found)
    if old := value.get("xClassifications"):
        field = f"{thing.at}/xClassifications"
        kind = part(old, field, note).get("ojeuContractType")
        field = f"{field}/ojeuContractType"
        _add("code", word(kind, field, note), thing, field, found, main=True)


def _add(name, value, thing, at, found, *, main=False):
    if value:
        entry: dict[str, Any] = {name: value} | ({"main": True} if main else {})
        joined(entry, found, (name, value), thing, at)


def columns(section: list[dict[str, Any]]) -> dict[str, Any]:
    """Give what lists ask for."""
    return {"category": category(section)}


def category(section: list[dict[str, Any]]) -> str:
    """Give the first main category that is goods, services or works; "" for none."""
    codes = (_KNOWN.get(one["code"].lower(), "") for one in section if one.get("main"))
    return next(filter(None, codes), "")

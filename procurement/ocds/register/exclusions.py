"""Exclusions: the grounds that a tender names, and suppliers who won although some apply to them.

Sources: UK extension (`excludedSupplier`: Procurement Act 2023, sections 26 to 28 and 57), OCDS
`tender/exclusionGrounds` as text, or as an object with criteria.
"""

from typing import Any

from procurement.ocds.texts import line, prose

from ..values import Note, each, part


def excluded(details: dict, field: str, note: Note) -> dict[str, Any]:
    """Give {"grounds", "why", "why_code"} of an excluded supplier who was chosen all the same."""
    here = f"{field}/details/excludedSupplier"
    told = part(details["excludedSupplier"], here, note)
    stated = part(told.get("exclusionGrounds"), f"{here}/exclusionGrounds", note)
    reason = told.get("awardRationaleClassification")
    found = {
        "grounds": _criteria(stated, f"{here}/exclusionGrounds", note),
        "why": prose(told.get("awardRationale"), f"{here}/awardRationale", note),
        "why_code": _code(reason, f"{here}/awardRationaleClassification", note),
    }
    return {key: value for key, value in found.items() if value}


def grounds(release: dict, note: Note) -> list[dict[str, Any]]:
    """Give the grounds on which a tender excludes bidders, as {"type", "text", "at"}."""
    tender = release.get("tender")
    if not isinstance(tender, dict) or not tender.get("exclusionGrounds"):
        return []
    stated, field = tender["exclusionGrounds"], "tender/exclusionGrounds"
    if not isinstance(stated, dict):
        text = prose(stated, field, note)
        return [{"text": text, "at": field}] if text else []
    return _criteria(stated, field, note)


def _criteria(stated, field, note):
    found = []
    for place, one in enumerate(each(stated.get("criteria"), f"{field}/criteria", note)):
        here = f"{field}/criteria/{place}"
        said = {
            "type": line(one.get("type") or one.get("id"), f"{here}/type", note),
            "text": prose(one.get("description"), f"{here}/description", note),
        }
        if said := {key: value for key, value in said.items() if value}:
            found.append(said | {"at": here})
    return found


def _code(stated, field, note):
    if not isinstance(stated, dict):
        return {}
    found = {
        "id": line(stated.get("id"), f"{field}/id", note),
        "text": line(stated.get("description"), f"{field}/description", note),
    }
    return {key: value for key, value in found.items() if value}

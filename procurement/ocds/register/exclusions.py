"""Exclusions: the grounds that a tender names, and suppliers who won although some apply to them.

Sources: UK extension (`excludedSupplier`: Procurement Act 2023, sections 26 to 28 and 57), OCDS
`tender/exclusionGrounds` as text, or as an object with criteria.
"""

from typing import Any

from procurement.ocds.texts import line, prose

from ..values import Note, each, nothing, part
from .readers import stated


def excluded(details: dict, field: str, note: Note) -> dict[str, Any]:
    """Give {"grounds", "why", "why_code"} of an excluded supplier who was chosen all the same."""
    here = f"{field}/details/excludedSupplier"
    told = part(details["excludedSupplier"], here, note)
    applying = part(told.get("exclusionGrounds"), f"{here}/exclusionGrounds", note)
    reason = told.get("awardRationaleClassification")
    return stated(
        grounds=_criteria(applying, f"{here}/exclusionGrounds", note),
        why=prose(told.get("awardRationale"), f"{here}/awardRationale", note),
        why_code=_code(reason, f"{here}/awardRationaleClassification", note),
    )


def grounds(release: dict, note: Note) -> list[dict[str, Any]]:
    """Give the grounds on which a tender excludes bidders, as {"type", "text", "at"}."""
    field = "tender/exclusionGrounds"
    told = part(release.get("tender"), "", nothing).get("exclusionGrounds")
    if isinstance(told, dict):
        return _criteria(told, field, note)
    text = prose(told, field, note) if told else ""
    return [{"text": text, "at": field}] if text else []


def _criteria(told, field, note):
    found = []
    for place, one in enumerate(each(told.get("criteria"), f"{field}/criteria", note)):
        here = f"{field}/criteria/{place}"
        said = stated(
            type=line(one.get("type") or one.get("id"), f"{here}/type", note),
            text=prose(one.get("description"), f"{here}/description", note),
        )
        if said:
            found.append(said | {"at": here})
    return found


def _code(told, field, note):
    if not isinstance(told, dict):
        return {}
    return stated(
        id=line(told.get("id"), f"{field}/id", note),
        text=line(told.get("description"), f"{field}/description", note),
    )

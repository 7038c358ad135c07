"""The part of each vendor in a contract, from its public form."""

from typing import Any

from procurement.money import Money
from procurement.shares import NO_SHARE, Amount, Share, decisions, shares


def vendor_shares(body: dict, parties: dict) -> dict[Any, Share]:
    """Give {public vendor: its part} for the vendors that a form names as such.

    `parties` are public parties by kind and id.
    """
    vendors = _parties(body["vendors"], parties)
    parts = shares(_decisions(body, vendors, parties))
    return {vendor: parts.get(vendor, NO_SHARE) for vendor in vendors}


def _parties(forms, parties):
    return list(dict.fromkeys(parties[form["kind"], form["id"]] for form in forms))


def columns(part: Share) -> dict[str, Any]:
    """Give the columns of a link that tell a part."""
    return {
        "counted": part.counted,
        "value_minor": part.own and part.own.minor,
        "currency": part.own.currency if part.own else "",
        "shared_with": part.shared_with,
    }


def _decisions(body, vendors, parties):
    """(vendors, values) of each award that stands; of a contract without any, of its headline."""
    if not body["awards"]:
        value = body["value"]
        yield vendors, [Amount(value["kind"], _money(value))] if value else []
    yield from decisions(
        body["awards"], body["agreements"], lambda award: _parties(award["vendors"], parties)
    )


def _money(form):
    return Money(form["minor"], form["currency"])

"""The part of each vendor in a contract, and of each buyer of several, from its public form."""

from typing import Any

from procurement.money import Money
from procurement.shares import NO_SHARE, Amount, Share, decisions, purchases, shares


def vendor_shares(body: dict, parties: dict) -> dict[Any, Share]:
    """Give {public vendor: its part} for the vendors that a form names as such.

    `parties` are public parties by kind and id.
    """
    vendors = _parties(body["vendors"], parties)
    parts = shares(_decisions(body, vendors, parties))
    return {vendor: parts.get(vendor, NO_SHARE) for vendor in vendors}


def bought(body: dict, parties: dict) -> dict[Any, Share]:
    """Give {public buyer: its part} where the awards of a form have several; {} of others."""

    def public(form):
        return form and parties[form["kind"], form["id"]]

    return purchases(
        body["awards"],
        body["agreements"],
        lambda row: public(row.get("buyer")),
        public(body["buyer"]),
    )


def _by_role(body):
    """None where editors say who the vendors are."""
    claimed = any(claim["fact"] == "vendor" and claim["headline"] for claim in body["claims"])
    return [] if claimed else body.get("by_role", ())


def _parties(forms, parties):
    return list(dict.fromkeys(parties[form["kind"], form["id"]] for form in forms))


def columns(part: Share) -> dict[str, Any]:
    """Give the columns of a vendor's link that tell its part."""
    return amount_columns(part) | {"shared_with": part.shared_with}


def amount_columns(part: Share) -> dict[str, Any]:
    """Give the columns of a part of a contract that say what it comes to."""
    return {
        "counted": part.counted,
        "value_minor": part.own and part.own.minor,
        "currency": part.own.currency if part.own else "",
    }


def _decisions(body, vendors, parties):
    """(vendors, values) of each award that stands; of a contract without any, of its headline.

    Not of those whom notices name as suppliers, but of no award: what is theirs is not stated.
    """
    if not body["awards"]:
        value, by_role = body["value"], _parties(_by_role(body), parties)
        told = [vendor for vendor in vendors if vendor not in by_role]
        yield told, [Amount(value["kind"], _money(value))] if value else []
    yield from decisions(
        body["awards"], body["agreements"], lambda award: _parties(award["vendors"], parties)
    )


def _money(form):
    return Money(form["minor"], form["currency"])

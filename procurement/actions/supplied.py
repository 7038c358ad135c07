"""The part of each vendor in a contract, from its public form."""

from procurement.codelists import NOTHING_BOUGHT
from procurement.money import Money
from procurement.shares import Share, shares


def supplied(body: dict, parties: dict) -> dict:
    """Give {public vendor: columns of its link} for the vendors that a form names as such.

    `parties` are public parties by kind and id.
    """
    vendors = _parties(body["vendors"], parties)
    parts = shares(_decisions(body, vendors, parties))
    return {vendor: _columns(parts.get(vendor, Share("unknown", None, 0))) for vendor in vendors}


def _parties(forms, parties):
    return list(dict.fromkeys(parties[form["kind"], form["id"]] for form in forms))


def _columns(part):
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
        yield vendors, [_money(value)] if value and value["kind"] == "decided" else []
    for award in body["awards"]:
        if award.get("status") not in NOTHING_BOUGHT:
            yield _parties(award["vendors"], parties), _values(award, body["agreements"])


def _values(award, agreements):
    """The values of its agreements that count, else its own."""
    told = [
        _money(one["value"])
        for one in agreements
        if one.get("award") == award["id"] and one["value"] and one.get("status") != "cancelled"
    ]
    told = [value for value in told if not value.is_nominal]
    return told or ([_money(award["value"])] if award["value"] else [])


def _money(form):
    return Money(form["minor"], form["currency"])

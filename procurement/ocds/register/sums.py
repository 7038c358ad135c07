"""What a contract is worth, of the amounts that its notices state: purchases that are decided, and all that is none.

Decided purchases alone are added up. What each other amount counts as stands beside, so that the parts add up to
what the notices say.
"""

from collections import Counter
from typing import Any

from procurement import worth
from procurement.money import Money

from .amount_kinds import decisions

# What the upper end of the estimate for all of it is called.
_OF_ALL = (("tender", "estimate"), ("tender", "most"))


def count(amounts: list[dict], awards: list[dict], agreements: list[dict]) -> dict[str, Any]:
    """Give {"value", "value_kind", "value_basis", "value_least", "sums"} of a contract.

    A sum is {"kind", "minor", "currency", "count"}, as in `worth`.
    The basis is "net" where the notices say of all of it that it is without VAT, "gross" where with.
    "value_least" is the other end of the range of an estimate; alone where no upper end is stated.

    Writes into each award and agreement that stands for an amount {"counted_as", "why", "marked"}. Two currencies
    make no sum: then there is no value, and the kind is unknown.
    """
    found = decisions(amounts)
    rows = {"award": awards, "agreement": agreements}
    for one in found:
        if one.amount["of"] in rows and "facts" in one.amount:
            row = rows[one.amount["of"]][int(one.amount["at"].split("/")[1])]
            marked = {"marked": True} if one.kind.marked else {}
            row |= {"counted_as": one.kind.code, "why": one.kind.why} | marked
    sums = _sums(found)
    head = worth.head(sums)
    bases = {one.amount.get("basis") for one in found if one.kind.code == head["value_kind"]}
    head["value_least"] = _least(amounts, found)
    return head | {"sums": sums, "value_basis": bases.pop() if len(bases) == 1 else None}


def _least(amounts, found):
    """The lower end of the estimate for all of it; of what is decided, none heads a contract."""
    stated = [one for one in amounts if (one["of"], one.get("kind")) == ("tender", "least")]
    if not stated or Money(stated[0]["minor"], stated[0]["currency"]).is_nominal:
        return None
    one = stated[0]
    least = {key: one[key] for key in ("minor", "currency")}
    if not found:
        return least
    most = found[0].amount
    is_of_all = len(found) == 1 and (most["of"], most.get("kind")) in _OF_ALL
    is_range = is_of_all and one.get("basis") == most.get("basis")
    is_below = one["currency"] == most["currency"] and one["minor"] < most["minor"]
    return least if is_range and is_below else None


def _sums(found):
    sums: Counter[tuple[str, str]] = Counter()
    counts: Counter[tuple[str, str]] = Counter()
    for one in found:
        key = one.kind.code, one.amount["currency"]
        sums[key] += one.amount["minor"]
        counts[key] += 1
    return [
        {"kind": kind, "minor": minor, "currency": currency, "count": counts[kind, currency]}
        for (kind, currency), minor in sums.items()
    ]

"""What a contract is worth, by the sums of what its amounts count as.

Decided purchases alone are added up; what else is stated stands beside, as what it counts as.
A sum is {"kind": a code of COUNTED_AS, "minor", "currency", "count": how many amounts it is of}.
"""

from collections.abc import Iterable
from typing import Any

from procurement.codelists import COUNTED_AS

# What heads a contract of which nothing is decided: the first of these that is stated.
INSTEAD = ("proposed", "ceiling", "yearly", "gross", "same_award", "estimate")


def head(sums: list[dict[str, Any]]) -> dict[str, Any]:
    """Give {"value", "value_kind"} of a contract: what is decided, else what is said instead.

    Two currencies make no sum: then there is no value, and the kind is unknown.
    """
    for kind in ("decided", *INSTEAD):
        found = [one for one in sums if one["kind"] == kind]
        if len(found) == 1:
            value = {key: found[0][key] for key in ("minor", "currency")}
            return {"value": value, "value_kind": kind}
        if found:
            break
    return {"value_kind": "unknown"}


def beside(sums: list[dict[str, Any]], value_kind: str) -> list[dict[str, Any]]:
    """Give the sums that a headline value of a kind leaves out; all of them where there is none."""
    return [one for one in sums if one["kind"] != value_kind]


def gathered(rows: Iterable[tuple[str, str, int, int]]) -> list[dict[str, Any]]:
    """Give [{"kind", "currency", "minor", "contracts"}] of (kind, currency, minor units, contracts) of many.

    In the order of COUNTED_AS, pounds first.
    """
    found: dict[tuple[str, str], list[int]] = {}
    for kind, currency, minor, contracts in rows:
        told = found.setdefault((kind, currency), [0, 0])
        told[0] += int(minor)
        told[1] += contracts
    order = {kind: place for place, kind in enumerate(COUNTED_AS.codes())}
    return [
        {"kind": kind, "currency": currency, "minor": minor, "contracts": contracts}
        for (kind, currency), (minor, contracts) in sorted(
            found.items(),
            key=lambda one: (order.get(one[0][0], len(order)), one[0][1] != "GBP", one[0]),
        )
    ]


def move(sums: list[dict[str, Any]], value: dict[str, Any], kind: str, to: str) -> None:
    """Let one amount of sums count as another kind."""
    _add(sums, kind, value["currency"], -value["minor"], -1)
    _add(sums, to, value["currency"], value["minor"], 1)


def _add(sums, kind, currency, minor, count):
    for one in sums:
        if (one["kind"], one["currency"]) == (kind, currency):
            one["minor"] += minor
            one["count"] += count
            if not one["count"]:
                sums.remove(one)
            return
    sums.append({"kind": kind, "minor": minor, "currency": currency, "count": count})

"""What parties add up to: their contracts, acts and decided values, counted anew from public rows.

Currencies are never added together, nor a value that several vendors share. A party that others
name counts no invented contracts; one that real contracts name adds up those alone.
"""

from collections.abc import Iterable
from typing import Any

from procurement import worth
from procurement.models import PublicParty, bulk

from . import totals_sql as sql

_SLICE = 5000
_NUMBERS = (
    "contract_count", "intervention_count", "shared_count", "unknown_count", "demonstration_count",
)  # fmt: skip
_COLUMNS = ("id", *_NUMBERS, "totals", "value_minor", "beside")


def recount(parties: Iterable[int]) -> None:
    """Count the contracts, acts and values of public parties anew, by their keys. Five statements."""
    keys = sorted(set(parties))
    for part in bulk.sliced(keys, _SLICE):
        if there := [key for (key,) in bulk.select(PublicParty, ("id",), "id", part)]:
            _recount(there)


def _recount(keys):
    bulk.run(sql.FLAGS, keys)
    counts: dict[int, dict[str, int]] = {key: dict.fromkeys(_NUMBERS, 0) for key in keys}
    totals: dict[int, dict[str, int]] = {key: {} for key in keys}
    beside: dict[int, list[tuple]] = {key: [] for key in keys}
    for key, column, number in bulk.run(sql.COUNTS, keys):
        counts[key][column] += number
    for key, may, kind, currency, minor, contracts in bulk.run(sql.SUMS, keys):
        if may and kind == "decided":
            totals[key][currency] = totals[key].get(currency, 0) + int(minor)
        else:
            beside[key].append((kind, currency, minor, contracts))
    rows = [_row(key, counts[key], totals[key], beside[key]) for key in keys]
    bulk.update(PublicParty, _COLUMNS, rows)


def _row(
    key: int, counts: dict[str, int], totals: dict[str, int], beside: list[tuple]
) -> tuple[Any, ...]:
    numbers = (counts[name] for name in _NUMBERS)
    return key, *numbers, bulk.json(totals), totals.get("GBP"), bulk.json(worth.gathered(beside))

"""What parties add up to: their contracts, acts and decided values, counted anew from public rows.

Currencies are never added together, nor a value that several vendors share. A party that others
name counts no invented contracts; one that real contracts name adds up those alone.

The statements are for both databases: `{keys}` is a condition on a column. They are written out, for Django takes
longer to put them together than the database to answer, and every publication and every run of an import asks them.
"""

from collections.abc import Iterable
from typing import Any

from procurement import worth
from procurement.models import PublicParty, bulk

_TABLES = {
    "party": "procurement_publicparty",
    "contract": "procurement_publiccontract",
    "mention": "procurement_publicmention",
    "link": "procurement_publiccontractvendor",
    "part": "procurement_publiccontractbuyer",
    "act": "procurement_publicintervention",
    "actor": "procurement_publicinterventionactor",
    "sum": "procurement_publicsum",
}


def written(text: str) -> str:
    """Put the names of tables in: `<party>`, `<contract>` and so on."""
    for name, table in _TABLES.items():
        text = text.replace(f"<{name}>", table)
    return text


# That a party is named by no public contract without a flag: one look in an index for each way.
_FLAG = """NOT (
    EXISTS (SELECT 1 FROM <contract> c WHERE c.buyer_id = <party>.id AND NOT c.{flag})
    OR EXISTS (SELECT 1 FROM <contract> c WHERE c.run_by_id = <party>.id AND NOT c.{flag})
    OR EXISTS (SELECT 1 FROM <mention> n JOIN <contract> c ON c.id = n.contract_id
               WHERE n.party_id = <party>.id AND NOT c.{flag})
    OR EXISTS (SELECT 1 FROM <link> n JOIN <contract> c ON c.id = n.contract_id
               WHERE n.vendor_id = <party>.id AND NOT c.{flag})
    OR EXISTS (SELECT 1 FROM <part> n JOIN <contract> c ON c.id = n.contract_id
               WHERE n.buyer_id = <party>.id AND NOT c.{flag}))"""
FLAGS = written(
    f"UPDATE <party> SET demonstration = {_FLAG.replace('{flag}', 'demonstration')},"
    f" invented = {_FLAG.replace('{flag}', 'invented')} WHERE <party>.id {{keys}}"
)


def _joined(rows: str, on: str) -> str:
    """Rows with the sums that stand beside them, as `o`."""
    return rows.replace("WHERE", f"JOIN <sum> o ON {on} WHERE", 1)


# A contract that names a party in a row of its own, and the party: both invented, or neither.
_NAMED = """FROM {table} n JOIN <contract> c ON c.id = n.contract_id
    JOIN <party> p ON p.id = n.{party}
    WHERE n.{party} {{keys}} AND c.invented = p.invented"""
_LINKED = _NAMED.format(table="<link>", party="vendor_id")
_BOUGHT_PART = _NAMED.format(table="<part>", party="buyer_id")
_MENTIONED = _NAMED.format(table="<mention>", party="party_id")
_BUYER = """FROM <contract> c JOIN <party> p ON p.id = c.buyer_id
    WHERE c.buyer_id {keys} AND c.invented = p.invented"""
_RUN = """FROM <contract> c JOIN <party> p ON p.id = c.run_by_id
    WHERE c.run_by_id {keys} AND c.invented = p.invented"""
# A contract with several buyers, each of which has its part, is no one's as a whole.
_WHOLE = f"{_BUYER} AND NOT EXISTS (SELECT 1 FROM <part> s WHERE s.contract_id = c.id)"
_REAL = "c.demonstration = p.demonstration"
_NOTHING = "NOT EXISTS (SELECT 1 FROM <sum> s WHERE s.{part} = n.id)"

_COUNTED = {
    # Every public contract that names it: by mention, or in a register row.
    "contract_count": (
        f"{_MENTIONED} AND c.tracked",
        f"{_BUYER} AND NOT c.tracked",
        f"{_RUN} AND NOT c.tracked AND (c.buyer_id IS NULL OR c.buyer_id <> c.run_by_id)",
        f"{_BOUGHT_PART} AND NOT c.tracked AND (c.buyer_id IS NULL OR c.buyer_id <> n.buyer_id)"
        " AND (c.run_by_id IS NULL OR c.run_by_id <> n.buyer_id)",
        f"{_LINKED} AND NOT c.tracked",
    ),
    "intervention_count": (
        "FROM <actor> n JOIN <act> c ON c.id = n.intervention_id JOIN <party> p ON p.id = n.party_id"
        " WHERE n.party_id {keys} AND c.invented = p.invented",
    ),
    "shared_count": (
        f"{_LINKED} AND {_REAL} AND n.counted = 'shared'",
        f"{_BOUGHT_PART} AND {_REAL} AND n.counted = 'shared'",
    ),
    "unknown_count": (
        f"{_WHOLE} AND {_REAL} AND c.value_minor IS NULL AND NOT EXISTS (SELECT 1 FROM <sum> s"
        " WHERE s.contract_id = c.id AND s.link_id IS NULL AND s.part_id IS NULL)",
        f"{_LINKED} AND {_REAL} AND n.counted NOT IN ('alone', 'shared', 'cancelled', 'removed')"
        f" AND {_NOTHING.format(part='link_id')}",
        f"{_BOUGHT_PART} AND {_REAL} AND n.counted NOT IN ('alone', 'shared')"
        f" AND {_NOTHING.format(part='part_id')}",
    ),
    "demonstration_count": (
        f"{_WHOLE} AND NOT {_REAL}", f"{_LINKED} AND NOT {_REAL}", f"{_BOUGHT_PART} AND NOT {_REAL}",
    ),
}  # fmt: skip
# (party, column, how many)
COUNTS = written(
    " UNION ALL ".join(
        f"SELECT p.id, '{column}', COUNT(*) {rows} GROUP BY p.id"
        for column, ways in _COUNTED.items()
        for rows in ways
    )
)

# (party, may it be in the total, kind, currency, minor units, contracts): there if it is decided.
# Of a contract with one buyer, its headline value and what that leaves out; of a part of a contract,
# what is its alone.
_SUMMED = (
    "SELECT p.id, 1, c.value_kind, c.currency, SUM(c.value_minor), COUNT(*)"
    f" {_WHOLE} AND {_REAL} AND c.value_minor IS NOT NULL GROUP BY p.id, c.value_kind, c.currency",
    f"SELECT p.id, 0, o.kind, o.currency, SUM(o.minor), COUNT(*) {_joined(_WHOLE, 'o.contract_id = c.id')}"
    f" AND {_REAL} AND o.link_id IS NULL AND o.part_id IS NULL GROUP BY p.id, o.kind, o.currency",
    *(
        f"SELECT p.id, 1, 'decided', n.currency, SUM(n.value_minor), 0 {rows} AND {_REAL}"
        " AND n.counted = 'alone' GROUP BY p.id, n.currency"
        for rows in (_LINKED, _BOUGHT_PART)
    ),
    *(
        f"SELECT p.id, 0, o.kind, o.currency, SUM(o.minor), COUNT(*) {_joined(rows, f'o.{part} = n.id')}"
        f" AND {_REAL} GROUP BY p.id, o.kind, o.currency"
        for rows, part in ((_LINKED, "link_id"), (_BOUGHT_PART, "part_id"))
    ),
)
SUMS = written(" UNION ALL ".join(_SUMMED))


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
    bulk.run(FLAGS, keys)
    counts: dict[int, dict[str, int]] = {key: dict.fromkeys(_NUMBERS, 0) for key in keys}
    totals: dict[int, dict[str, int]] = {key: {} for key in keys}
    beside: dict[int, list[tuple]] = {key: [] for key in keys}
    for key, column, number in bulk.run(COUNTS, keys):
        counts[key][column] += number
    for key, may, kind, currency, minor, contracts in bulk.run(SUMS, keys):
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

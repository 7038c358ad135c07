"""Writes the public rows of contracts: whatever publishes, imports, renames, merges or rebuilds, does it here."""

from collections.abc import Collection, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from django.db import connection

from procurement.models import PublicContract, bulk

from . import linked_rows
from .columns import COLUMNS, columns
from .facts import Facts
from .interventions import replace_interventions
from .linked_rows import LinkedRows

# What parties are counted by, beside the linked rows.
_COUNTED = (
    "buyer_id", "run_by_id", "value_minor", "currency", "value_kind", "tracked", "demonstration", "invented",
)  # fmt: skip
_counted = itemgetter(*(COLUMNS.index(name) + 1 for name in _COUNTED))
_place = itemgetter(COLUMNS.index("recency") + 1)
_JSON = tuple(COLUMNS.index(name) + 1 for name in ("days", "merged"))
_MOMENTS = tuple(COLUMNS.index(name) + 1 for name in ("appeared_at", "published_at", "changed_at"))


class _Contract(NamedTuple):
    """A public contract: its key, its place in the index, and what parties are counted by."""

    key: int
    place: int
    counted: tuple[Any, ...]
    linked: LinkedRows

    @property
    def parties(self) -> set[int]:
        return {*self.counted[:2], *self.linked.parties} - {None}


class Written(NamedTuple):
    """What public rows were before, and whom that concerns.

    `parties` are the keys of the public parties to be counted anew, and `is_counted_otherwise` says whether
    anything that is counted changed; `named` and `cited` are the keys of the parties and sources that the
    rows named before, and `interventions` the public ids of those that were there.
    """

    parties: set[int]
    is_counted_otherwise: bool
    named: set[int]
    cited: set[int]
    interventions: set[int]


def write(facts: Sequence[Facts]) -> Written:
    """Write all public rows of contracts as their facts have it.

    To be counted anew are the parties that a contract names, or named before, if anything that parties are
    counted by is otherwise now.
    """
    existing = _existing([one.public_id for one in facts])
    fresh = bulk.ids(PublicContract, len(facts) - len(existing))
    before = [existing.get(one.public_id) for one in facts]
    rows = [
        (was.key if was else next(fresh), *columns(one))
        for was, one in zip(before, facts, strict=True)
    ]
    now = [
        _Contract(row[0], _place(row), _counted(row), linked_rows.stated(one))
        for row, one in zip(rows, facts, strict=True)
    ]
    pairs = list(zip(before, now, strict=True))
    _write_contracts(rows, existing.values())
    linked = {one.key: one.linked for was, one in pairs if not was or was.linked != one.linked}
    linked_rows.replace(linked, [was.key for was in existing.values() if was.key in linked])
    acting = [
        (one.key, act)
        for one, of in zip(now, facts, strict=True)
        for act in of.edited.interventions
    ]
    acted, interventions = replace_interventions(acting, [was.key for was in existing.values()])
    return _written(pairs, acted, interventions)


def _written(pairs, acted: set[int], interventions: set[int]) -> Written:
    existing = [was for was, _ in pairs if was]
    changed = [pair for pair in pairs if not pair[0] or pair[0][2:] != pair[1][2:]]
    return Written(
        {party for pair in changed for one in pair if one for party in one.parties} | acted,
        bool(changed),
        {party for was in existing for party in was.parties},
        {source for was in existing for source in was.linked.sources},
        interventions,
    )


def _existing(public_ids) -> dict[int, _Contract]:
    """{public id: what is there}. Five queries, one where nothing is."""
    names = ("public_id", "id", "recency", *_COUNTED)
    rows = bulk.select(PublicContract, names, "public_id", public_ids)
    linked = linked_rows.existing(key for _, key, *_ in rows)
    return {
        public_id: _Contract(key, place, _plain(counted), linked[key])
        for public_id, key, place, *counted in rows
    }


def _plain(counted):
    """SQLite keeps flags as numbers."""
    *values, tracked, demonstration, invented = counted
    return (*values, bool(tracked), bool(demonstration), bool(invented))


def _write_contracts(rows: list[tuple[Any, ...]], existing: Collection[_Contract]) -> None:
    """Write rows in the order of their places: keys that go down make the index of SQLite slow."""
    there = {was.key for was in existing}
    stored = sorted(map(_stored, rows), key=_place)
    names = ("id", *COLUMNS)
    bulk.insert(PublicContract, names, [row for row in stored if row[0] not in there])
    if len(there) > 1 and connection.vendor == "sqlite":
        # Taken out of the index first, in their order too.
        placed = sorted((was.place, was.key) for was in existing)
        bulk.update(PublicContract, ("id", "words"), [(key, "") for _, key in placed])
    bulk.update(PublicContract, names, [row for row in stored if row[0] in there])


def _stored(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """A row as the database takes it."""
    kept = list(row)
    for place in _JSON:
        kept[place] = bulk.json(kept[place])
    for place in _MOMENTS:
        kept[place] = bulk.stamp(kept[place])
    return tuple(kept)

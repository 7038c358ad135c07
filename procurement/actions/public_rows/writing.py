"""Writes the public rows of contracts: whatever publishes, imports, renames, merges or rebuilds, does it here."""

from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from django.db import connection

from procurement.models import PublicContract, bulk

from . import linked_rows
from .columns import COLUMNS, columns
from .facts import Facts
from .intervention_rows import replace_interventions
from .linked_rows import LinkedRows

# What parties are counted by, beside the linked rows.
_COUNTED = (
    "buyer_id", "user_body_id", "value_minor", "currency", "value_kind", "tracked", "demonstration", "invented",
)  # fmt: skip
_counted = itemgetter(*(COLUMNS.index(name) + 1 for name in _COUNTED))
_place = itemgetter(COLUMNS.index("recency") + 1)
_JSON = tuple(COLUMNS.index(name) + 1 for name in ("days", "merged"))
_MOMENTS = tuple(COLUMNS.index(name) + 1 for name in ("appeared_at", "published_at", "changed_at"))


class _Existing(NamedTuple):
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
    rows, linked, parties, changed = [], {}, set(), False
    for one in facts:
        before = existing.get(one.public_id)
        row = (before.key if before else next(fresh), *columns(one))
        now = _Existing(row[0], 0, _counted(row), linked_rows.stated(one))
        rows.append(row)
        if not before or before.linked != now.linked:
            linked[now.key] = now.linked
        if not before or (before.counted, before.linked) != (now.counted, now.linked):
            parties |= now.parties | (before.parties if before else set())
            changed = True
    keys = {one.key for one in existing.values()}
    _write_contracts(rows, [(one.place, one.key) for one in existing.values()])
    linked_rows.replace(linked, linked.keys() & keys)
    acting = [
        (row[0], act)
        for row, one in zip(rows, facts, strict=True)
        for act in one.edited.interventions
    ]
    acted, interventions = replace_interventions(acting, keys)
    named = {party for one in existing.values() for party in one.parties}
    cited = {source for one in existing.values() for source in one.linked.sources}
    return Written(parties | acted, changed, named, cited, interventions)


def _existing(public_ids) -> dict[int, _Existing]:
    """{public id: what is there}. Five queries, one where nothing is."""
    names = ("public_id", "id", "recency", *_COUNTED)
    rows = bulk.select(PublicContract, names, "public_id", public_ids)
    linked = linked_rows.existing(key for _, key, *_ in rows)
    return {
        public_id: _Existing(key, place, _plain(counted), linked[key])
        for public_id, key, place, *counted in rows
    }


def _plain(counted):
    """SQLite keeps flags as numbers."""
    *values, tracked, demonstration, invented = counted
    return (*values, bool(tracked), bool(demonstration), bool(invented))


def _write_contracts(rows: list[tuple[Any, ...]], placed: Iterable[tuple[int, int]]) -> None:
    """Write rows in the order of their places: keys that go down make the index of SQLite slow."""
    there = {key for _, key in placed}
    stored = sorted(map(_stored, rows), key=_place)
    names = ("id", *COLUMNS)
    bulk.insert(PublicContract, names, [row for row in stored if row[0] not in there])
    if len(there) > 1 and connection.vendor == "sqlite":
        # Taken out of the index first, in their order too.
        bulk.update(PublicContract, ("id", "words"), [(key, "") for _, key in sorted(placed)])
    bulk.update(PublicContract, names, [row for row in stored if row[0] in there])


def _stored(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """A row as the database takes it."""
    kept = list(row)
    for place in _JSON:
        kept[place] = bulk.json(kept[place])
    for place in _MOMENTS:
        kept[place] = bulk.stamp(kept[place])
    return tuple(kept)

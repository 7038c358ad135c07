"""Awards that two public contracts state: found by their fingerprints, marked in both documents.

What is marked depends on the fingerprints alone, on which contracts are public and on what editors say,
never on the order in which any of it came.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from json import loads
from typing import Any, NamedTuple

from procurement.models import (
    AwardFingerprint,
    NotTheSame,
    PartyMerge,
    PartyRedirect,
    PublicContract,
    RegisterDocument,
    bulk,
)
from procurement.models.roles import IMPORTER

# {id of an award: its mark}, as `same_award.mark` takes them
Marks = dict[str, dict[str, Any]]


class Row(NamedTuple):
    """One fingerprint."""

    public_id: int
    award: str
    key: int
    buyers: str
    vendors: str
    first: str


class Settled(NamedTuple):
    """The marks of the contracts that were asked for, and all contracts whose marks changed."""

    marks: dict[int, Marks]
    changed: list[int]


def settle_again(public_ids: Iterable[int], *, public: Collection[int] = ()) -> list[int]:
    """Mark the awards of contracts that are held anew; give all whose marks changed."""
    ids = set(public_ids)
    keys = {row[0] for row in bulk.select(AwardFingerprint, ("key",), "public_id", ids)}
    return settle(ids, new=keys, old=set(), public=public).changed


def settle(ids: set[int], *, new: set[int], old: set[int], public: Collection[int] = ()) -> Settled:
    """Mark the awards of contracts, by public id, that another states too, and those in the others.

    `new` are the keys of their fingerprints, `old` those they had before; `public` are those of them whose
    public rows are still to be written. Seven queries at most, one more for each step of merges; three where
    nothing is stated twice.
    """
    at: dict[int, set[int]] = defaultdict(set)
    for key, public_id in bulk.select(AwardFingerprint, ("key", "public_id"), "key", new | old):
        at[key].add(public_id)
    several = {key for key, found in at.items() if len(found) > 1}
    touched = {one for key in several | (old & at.keys()) for one in at[key]}
    rows = [Row(*row) for row in bulk.select(AwardFingerprint, Row._fields, "key", several | old)]
    denied = set(bulk.select(NotTheSame, ("public_id", "award"), "public_id", ids | touched))
    marks = _marks([row for row in rows if (row.public_id, row.award) not in denied], public)
    for public_id, award in denied:
        marks.setdefault(public_id, {}).setdefault(award, {})["not"] = True
    asked = {row: marks.get(row, {}) for row in ids}
    return Settled(asked, _write(asked, touched - ids, rows, marks))


def _marks(rows: list[Row], public: Collection[int]) -> dict[int, Marks]:
    """Give {contract: marks} of fingerprints, where two public contracts have the same."""
    ids = {row.public_id for row in rows}
    shown = bulk.select(PublicContract, ("public_id",), "public_id", ids - set(public))
    seen = {*public, *(one for [one] in shown)}
    moved = _moved(rows)
    edited = _edited(moved)
    groups: dict[tuple, dict[int, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in sorted(rows, key=lambda row: (row.first, row.award)):
        if row.public_id in seen:
            groups[_which(row, moved)][row.public_id].append(row)
    found: dict[int, Marks] = defaultdict(dict)
    for group in groups.values():
        # Awards that one contract states twice are two: the second is the same as another's second.
        for place in range(max(map(len, group.values()))):
            first, *others = [rows[place] for rows in group.values() if len(rows) > place]
            made_one = _made_one([first, *others], edited) if moved else {}
            if others:
                also = sorted(one.public_id for one in others)
                found[first.public_id][first.award] = {"also": also} | made_one
            for one in others:
                found[one.public_id][one.award] = {"in": first.public_id} | made_one
    return found


def _made_one(rows: list[Row], edited: set[tuple[str, int]]) -> dict[str, dict[str, str]]:
    """Give {"merged": {kind: who says so}} of parties that the rows of one award name apart, and that are one."""
    named: dict[str, list[set[int]]] = {
        "buyer": [{*_ids(row.buyers)} for row in rows],
        "vendor": [{*_ids(row.vendors)} for row in rows],
    }
    found = {}
    for kind, ids in named.items():
        apart = set().union(*ids) - ids[0].intersection(*ids)
        if apart:
            by_editors = any((kind, one) in edited for one in apart)
            found[kind] = "editors" if by_editors else "notices"
    return {"merged": found} if found else {}


def _edited(moved) -> set[tuple[str, int]]:
    """Those of some merged parties that editors say are another, or whom they are merged into first. Few queries."""
    leads = {one: [one] for one in moved}
    found, reached = set(), set(moved)
    while reached:
        rows = PartyMerge.objects.current().filter(merged_public_id__in=[id_ for _, id_ in reached])
        told = rows.values_list("kind", "merged_public_id", "kept_public_id", "by__username")
        steps = [one for one in told.order_by() if one[:2] in reached]
        reached = set()
        for kind, merged, kept, by in steps:
            starts = leads.pop((kind, merged), [])
            if by != IMPORTER:
                found.update(starts)
            leads.setdefault((kind, kept), []).extend(starts)
            reached.add((kind, kept))
    return found


def _which(row, moved):
    """What awards that are the same have alike: amount and day, and whom the record says the parties are."""
    parties = (("buyer", row.buyers), ("vendor", row.vendors))
    return row.key, *(
        frozenset(moved.get((kind, one), one) for one in _ids(ids)) for kind, ids in parties
    )


def _ids(text):
    return [int(one) for one in text.split(",")]


def _moved(rows):
    """{(kind, public id of a merged party): that of the one it is}. One query, none for no rows."""
    ids = {one for row in rows for text in (row.buyers, row.vendors) for one in _ids(text)}
    columns = ("kind", "public_id", "to_public_id")
    found = bulk.select(PartyRedirect, columns, "public_id", ids)
    return {(kind, old): to for kind, old, to in found}


def _write(asked: Mapping[int, Marks], others: set[int], rows: list[Row], marks) -> list[int]:
    """Write the marks that changed; give the contracts."""
    columns = ("public_id", "same")
    found = bulk.select(RegisterDocument, columns, "public_id", {*asked, *others})
    held = {public_id: loads(same) for public_id, same in found}
    looked: dict[int, set[str]] = defaultdict(set)
    for row in rows:
        looked[row.public_id].add(row.award)
    now = dict(asked)
    for one in others & held.keys():
        # Of another contract, only the awards that were looked at.
        kept = {award: mark for award, mark in held[one].items() if award not in looked[one]}
        now[one] = kept | marks.get(one, {})
    changed = sorted(one for one, same in now.items() if one in held and held[one] != same)
    bulk.update(RegisterDocument, columns, [(one, bulk.json(now[one])) for one in changed])
    return changed

"""Public rows that are not as they would be written now, and how they would be.

Publishing and imports leave none. A release that folds, stems, words or chooses otherwise does.
"""

from collections import Counter as Counted
from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple

from django.db import transaction
from django.db.models import QuerySet

from procurement.models import Counter, PublicContract, PublicIntervention, PublicParty, bulk

from .public_rows import (
    COLUMNS,
    INTERVENTION_COLUMNS,
    columns,
    facts_of,
    linked_rows,
    reindex,
    rewrite,
    words_of_body,
)

AT_ONCE = 500
_OF_INTERVENTIONS = {
    "grounds": ("grounds__ground", "grounds__name", "grounds__layer", "grounds__direction"),
    "acting": ("acting__position", "acting__party"),
}


class RowsKind(NamedTuple):
    """Public rows that are written from one place.

    `stale` gives those of some keys that would be written otherwise, in a fixed number of queries; `write`
    writes them anew. `order` is that of the index.
    """

    name: str
    rows: Callable[[], QuerySet]
    order: str
    stale: Callable[[list[int]], list[int]]
    write: Callable[[list[int]], object]

    def slices(self) -> Iterator[list[int]]:
        """Give the keys of all rows, some at a time, in the order in which the index takes them best."""
        rows = self.rows().order_by(self.order).values_list("pk", self.order)
        part = list(rows[:AT_ONCE])
        while part:
            yield [pk for pk, _ in part]
            part = list(rows.filter(**{f"{self.order}__gt": part[-1][1]})[:AT_ONCE])

    def sampled(self, number: int) -> Iterator[list[int]]:
        """Give the keys of about that many rows, spread over all of them."""
        step = max(self.rows().count() // number, 1)
        keys = self.rows().order_by(self.order).values_list("pk", flat=True).iterator()
        yield from bulk.sliced(islice(keys, 0, None, step), AT_ONCE)


@transaction.atomic
def mend(kind: RowsKind, keys: list[int]) -> int:
    """Write the stale ones of some rows anew; give how many they were. Nobody publishes meanwhile."""
    Counter.hold()
    found = kind.stale(keys)
    if found:
        kind.write(found)
        Counter.next("data")
    return len(found)


def _stale_contracts(keys: list[int]) -> list[int]:
    facts = facts_of(keys)
    rows = PublicContract.objects.filter(pk__in=facts).values_list("pk", *COLUMNS)
    found = {pk for pk, *row in rows if tuple(row) != columns(facts[pk])}
    linked = linked_rows.existing(facts)
    found |= {pk for pk, of in facts.items() if linked[pk] != linked_rows.stated(of)}
    return sorted(found | _with_stale_interventions(facts))


def _with_stale_interventions(facts) -> set[int]:
    """The keys of contracts whose interventions, their actors or grounds would be written otherwise."""
    names = INTERVENTION_COLUMNS
    now: Counted[tuple] = Counted()
    for pk, of in facts.items():
        for one in of.edited.interventions:
            id_ = one.columns["public_id"]
            now[pk, *map(one.columns.__getitem__, names)] += 1
            now.update((pk, id_, *ground) for ground in one.grounds)
            now.update((pk, id_, *actor) for actor in enumerate(one.actors, start=1))
    rows = PublicIntervention.objects.filter(contract__in=facts)
    there = Counted(rows.values_list("contract", *names))
    for linked, columns_ in _OF_INTERVENTIONS.items():
        some = rows.filter(**{f"{linked}__isnull": False})
        there.update(some.values_list("contract", "public_id", *columns_))
    return {row[0] for row in (*(now - there), *(there - now))}


def _stale_parties(keys: list[int]) -> list[int]:
    rows = PublicParty.objects.filter(pk__in=keys).prefetch_related("merged")
    return [row.pk for row in rows if row.words != words_of_body(row)]


KINDS = (
    RowsKind("parties", PublicParty.objects.all, "pk", _stale_parties, reindex),
    RowsKind(
        "contracts that editors keep",
        lambda: PublicContract.objects.exclude(revision_hash=""),
        "recency",
        _stale_contracts,
        rewrite,
    ),
    RowsKind(
        "contracts of the register",
        lambda: PublicContract.objects.filter(revision_hash=""),
        "recency",
        _stale_contracts,
        rewrite,
    ),
)

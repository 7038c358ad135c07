"""Public rows whose words for search are not as they would be written now, and how they would be.

Publishing and imports leave none. A release that folds, stems or chooses words otherwise does.
"""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple

from django.db import transaction
from django.db.models import QuerySet

from procurement.models import (
    Counter,
    PublicContract,
    PublicIntervention,
    PublicParty,
    Revision,
    bulk,
)

from . import copies, party_words

AT_ONCE = 500


class WordsKind(NamedTuple):
    """Public rows whose words come from one place.

    `told` takes keys and gives {key: the columns as they would be written now}, in a fixed number
    of queries, without those of which nothing can be said. `order` is that of the index.
    """

    name: str
    rows: Callable[[], QuerySet]
    order: str
    columns: tuple[str, ...]
    told: Callable[[list[int]], dict[int, tuple]]

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


def stale(kind: WordsKind, keys: list[int]) -> list[tuple]:
    """Give (key, *columns as they would be written now) of those of some rows that differ."""
    told = kind.told(keys)
    held = {
        pk: row for pk, *row in bulk.select(kind.rows().model, ("id", *kind.columns), "id", keys)
    }
    return [
        (pk, *told[pk]) for pk in keys if pk in held and pk in told and tuple(held[pk]) != told[pk]
    ]


@transaction.atomic
def mend(kind: WordsKind, keys: list[int]) -> int:
    """Write the stale ones of some rows anew; give how many they were. Nobody publishes meanwhile."""
    Counter.hold()
    found = stale(kind, keys)
    bulk.update(kind.rows().model, ("id", *kind.columns), found)
    if found:
        Counter.next("data")
    return len(found)


def _tracked(keys):
    """From the newest revision; a body that was redacted says nothing."""
    rows = PublicContract.objects.filter(pk__in=keys)
    hashes = dict(rows.values_list("pk", "revision_hash"))
    bodies = _bodies(hashes.values())
    borne = party_words.borne_by(keys)
    return {
        pk: copies.search_words(bodies[hash_], borne[pk])
        for pk, hash_ in hashes.items()
        if hash_ in bodies
    }


def _bodies(hashes):
    """{hash of a revision: its structure}."""
    revisions = Revision.objects.filter(hash__in=set(hashes)).select_related("body")
    bodies = {one.hash: one.body.load() for one in revisions}
    return {hash_: body for hash_, body in bodies.items() if body}


def _acts(keys):
    rows = PublicIntervention.objects.filter(pk__in=keys).select_related("stakeholder", "contract")
    acts = list(rows)
    bodies = _bodies(act.contract.revision_hash for act in acts)
    told = {}
    for act in acts:
        body = bodies.get(act.contract.revision_hash, {"interventions": []})
        forms = [form for form in body["interventions"] if form["id"] == act.public_id]
        if forms:
            words = copies.intervention_words(forms[0], body, act.stakeholder)
            told[act.pk] = (words, *copies.answers_to(forms[0], body).values())
    return told


def _parties(keys):
    rows = PublicParty.objects.filter(pk__in=keys).values_list(
        "pk", "name", "aliases", "identifiers"
    )
    return {
        pk: (party_words.words_of_party(name, aliases, [one["value"] for one in numbers]),)
        for pk, name, aliases, numbers in rows
    }


_OF_ACTS = ("words", "has_primary_source", "has_reply", "has_outcome")
OF_CONTRACTS = ("title_words", "words")
PARTIES = WordsKind("parties", PublicParty.objects.all, "pk", ("words",), _parties)
TRACKED = WordsKind(
    "contracts that editors keep",
    lambda: PublicContract.objects.exclude(revision_hash=""),
    "recency",
    OF_CONTRACTS,
    _tracked,
)
ACTS = WordsKind("interventions", PublicIntervention.objects.all, "pk", _OF_ACTS, _acts)
KINDS = (PARTIES, TRACKED, ACTS)

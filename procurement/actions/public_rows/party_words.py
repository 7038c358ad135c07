"""What parties are called in public and found by: in their own rows and in those of what names them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from json import loads
from operator import attrgetter
from typing import Any, NamedTuple

from procurement import plaintext
from procurement.models import (
    PublicContract,
    PublicContractVendor,
    PublicIntervention,
    PublicInterventionActor,
    PublicMention,
    PublicParty,
    bulk,
)
from procurement.search import fold, indexed, indexed_apart

from .facts import Merged, NamedParty


def pieces(name: str, aliases: Iterable[str], numbers: Iterable[str]) -> list[str]:
    """Give the names and numbers of a party, folded."""
    return [fold(text) for text in (name, *aliases, *numbers)]


def words_of_party(name: str, aliases: Iterable[str], numbers: Iterable[str]) -> str:
    """Give the words that a party itself is found by."""
    return indexed(" ".join([name, *aliases, *numbers]))


def words_of_body(party: PublicParty) -> str:
    """Give the words that a public party is found by: its own, and of those merged into it. Reads `merged`."""
    told: list[str] = []
    for one in (party, *sorted(party.merged.all(), key=attrgetter("pk"))):
        told += [one.name, *one.aliases, *(each["value"] for each in one.identifiers)]
    return indexed(" ".join(told))


def reindex(parties: Iterable[int]) -> None:
    """Write anew what public parties are found by, by their keys. Three queries, none for none."""
    for keys in bulk.sliced(parties):
        rows = PublicParty.objects.filter(pk__in=keys).prefetch_related("merged")
        bulk.update(PublicParty, ("id", "words"), [(row.pk, words_of_body(row)) for row in rows])


def write_party_words(contracts: Iterable[int]) -> None:
    """Write anew what contracts, and their acts, are found by of the parties that they name, by keys of contracts.

    Only rows that change are written, in the order in which the index takes them best.
    """
    for part in bulk.sliced(sorted(contracts)):
        now = party_words_of(part)
        rows = bulk.select(PublicContract, ("recency", "id", "party_words"), "id", part)
        changed = [(pk, now[pk]) for _, pk, was in sorted(rows) if now[pk] != was]
        bulk.update(PublicContract, ("id", "party_words"), changed)
        _write_words_of_acts(part)


def _write_words_of_acts(contracts):
    rows = bulk.select(PublicIntervention, ("id", "party_words"), "contract_id", contracts)
    columns = ("intervention_id", "position", "party_id")
    links = bulk.select(PublicInterventionActor, columns, "intervention_id", [pk for pk, _ in rows])
    own = _pieces_of({party for *_, party in links})
    now: dict[int, list[str]] = {pk: [] for pk, _ in rows}
    for pk, _, party in sorted(links):
        now[pk] += own[party]
    told = [(pk, indexed_apart(now[pk]), was) for pk, was in sorted(rows)]
    changed = [(pk, words) for pk, words, was in told if words != was]
    bulk.update(PublicIntervention, ("id", "party_words"), changed)


def _pieces_of(parties) -> dict[int, list[str]]:
    return {party.key: party.pieces for _, party in named_parties("id", parties)}


def party_words_of(contracts: list[int]) -> dict[int, str]:
    """Give {key of a contract: what it is found by of its parties}, from the public rows. Four queries."""
    rows = bulk.select(PublicContract, ("id", "buyer_id", "run_by_id"), "id", contracts)
    links = [
        *((pk, party) for pk, *parties in rows for party in parties),
        *bulk.select(PublicContractVendor, ("contract_id", "vendor_id"), "contract_id", contracts),
        *bulk.select(PublicMention, ("contract_id", "party_id"), "contract_id", contracts),
    ]
    own = _pieces_of({party for _, party in links if party})
    found: dict[int, list[str]] = {pk: [] for pk, *_ in rows}
    for contract, party in links:
        found[contract] += own.get(party, ())
    return {contract: indexed_apart(said) for contract, said in found.items()}


class _Row(NamedTuple):
    """A public party, as `named_parties` reads it."""

    id: int
    canonical_id: int | None
    kind: str
    public_id: int
    name: str
    takes_the: bool
    slug: str
    aliases: str
    identifiers: str

    @property
    def body(self) -> int:
        """The key of the party that it is."""
        return self.canonical_id or self.id


def named_parties(by: str, values: Iterable[int]) -> Iterator[tuple[tuple[str, int], NamedParty]]:
    """Yield ((kind, public id), who that is) of the public parties of which a column is one of the values.

    Three queries at most.
    """
    rows = _select(by, values)
    every = {
        row.id: row for row in (*rows, *_select("id", {row.canonical_id for row in rows} - {None}))
    }
    every |= {row.id: row for row in _select("canonical_id", {row.body for row in rows})}
    own: dict[int, list[str]] = defaultdict(list)
    for _, row in sorted(every.items()):
        numbers = [one["value"] for one in loads(row.identifiers)]
        own[row.body] += pieces(row.name, loads(row.aliases), numbers)
    for row in rows:
        to = every[row.body]
        merged = Merged(row.kind, row.id, to.public_id, to.slug) if row.canonical_id else None
        said = row.public_id, row.name, bool(row.takes_the)
        yield (row.kind, row.public_id), NamedParty(row.body, *said, own[row.body], merged)


def _select(by, values) -> list[_Row]:
    return [_Row(*row) for row in bulk.select(PublicParty, _Row._fields, by, values)]


Identifiers = Iterable[tuple[str, str]]


def called(name: str, aliases: Iterable[str], identifiers: Identifiers) -> dict[str, Any]:
    """Give the columns of a public party that say what it is called: name, slug, aliases, identifiers."""
    return {
        "name": name,
        "slug": plaintext.slug(name),
        "aliases": list(aliases),
        "identifiers": [
            {"scheme": scheme, "value": value} for scheme, value in sorted(identifiers)
        ],
    }


def called_by_notices(names: Iterable[str], identifiers: Identifiers) -> dict[str, Any]:
    """Give the same of a party that notices alone name, by all their names: the best of them, the others aliases."""
    every = list(names)
    name = best_name(every)
    return called(name, other_names(name, every), identifiers)


def best_name(names: Iterable[str]) -> str:
    """Give the best spelling of some names: not all in one case, else what comes first by code."""
    return min(names, key=lambda name: (name.isupper() or name.islower(), name))


def other_names(name: str, names: Iterable[str]) -> list[str]:
    """Give the other names of a party, each once, in order."""
    told = {plaintext.caseless(one): one for one in names}
    told.pop(plaintext.caseless(name), None)
    return sorted(told.values())

"""What a public party is found by: its names and numbers, and those of all that were merged into it."""

from collections.abc import Iterable

from procurement.models import PublicParty, bulk
from procurement.search import indexed

from .public_rows import touched, write_party_words


def words_of(party: PublicParty) -> str:
    """Give the words that a public party is found by. Reads `merged`."""
    told: list[str] = []
    for one in (party, *party.merged.all()):
        told += [one.name, *one.aliases, *(each["value"] for each in one.identifiers)]
    return indexed(" ".join(told))


def reindex(parties: Iterable[int]) -> None:
    """Write anew what public parties are found by, by their keys. Three queries, none for none."""
    for keys in bulk.sliced(parties):
        rows = PublicParty.objects.filter(pk__in=keys).prefetch_related("merged")
        bulk.update(PublicParty, ("id", "words"), [(row.pk, words_of(row)) for row in rows])


def reindex_with_contracts(party: int) -> None:
    """Write anew what a public party is found by, by its key, and what the contracts are that name it."""
    reindex([party])
    write_party_words(touched([party]))

"""What parties are found by: their names and numbers, in their own rows and in those of what names them."""

from collections.abc import Iterable, Iterator
from json import loads

from procurement.models import (
    PublicContract,
    PublicContractVendor,
    PublicMention,
    PublicParty,
    bulk,
)
from procurement.search import fold, indexed, indexed_apart

from .facts import NamedParty


def pieces(name: str, aliases: Iterable[str], numbers: Iterable[str]) -> list[str]:
    """Give the names and numbers of a party, folded."""
    return [fold(text) for text in (name, *aliases, *numbers)]


def words_of_party(name: str, aliases: Iterable[str], numbers: Iterable[str]) -> str:
    """Give the words that a party itself is found by."""
    return indexed(" ".join([name, *aliases, *numbers]))


def write_party_words(contracts: Iterable[int]) -> None:
    """Write anew what contracts are found by of the parties that they name, by their keys.

    Only rows that change are written, in the order in which the index takes them best.
    """
    for part in bulk.sliced(sorted(contracts)):
        now = party_words_of(part)
        rows = bulk.select(PublicContract, ("recency", "id", "party_words"), "id", part)
        changed = [(pk, now[pk]) for _, pk, was in sorted(rows) if now[pk] != was]
        bulk.update(PublicContract, ("id", "party_words"), changed)


def party_words_of(contracts: list[int]) -> dict[int, str]:
    """Give {key of a contract: what it is found by of its parties}, from the public rows. Four queries."""
    rows = bulk.select(PublicContract, ("id", "buyer_id", "user_body_id"), "id", contracts)
    links = [
        *((pk, party) for pk, *parties in rows for party in parties),
        *bulk.select(PublicContractVendor, ("contract_id", "vendor_id"), "contract_id", contracts),
        *bulk.select(PublicMention, ("contract_id", "party_id"), "contract_id", contracts),
    ]
    named = named_parties("id", {party for _, party in links if party})
    own = {party.key: party.pieces for _, party in named}
    found: dict[int, list[str]] = {pk: [] for pk, *_ in rows}
    for contract, party in links:
        found[contract] += own.get(party, ())
    return {contract: indexed_apart(said) for contract, said in found.items()}


def named_parties(by: str, values: Iterable[int]) -> Iterator[tuple[str, NamedParty]]:
    """Yield (kind, public party) of those of which the column `by` is one of the values. One query."""
    columns = ("kind", "id", "public_id", "name", "takes_the", "aliases", "identifiers")
    for kind, key, public_id, name, the, aliases, identifiers in bulk.select(
        PublicParty, columns, by, values
    ):
        numbers = [one["value"] for one in loads(identifiers)]
        own = pieces(name, loads(aliases), numbers)
        yield kind, NamedParty(key, public_id, name, bool(the), own)

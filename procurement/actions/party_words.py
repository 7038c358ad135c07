"""The names and numbers of parties in the words of the contracts that name them.

A contract is found by every name and number that the record has of its parties, whichever of them
its own notices use. They stand after the contract's own words, so that they can be told anew.
"""

from collections.abc import Iterable

from procurement.models import (
    PublicContract,
    PublicContractVendor,
    PublicMention,
    PublicParty,
    bulk,
)
from procurement.search import fold, with_stems
from procurement.search.stems import MARK

_AT_ONCE = 1000


def pieces(name: str, aliases: Iterable[str], numbers: Iterable[str]) -> list[str]:
    """Give the names and numbers of a party, folded."""
    return [fold(text) for text in (name, *aliases, *numbers)]


def pieces_of(party: PublicParty) -> list[str]:
    """Give the names and numbers of a public party, folded."""
    return pieces(party.name, party.aliases, [one["value"] for one in party.identifiers])


def with_pieces(words: str, found: Iterable[str], title_words: str) -> str:
    """Give a contract's words with those pieces that neither they nor those of its title hold.

    Pieces that stand there already are made anew.
    """
    own = _own(words)
    held = f" {own} {title_words} "
    lacking = sorted({piece for piece in found if piece and f" {piece} " not in held})
    return with_stems(" ".join([own, MARK, *lacking]) if lacking else own)


def _own(words):
    """The words before the pieces and the stems, both of which begin with the mark."""
    return words.partition(f" {MARK}")[0]


def spread(parties: Iterable[int]) -> None:
    """Tell the pieces of all contracts that name some public parties anew. Takes keys.

    Only rows that change are written.
    """
    keys = list(parties)
    for part in bulk.sliced(sorted(_naming(keys)), _AT_ONCE):
        borne = _borne(part)
        rows = PublicContract.objects.filter(pk__in=part).order_by("recency")
        told = list(rows.values_list("pk", "words", "title_words"))
        new = [(pk, words, with_pieces(words, borne[pk], title)) for pk, words, title in told]
        changed = [(pk, now) for pk, before, now in new if now != before]
        bulk.update(PublicContract, ("id", "words"), changed)
    PublicParty.objects.filter(pk__in=keys, unspread=True).update(unspread=False)


def unspread() -> list[int]:
    """Give the keys of the parties that gained names or numbers which their contracts lack yet."""
    return list(PublicParty.objects.filter(unspread=True).values_list("pk", flat=True))


def _naming(parties):
    """The keys of the contracts that name one of some parties, in whichever part."""
    links = [
        PublicMention.objects.filter(party__in=parties)
        .order_by()
        .values_list("contract", flat=True),
        PublicContract.objects.filter(buyer__in=parties).values_list("pk", flat=True),
        PublicContract.objects.filter(user_body__in=parties).values_list("pk", flat=True),
        PublicContractVendor.objects.filter(vendor__in=parties).values_list("contract", flat=True),
    ]
    return {key for rows in links for key in rows}


def _borne(contracts) -> dict[int, list[str]]:
    """{key of a contract: the pieces of all its parties}."""
    rows = PublicContract.objects.filter(pk__in=contracts)
    links = [
        *rows.values_list("pk", "buyer"),
        *rows.values_list("pk", "user_body"),
        *PublicContractVendor.objects.filter(contract__in=contracts).values_list(
            "contract", "vendor"
        ),
        *PublicMention.objects.filter(contract__in=contracts).values_list("contract", "party"),
    ]
    named = {party for _, party in links if party}
    said = {pk: pieces_of(party) for pk, party in PublicParty.objects.in_bulk(named).items()}
    borne: dict[int, list[str]] = {key: [] for key in contracts}
    for contract, party in links:
        borne[contract] += said.get(party, [])
    return borne

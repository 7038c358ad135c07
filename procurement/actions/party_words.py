"""The names and numbers of parties in the words of the contracts that name them.

A contract is found by every name and number that the record has of its parties, whichever of them
its own notices use. They stand after the contract's own words, so that they can be told anew.
"""

from collections.abc import Collection, Iterable

from procurement.models import (
    PublicContract,
    PublicContractVendor,
    PublicIntervention,
    PublicMention,
    PublicParty,
    bulk,
)
from procurement.search import fold, indexed, with_stems
from procurement.search.stems import MARK

AT_ONCE = 1000


def pieces(name: str, aliases: Iterable[str], numbers: Iterable[str]) -> list[str]:
    """Give the names and numbers of a party, folded."""
    return [fold(text) for text in (name, *aliases, *numbers)]


def pieces_of(party: PublicParty) -> list[str]:
    """Give the names and numbers of a public party, folded."""
    return pieces(party.name, party.aliases, [one["value"] for one in party.identifiers])


def words_of_party(name: str, aliases: Iterable[str], numbers: Iterable[str]) -> str:
    """Give the words that a party itself is found by."""
    return indexed(" ".join([name, *aliases, *numbers]))


def title_words(title: str, names: Iterable[str]) -> str:
    """Give the words that count for more: the title of a contract and the names of its parties."""
    return indexed(" ".join([title, *dict.fromkeys(names)]))


def with_pieces(words: str, found: Iterable[str], title_words: str = "") -> str:
    """Give words with those pieces that neither they nor the words of the title hold.

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
    """Tell the pieces of what names some public parties anew: contracts, and their acts. Takes keys.

    Only rows that change are written.
    """
    keys = list(parties)
    for part in bulk.sliced(sorted(_naming(keys)), AT_ONCE):
        borne = borne_by(part)
        rows = PublicContract.objects.filter(pk__in=part).order_by("recency")
        told = list(rows.values_list("pk", "words", "title_words"))
        new = [(pk, words, with_pieces(words, borne[pk], title)) for pk, words, title in told]
        changed = [(pk, now) for pk, before, now in new if now != before]
        bulk.update(PublicContract, ("id", "words"), changed)
    _spread_to_acts(keys)
    PublicParty.objects.filter(pk__in=keys, unspread=True).update(unspread=False)


def _spread_to_acts(parties):
    rows = PublicIntervention.objects.filter(stakeholder__in=parties).select_related("stakeholder")
    for acts in bulk.sliced(rows.order_by("pk").iterator(AT_ONCE), AT_ONCE):
        told = [(act, with_pieces(act.words, pieces_of(act.stakeholder))) for act in acts]
        changed = [(act.pk, words) for act, words in told if words != act.words]
        bulk.update(PublicIntervention, ("id", "words"), changed)


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


def register_words(own: dict[int, str]) -> dict[int, tuple[str, str]]:
    """Give the title words and words of register contracts, by the words of their notices.

    Both are by key. Five queries.
    """
    titles, borne = register_titles(own), borne_by(own)
    return {pk: (titles[pk], with_pieces(own[pk], borne[pk], titles[pk])) for pk in titles}


def register_titles(contracts: Collection[int]) -> dict[int, str]:
    """Give the title words of register contracts, as an import writes them. Two queries."""
    rows = PublicContract.objects.filter(pk__in=contracts, revision_hash="")
    links = PublicContractVendor.objects.filter(contract__in=rows.values("pk"))
    vendors: dict[int, list[str]] = {}
    for contract, name in links.values_list("contract", "vendor__name"):
        vendors.setdefault(contract, []).append(name)
    told = rows.values_list("pk", "title", "buyer__name", "user_body__name")
    return {
        pk: title_words(title, [one for one in (buyer, user, *by_name(vendors.get(pk, ()))) if one])
        for pk, title, buyer, user in told
    }


def by_name(names: Iterable[str]) -> list[str]:
    """Order names, as each database would its own way."""
    return sorted(names, key=lambda name: (name.casefold(), name))


def borne_by(contracts: Collection[int]) -> dict[int, list[str]]:
    """Give {key of a contract: the pieces of all its parties}. Five queries."""
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

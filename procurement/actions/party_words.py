"""The names and numbers of parties in the words of the contracts that name them.

A contract is found by every name and number that the record has of its parties, whichever of them
its own notices use. They stand after the contract's own words, so that they can be told anew.
"""

from collections.abc import Collection, Iterable, Iterator
from json import loads
from operator import itemgetter

from procurement.models import (
    PublicContract,
    PublicContractVendor,
    PublicIntervention,
    PublicMention,
    PublicParty,
    bulk,
)
from procurement.plaintext import name_order
from procurement.search import fold, indexed, with_stems
from procurement.search.stems import MARK, stems_of

AT_ONCE = 1000
_MOST_CONTRACTS = 20_000
# No phrase reaches from one piece into another.
_BETWEEN = f" {MARK} "


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

    Of two pieces of which one holds the other, it alone. Pieces that stand there already are made
    anew.
    """
    own, marked, rest = words.partition(f" {MARK}")
    held = f" {own} {MARK} {title_words} "
    lacking = sorted({piece for piece in found if piece and f" {piece} " not in held})
    joined = _padded(_BETWEEN.join(lacking))
    whole = [piece for piece in lacking if joined.count(_padded(piece)) == 1]
    told = _BETWEEN.join([own, *whole])
    if not marked or rest.startswith(" "):
        return with_stems(told)
    # Its own words are stemmed already, and no piece stands there: imports have many such.
    stems = stems_of(word for piece in whole for word in piece.split())
    return " ".join([told, *sorted(stems.union(f"{MARK}{rest}".split()))])


def _padded(words):
    return f" {words} "


def spread(parties: Iterable[int], *, gained: bool = False) -> None:
    """Tell the pieces of what names some public parties anew: contracts, and their acts. Takes keys.

    Only rows that change are written. Parties that have only `gained` names and numbers are done
    faster: whatever holds theirs is passed over.
    """
    keys = list(parties)
    naming = _naming(keys)
    said = _said(keys)
    for part in bulk.sliced(sorted(naming), AT_ONCE):
        rows = bulk.select(PublicContract, ("id", "recency", "words", "title_words"), "id", part)
        if gained:
            rows = [row for row in rows if _lacks(row, naming[row[0]], said)]
        _tell(sorted(rows, key=itemgetter(1)))
    _spread_to_acts(keys)
    PublicParty.objects.filter(pk__in=keys, unspread=True).update(unspread=False)


def _lacks(row, parties, said):
    held = f" {row[2]} {MARK} {row[3]} "
    return any(f" {piece} " not in held for party in parties for piece in said[party] if piece)


def _tell(rows):
    borne = borne_by([row[0] for row in rows]) if rows else {}
    told = [(pk, words, with_pieces(words, borne[pk], title)) for pk, _, words, title in rows]
    bulk.update(PublicContract, ("id", "words"), [(pk, now) for pk, was, now in told if now != was])


def _spread_to_acts(parties):
    rows = PublicIntervention.objects.filter(stakeholder__in=parties).select_related("stakeholder")
    for acts in bulk.sliced(rows.order_by("pk").iterator(AT_ONCE), AT_ONCE):
        told = [(act, with_pieces(act.words, pieces_of(act.stakeholder))) for act in acts]
        changed = [(act.pk, words) for act, words in told if words != act.words]
        bulk.update(PublicIntervention, ("id", "words"), changed)


def unspread() -> Iterator[list[int]]:
    """Give the keys of the parties that gained names or numbers which their contracts lack yet.

    In pieces of work that are no more than some seconds each.
    """
    rows = PublicParty.objects.filter(unspread=True).order_by("pk")
    part: list[int] = []
    contracts = 0
    for pk, count in list(rows.values_list("pk", "contract_count")):
        if part and contracts + count > _MOST_CONTRACTS:
            yield part
            part, contracts = [], 0
        part.append(pk)
        contracts += count
    if part:
        yield part


def _naming(parties) -> dict[int, list[int]]:
    """{key of a contract: those of some parties that it names}, in whichever part."""
    links = [
        *bulk.select(PublicMention, ("contract_id", "party_id"), "party_id", parties),
        *bulk.select(PublicContract, ("id", "buyer_id"), "buyer_id", parties),
        *bulk.select(PublicContract, ("id", "user_body_id"), "user_body_id", parties),
        *bulk.select(PublicContractVendor, ("contract_id", "vendor_id"), "vendor_id", parties),
    ]
    naming: dict[int, list[int]] = {}
    for contract, party in links:
        naming.setdefault(contract, []).append(party)
    return naming


def _said(parties) -> dict[int, list[str]]:
    """{key of a party: its pieces}."""
    columns = ("id", "name", "aliases", "identifiers")
    return {
        pk: pieces(name, loads(aliases), [one["value"] for one in loads(identifiers)])
        for pk, name, aliases, identifiers in bulk.select(PublicParty, columns, "id", parties)
    }


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
        pk: title_words(
            title,
            [one for one in (buyer, user, *sorted(vendors.get(pk, ()), key=name_order)) if one],
        )
        for pk, title, buyer, user in told
    }


def borne_by(contracts: Collection[int]) -> dict[int, list[str]]:
    """Give {key of a contract: the pieces of all its parties}. Four queries."""
    borne: dict[int, list[str]] = {key: [] for key in contracts}
    rows = bulk.select(PublicContract, ("id", "buyer_id", "user_body_id"), "id", contracts)
    vendors = ("contract_id", "vendor_id")
    mentions = ("contract_id", "party_id")
    links = [
        *((pk, party) for pk, *parties in rows for party in parties),
        *bulk.select(PublicContractVendor, vendors, "contract_id", contracts),
        *bulk.select(PublicMention, mentions, "contract_id", contracts),
    ]
    said = _said({party for _, party in links if party})
    for contract, party in links:
        borne[contract] += said.get(party, [])
    return borne

"""The sentences of register contracts, told anew when a party in them goes by another name."""

from django.db.models import Value
from django.db.models.functions import Concat, Left, Length

from procurement import wording
from procurement.dossier.facts import by_name
from procurement.dossier.names import public_party_form
from procurement.models import PublicContract, PublicParty
from procurement.search import fold

from .pieces import pieces

_REGISTER = wording.Attribution("official_record", source="an official notice")
# Each statement names every row of a piece, so a piece is short.
_PIECE = 1_000


def retell(ids: list[int], party: PublicParty, other: PublicParty) -> None:
    """Tell the headlines of register contracts, which now name `party` for `other`, anew."""
    if _said(party) == _said(other):
        return
    for piece in pieces(ids, _PIECE):
        rows = PublicContract.objects.filter(public_id__in=piece, tracked=False)
        told = list(rows.select_related("buyer").prefetch_related("vendors"))
        for row in told:
            row.headline = headline(row)
        PublicContract.objects.bulk_update(told, ["headline"])


def entitle(ids: list[int], party: PublicParty, other: PublicParty) -> str:
    """Add the name of a party that now stands for another to the words by which relevance goes.

    Gives what was added, which may be nothing.
    """
    added = f"{fold(party.name)} "
    if fold(party.name) == fold(other.name):
        return ""
    for piece in pieces(ids):
        rows = PublicContract.objects.filter(public_id__in=piece, tracked=False)
        rows.update(title_words=Concat("title_words", Value(added)))
    return added


def entitle_no_more(added: str, ids: list[int]) -> None:
    """Take away again what `entitle` added, where it still is."""
    for piece in pieces(ids) if added else ():
        rows = PublicContract.objects.filter(public_id__in=piece, tracked=False)
        rows.filter(title_words__endswith=f" {added}").update(
            title_words=Left("title_words", Length("title_words") - len(added))
        )


def _said(party):
    return wording.named(party.name, party.takes_the)


def headline(row: PublicContract) -> str:
    """Give the headline of a contract of which the register alone speaks, from its copy.

    Reads `buyer` and `vendors`.
    """
    vendors = by_name([public_party_form(vendor) for vendor in row.vendors.all()])
    return wording.headline(
        buyer=_said(row.buyer) if row.buyer else "",
        vendors=[wording.named(vendor["name"], vendor["the"]) for vendor in vendors],
        purpose="",
        value=row.money.short() if row.money else "",
        stage=row.stage,
        hold="none",
        actors=[],
        how=_REGISTER,
    )

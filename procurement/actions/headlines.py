"""The sentences of register contracts, told anew when a party in them goes by another name."""

from django.db.models import Count, F, Q

from procurement import wording
from procurement.dossier.facts import by_name
from procurement.models import (
    PublicContract,
    PublicContractBuyer,
    PublicContractVendor,
    PublicParty,
    bulk,
)
from procurement.money import Money

from .party_words import AT_ONCE, register_titles


def renamed(party: PublicParty) -> None:
    """Tell anew what register contracts say of a party that goes by another name now."""
    named = Q(buyer=party) | Q(user_body=party) | Q(vendors=party)
    rows = PublicContract.objects.filter(named, tracked=False)
    ids = list(rows.order_by().values_list("public_id", flat=True).distinct())
    entitle(ids)
    retell(ids)


def retell(ids: list[int]) -> None:
    """Tell the headlines of register contracts anew."""
    for piece in bulk.sliced(ids):
        rows = PublicContract.objects.filter(public_id__in=piece, tracked=False).order_by()
        vendors, others = _vendors(rows), _other_buyers(rows)
        told = [
            (pk, _headline(_buyer(name, the, others.get(pk, 0)), vendors.get(pk, []), *facts))
            for pk, *facts, name, the in rows.values_list(*_TOLD)
        ]
        bulk.update(PublicContract, ("id", "headline"), told)


_TOLD = (
    "pk", "invented", "stage", "value_kind", "value_minor", "currency", "buyer__name",
    "buyer__takes_the",
)  # fmt: skip


def _vendors(rows):
    """{key of the contract: its vendors, as `by_name` takes them}."""
    found: dict[int, list[dict]] = {}
    links = PublicContractVendor.objects.filter(contract__in=rows.values("pk"))
    columns = ("contract", "vendor__public_id", "vendor__name", "vendor__takes_the")
    for contract, id_, name, the in links.values_list(*columns):
        found.setdefault(contract, []).append({"id": id_, "name": name, "the": the})
    return found


def _other_buyers(rows):
    """{key of the contract: how many buy beside its buyer}."""
    bought = PublicContractBuyer.objects.filter(contract__in=rows.values("pk")).order_by()
    others = bought.exclude(buyer=F("contract__buyer"))
    return dict(others.values_list("contract").annotate(Count("pk")))


def _buyer(name, the, others):
    return wording.and_others(_said(name, the), others) if name else ""


def _headline(buyer, vendors, invented, stage, kind, minor, currency):
    """The headline of a contract of which the register alone speaks."""
    return wording.headline(
        buyer=buyer,
        vendors=[_said(vendor["name"], vendor["the"]) for vendor in by_name(vendors)],
        purpose="",
        value="" if minor is None else Money(minor, currency).short(),
        stage=stage,
        hold="none",
        actors=[],
        how=wording.by_notices(invented=invented),
        value_kind=kind,
    )


def _said(name, the):
    return wording.party_name(name, the) if name else ""


def entitle(ids: list[int]) -> None:
    """Tell the words anew that count for more: title and names of register contracts."""
    for piece in bulk.sliced(ids, AT_ONCE):
        rows = PublicContract.objects.filter(public_id__in=piece, tracked=False)
        titles = register_titles(list(rows.order_by("recency").values_list("pk", flat=True)))
        bulk.update(PublicContract, ("id", "title_words"), list(titles.items()))

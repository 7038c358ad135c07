"""Buyers, vendors and stakeholders, as the public reads them."""

from django.db import connections
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Collate

from procurement import search
from procurement.models import PublicContract, PublicContractVendor, PublicParty


def parties(kind: str) -> QuerySet[PublicParty]:
    """Public buyers, vendors or stakeholders."""
    return PublicParty.objects.filter(kind=kind).select_related("same_as")


def by_name(queryset: QuerySet[PublicParty], *first) -> QuerySet[PublicParty]:
    """Order parties by some columns `first`, then by folded name, the same on both databases."""
    # Each database sorts text its own way unless told: byte by byte is the one both have.
    bytewise = "C" if connections[queryset.db].vendor == "postgresql" else "BINARY"
    return queryset.order_by(*first, Collate(F("words"), bytewise), "public_id")


def same_bodies(party: PublicParty) -> list[PublicParty]:
    """The public parties that are the same body as this one. Reads `same_as`: one query."""
    also = list(by_name(party.also.all()))
    return [party.same_as, *also] if party.same_as else also


def choosers(chosen: dict[str, list[int]], *, sample: bool) -> dict[str, list[tuple[str, str]]]:
    """Give {kind: [(public id, name)]} by name: the 100 most named, and those chosen. One query.

    `chosen` is {kind: public ids}, and says which kinds are wanted.
    """
    offered = PublicParty.objects.filter(_has_part(), is_sample__in=[False, sample])
    wanted = Q()
    for kind, ids in chosen.items():
        most = offered.filter(kind=kind).order_by("-contract_count", "public_id")[:100]
        wanted |= Q(pk__in=most.values("pk")) | Q(kind=kind, public_id__in=ids)
    found = PublicParty.objects.filter(wanted).only("kind", "public_id", "name") if chosen else []
    rows = sorted(found, key=lambda party: (search.fold(party.name), party.public_id))
    return {
        kind: [(str(party.public_id), party.name) for party in rows if party.kind == kind]
        for kind in chosen
    }


def _has_part():
    """Whoever a filter can find: buys, supplies or acts, and is not only cited."""
    buys = PublicContract.objects.filter(buyer=OuterRef("pk"))
    supplies = PublicContractVendor.objects.filter(vendor=OuterRef("pk"))
    return (
        Q(kind="stakeholder", intervention_count__gt=0)
        | (Q(kind="buyer") & Exists(buys))
        | (Q(kind="vendor") & Exists(supplies))
    )

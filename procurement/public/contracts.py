"""Public contracts: rows of lists."""

from django.db.models import F, Prefetch, QuerySet

from procurement.models import PublicContract, PublicParty, PublicSource

from .parties import by_name


def contracts() -> QuerySet[PublicContract]:
    """Public contracts, with what a row shows: its buyer and vendors."""
    return PublicContract.objects.select_related("buyer").prefetch_related(
        Prefetch("vendors", by_name(PublicParty.objects.all()))
    )


def by_last_event(queryset: QuerySet[PublicContract]) -> QuerySet[PublicContract]:
    """Order contracts by what happened last, those without a date after them."""
    last_event = F("last_event_on").desc(nulls_last=True)
    return queryset.order_by(last_event, "-published_at", "-public_id")


def contracts_naming(thing: PublicParty | PublicSource) -> QuerySet[PublicContract]:
    """The public contracts that name a party or cite a source, in whichever part.

    Of what real contracts name, only the real ones, which are what it counts.
    """
    field = "source" if isinstance(thing, PublicSource) else "party"
    mentions = thing.mentions.filter(**{field: thing})
    return contracts().filter(mentions__in=mentions, is_sample=thing.is_sample)

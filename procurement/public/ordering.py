"""The orders that contracts can be put in, each as tiers that an index can give.

A tier is a condition; rows of the first come first. Within each tier, rows go by the same keys.
So a page reads no more of a million rows than it shows: it takes a few rows of each tier.
"""

from collections.abc import Iterator
from typing import NamedTuple

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from procurement import search
from procurement.models import PublicContract

NEWEST = "-recency"


class Tier(NamedTuple):
    """The rows that meet a condition, and whose title and parties hold `first` and not `not_first`."""

    where: Q = Q()
    first: search.TextQuery | None = None
    not_first: search.TextQuery | None = None


class Order(NamedTuple):
    """Tiers, and the columns that rows are ordered by in each; "-" is downwards."""

    keys: tuple[str, ...] = (NEWEST,)
    tiers: tuple[Tier, ...] = (Tier(),)


def by_last_event() -> Order:
    """What happened last first; those without a date after them."""
    return Order()


def by_value(currency: str, *, highest: bool) -> Order:
    """Values in one currency, then each other currency apart, then those without a value."""
    priced = Q(value_minor__isnull=False)
    after = (Q(currency__gt=currency), Q(currency__lt=currency, currency__gt=""))
    tiers = [
        Tier(Q(currency=currency) & priced),
        *(Tier(one & priced) for one in (after if highest else after[::-1])),
        Tier(Q(currency="", value_minor__isnull=True)),
    ]
    keys = ("currency", "value_minor", "recency")
    return Order(tuple(f"-{key}" for key in keys) if highest else keys, tuple(tiers))


def by_publishing() -> Order:
    """By the date of the first notice, else of first publication here; undated ones last."""
    dated = Q(appeared_at__isnull=False)
    return Order(("-appeared_at", "-public_id"), (Tier(dated), Tier(~dated)))


def by_days_on_hold() -> Order:
    """Held up longest first; those that are not held up, or not since a known day, after them."""
    held = Tier(Q(held_since__isnull=False))
    return Order(("held_since", NEWEST), (held, Tier(Q(held_since__isnull=True))))


def by_relevance(query: search.TextQuery) -> Order:
    """Those whose title and parties hold all that is asked for, then any of it, then the rest.

    Newest first in each. Counting words further would rank a million texts for one page.
    """
    every = search.TextQuery(query.groups)
    some = search.TextQuery((tuple(query.terms),)) if query.groups else every
    if not query.groups:
        return Order()
    tiers = [Tier(first=every), Tier(first=some, not_first=every), Tier(not_first=some)]
    return Order(tiers=tuple(tiers if len(query.groups) > 1 else [tiers[0], tiers[2]]))


def ordered(rows: QuerySet[PublicContract], order: Order) -> QuerySet[PublicContract]:
    """Put all rows in an order, for whoever reads them to the end."""
    if len(order.tiers) == 1:
        return rows.order_by(*order.keys)
    # The last tier is whatever is left.
    whens = [When(_condition(tier), then=number) for number, tier in enumerate(order.tiers[:-1])]
    last = Value(len(order.tiers) - 1)
    tier = Case(*whens, default=last, output_field=IntegerField())
    return rows.annotate(tier=tier).order_by("tier", *order.keys)


def _condition(tier):
    """Rows that a tier before took are not asked again, so what must not stand there can be left."""
    return search.within_first(PublicContract, tier.first) if tier.first else tier.where


def ordered_querysets(
    rows: QuerySet[PublicContract], order: Order
) -> Iterator[QuerySet[PublicContract]]:
    """Give the rows in an order as one queryset after another; an index gives the first rows of each.

    Those of an order by words are one: what has the words is looked up, and put in order as a whole.
    """
    if any(tier.first or tier.not_first for tier in order.tiers):
        yield ordered(rows.order_by(), order)
        return
    for tier in order.tiers:
        yield rows.filter(tier.where).order_by(*_keys(order, tier))


def _keys(order, tier):
    """PostgreSQL sees no order in rows that all have nothing where it is to order them first."""
    first, *rest = order.keys
    nothing = (f"{first.lstrip('-')}__isnull", True)
    return rest if rest and nothing in tier.where.children else order.keys

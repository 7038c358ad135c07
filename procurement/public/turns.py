"""An order of contracts, tier by tier: for whoever reads all rows, and wants the first ones at once."""

from collections.abc import Iterator

from django.db.models import QuerySet

from procurement.models import PublicContract

from .orders import Order, ordered


def in_turn(rows: QuerySet[PublicContract], order: Order) -> Iterator[QuerySet[PublicContract]]:
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

"""The plan of a search of contracts: which rows, by which words, in which order.

Everything that a search gives is read by it: the page, the counts, files and feeds. The statements
are written here, and not by Django: each starts at the index that has least to read, and ends when
it has what is wanted. An order is made of tiers that an index can give: a tier is a condition, rows
of the first come first, and within each tier rows go by the same keys. So a page reads no more of a
million rows than it shows: it takes a few rows of each tier.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db.models import Q, QuerySet

from procurement import search
from procurement.models import PublicContract

NEWEST = "-recency"
TABLE = f'"{PublicContract._meta.db_table}"'
Statement = tuple[str, list[Any]]


def contracts() -> QuerySet[PublicContract]:
    """Public contracts. No query."""
    return PublicContract.objects.order_by()


class Tier(NamedTuple):
    """The rows that meet a condition, and whose title and parties hold `first` and not `not_first`."""

    where: Q = Q()
    first: search.TextQuery | None = None
    not_first: search.TextQuery | None = None


class Order(NamedTuple):
    """Tiers, and the columns that rows are ordered by in each; "-" is downwards."""

    keys: tuple[str, ...] = (NEWEST,)
    tiers: tuple[Tier, ...] = (Tier(),)


BY_LAST_EVENT = Order()


@dataclass(frozen=True)
class Search:
    """Which contracts are meant, and in which order: narrowed by all but words, and what the words ask for.

    Made once for a query string; compiled when first asked.
    """

    rows: QuerySet[PublicContract]
    text: search.TextQuery | None = None
    order: Order = BY_LAST_EVENT

    @cached_property
    def _narrowed(self):
        return search.narrowed(self.rows)

    def selected(
        self, tier: Tier = BY_LAST_EVENT.tiers[0], *, listed: bool = False, whole: bool = False
    ) -> search.Selection:
        """Give the rows of one tier of an order, as SQL. `EmptyResultSet` where none can be."""
        rows = search.narrowed(self.rows.filter(tier.where)) if tier.where else self._narrowed
        return search.selection(
            rows,
            self.text,
            first=tier.first,
            not_first=tier.not_first,
            listed=listed,
            whole=whole,
        )


def whole(asked: Search, columns: str, joins: str) -> Iterator[Statement]:
    """Give statements of all rows in order, one for each tier, whose first rows an index gives."""
    for tier in asked.order.tiers:
        try:
            found = asked.selected(tier, whole=True)
        except EmptyResultSet:
            continue
        by = _ordered_by(asked.order, tier, found)
        yield (
            f"SELECT {columns} FROM {found.tables} {joins} WHERE {found.condition} ORDER BY {by}",  # noqa: S608
            found.parameters,
        )


def some(
    asked: Search,
    columns: str,
    joins: str,
    *,
    start: int,
    most: int,
    wide: bool,
    few: Sequence[int] | None,
) -> Statement | None:
    """Give the statement of the rows from place `start` on; None where there can be none.

    `wide` says that they are more than are counted: another order is best read from its own index.
    `few` are the keys of them all, where they are few: an index of another order, or a phrase, need
    not be read at length.
    """
    if few is not None and (
        asked.order.keys[0] != NEWEST or (asked.text and asked.text.has_phrase)
    ):
        parts = [_of_few(few, asked.order, start + most)] if few else []
    else:
        parts = list(_beginnings(asked, start + most, wide=wide))
    if not parts:
        return None
    each = (f"SELECT * FROM ({sql}) AS t{n}" for n, (sql, _) in enumerate(parts))  # noqa: S608
    # The tiers stand one after another and each is in order, so that the later ones are not read
    # where the first fill the page: neither database works on parts of a UNION ALL that end with a
    # LIMIT other than one by one.
    by = ", ".join(f"page.{key}" for key in ["tier", *_directed(asked.order.keys)])
    sql = f"""
        WITH page AS (
            SELECT * FROM ({" UNION ALL ".join(each)}) AS every LIMIT {most} OFFSET {start}
        )
        SELECT {columns} FROM page JOIN {TABLE} ON {TABLE}.id = page.id {joins} ORDER BY {by}
    """  # noqa: S608 -- names of columns; whatever a reader gave is a parameter
    return sql, [one for _, parameters in parts for one in parameters]


def _of_few(few, order, most) -> Statement:
    """The first of few rows, each with its tier: all of them are put in order."""
    every = Search(contracts())
    # What an earlier tier took is not asked again; the last is whatever is left.
    tiers = [
        every.selected(tier._replace(not_first=None), listed=True) for tier in order.tiers[:-1]
    ]
    whens = " ".join(f"WHEN {one.condition} THEN {n}" for n, one in enumerate(tiers))
    tier = f"CASE {whens} ELSE {len(tiers)} END" if whens else "0"
    keys = ",".join(map(str, map(int, few)))
    by = ", ".join(["tier", *(f"{TABLE}.{key}" for key in _directed(order.keys))])
    return (
        f"SELECT {tier} AS tier, {_keys(order)} FROM {TABLE} WHERE id IN ({keys})"  # noqa: S608
        f" ORDER BY {by} LIMIT {most}",
        [one for tier in tiers for one in tier.parameters],
    )


def _beginnings(asked: Search, most: int, *, wide: bool) -> Iterator[Statement]:
    """The first rows of each tier; without those that can have none."""
    for number, tier in enumerate(asked.order.tiers):
        try:
            found = asked.selected(tier, listed=wide and NEWEST not in asked.order.keys[:1])
        except EmptyResultSet:
            continue
        by = _ordered_by(asked.order, None, found)
        yield (
            f"SELECT {number} AS tier, {_keys(asked.order)} FROM {found.tables}"  # noqa: S608
            f" WHERE {found.condition} ORDER BY {by} LIMIT {most}",
            found.parameters,
        )


def _keys(order):
    return ", ".join(f'{TABLE}."{key.lstrip("-")}"' for key in ("id", *order.keys))


def _ordered_by(order, tier, found):
    if order.keys == (NEWEST,):
        return found.newest
    first, *rest = order.keys
    # PostgreSQL sees no order in rows that all have nothing where it is to order them first.
    nothing = (f"{first.lstrip('-')}__isnull", True)
    keys = rest if rest and tier and nothing in tier.where.children else order.keys
    return ", ".join(f"{TABLE}.{key}" for key in _directed(keys))


def _directed(keys):
    return [f'"{key.lstrip("-")}"{" DESC" if key.startswith("-") else ""}' for key in keys]


# Orders


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
    return Order(("-appeared_at", "-public_id"), (Tier(dated), Tier(Q(appeared_at__isnull=True))))


def by_change() -> Order:
    """What was last published or imported first."""
    return Order(("-changed_at", "-public_id"))


def by_days_on_hold() -> Order:
    """Held up longest first; those that are not held up, or not since a known day, after them."""
    held = Tier(Q(held_since__isnull=False))
    return Order(("held_since", NEWEST), (held, Tier(Q(held_since__isnull=True))))


def by_relevance(query: search.TextQuery) -> Order:
    """Those whose title and parties hold all that is asked for, then any of it, then the rest.

    Newest first in each. Counting words further would rank a million texts for one page.
    """
    if not query.groups:
        return BY_LAST_EVENT
    every, some = search.TextQuery(query.groups), search.TextQuery((tuple(query.terms),))
    tiers = [Tier(first=every), Tier(first=some, not_first=every), Tier(not_first=some)]
    return Order(tiers=tuple(tiers if len(query.groups) > 1 else [tiers[0], tiers[2]]))

"""What a search of contracts finds: one page of rows. How many there are, `facets` counts.

The statements are written here, and not by Django: each starts at the index that has least to
read, and ends when it has what a page shows.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from procurement import search
from procurement.models import PublicContract, PublicParty

from .contracts import vendors_named
from .ordering import NEWEST, Order, Tier, ordered

_TABLE = PublicContract._meta.db_table
_SHOWN = (
    "id", "public_id", "ocid", "title", "slug", "known_as", "stage", "days", "hold", "held_since",
    "held_since_precision", "value_minor", "currency", "value_kind", "last_event_on",
    "last_event_on_precision", "last_event", "tracked", "disputed", "demonstration", "invented",
    "buyer_id",
)  # fmt: skip
_ALL = Tier()
_BUYER = ("public_id", "kind", "name", "slug")


class ContractSearch(NamedTuple):
    """Which contracts are meant: rows narrowed by all but words, and what the words ask for."""

    rows: QuerySet[PublicContract]
    query: search.TextQuery | None = None


def page(
    asked: ContractSearch,
    order: Order,
    *,
    start: int,
    most: int,
    count: int | None,
    few: Sequence[int] | None = None,
) -> list[PublicContract]:
    """Give the contracts from place `start` on, with buyer and vendors. Two statements.

    `count` is how many there are in all, None where they are more than are counted: it tells
    whether an order other than by last event is best read from its own index. `few` are the keys of
    them all, where they are few.
    """
    if few is not None and (order.keys[0] != NEWEST or asked.query and asked.query.has_phrase):
        return list(_of_few(few, order)[start : start + most])
    sql, parameters = _page(asked, order, start, most, count)
    if not sql:
        return []
    contracts = list(PublicContract.objects.using(asked.rows.db).raw(sql, parameters))
    for contract in contracts:
        contract.buyer = _buyer(contract)
    prefetch_related_objects(contracts, _vendors())
    return contracts


def _of_few(few, order):
    """All of them put in order: an index of it, or a phrase, would have to be read at length."""
    shown = (*_SHOWN, *(f"buyer__{column}" for column in _BUYER))
    found = PublicContract.objects.filter(pk__in=few).select_related("buyer").only(*shown)
    return ordered(found.prefetch_related(_vendors()), order)


def _vendors():
    return Prefetch("vendors", vendors_named())


def _page(asked, order, start, most, count):
    tiers = list(_tiers(asked, order, start + most, count))
    if not tiers:
        return "", []
    each = (f"SELECT * FROM ({sql}) AS t{n}" for n, (sql, _) in enumerate(tiers))  # noqa: S608
    union = " UNION ALL ".join(each)
    shown = [f'c."{column}"' for column in _SHOWN]
    shown += [f'b."{column}" AS buyer_{column}' for column in _BUYER]
    # The tiers stand one after another and each is in order, so that the later ones are not read
    # where the first fill the page: neither database works on parts of a UNION ALL that end with a
    # LIMIT other than one by one.
    sql = f"""
        WITH page AS (SELECT * FROM ({union}) AS every LIMIT {most} OFFSET {start})
        SELECT {", ".join(shown)} FROM page JOIN "{_TABLE}" AS c ON c.id = page.id
        LEFT JOIN "{PublicParty._meta.db_table}" AS b ON b.id = c.buyer_id
        ORDER BY {", ".join(f"page.{key}" for key in ["tier", *_directed(order.keys)])}
    """  # noqa: S608 -- names of columns; whatever a reader gave is a parameter
    return sql, [one for _, parameters in tiers for one in parameters]


def _tiers(
    asked: ContractSearch, order: Order, most: int, count: int | None
) -> Iterator[tuple[str, list[Any]]]:
    """The first rows of each tier, as SQL with parameters; without those that can have none."""
    for number, tier in enumerate(order.tiers):
        try:
            found = selected(asked, tier, listed=count is None and NEWEST not in order.keys[:1])
        except EmptyResultSet:
            continue
        keys = [key.lstrip("-") for key in order.keys]
        columns = ", ".join(f'"{_TABLE}"."{key}"' for key in ["id", *keys])
        by = found.newest if order.keys == (NEWEST,) else ", ".join(_directed(order.keys, _TABLE))
        yield (
            f"SELECT {number} AS tier, {columns} FROM {found.tables} WHERE {found.condition}"  # noqa: S608
            f" ORDER BY {by} LIMIT {most}",
            found.parameters,
        )


def selected(
    asked: ContractSearch, tier: Tier = _ALL, *, listed: bool = False, whole: bool = False
) -> search.Selection:
    """Give what is asked for, of one tier of an order, as SQL. `EmptyResultSet` where no row can be."""
    rows = asked.rows.filter(tier.where) if tier.where else asked.rows
    return search.selection(
        rows,
        asked.query,
        first=tier.first,
        not_first=tier.not_first,
        listed=listed,
        whole=whole,
    )


def _directed(keys, table=""):
    named = [(key.lstrip("-"), key.startswith("-")) for key in keys]
    prefix = f'"{table}".' if table else ""
    return [f'{prefix}"{name}"{" DESC" if down else ""}' for name, down in named]


def _buyer(contract):
    if contract.buyer_id is None:
        return None
    told = {column: getattr(contract, f"buyer_{column}") for column in _BUYER}
    return PublicParty(pk=contract.buyer_id, **told)

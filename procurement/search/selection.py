"""Which rows are meant, as SQL that starts from where there is least to read.

Django puts the matches of a text on SQLite into a list in full before it looks at the first row.
Here the index of words is read in the order of its keys, and only as far as is needed.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import connections
from django.db.models import QuerySet

from . import postgres, sqlite
from .index import INDEXES, Index
from .query_language import TextQuery


class Selection(NamedTuple):
    """`FROM {tables} WHERE {condition}`, with the parameters; `newest` puts the last key first."""

    tables: str
    condition: str
    parameters: list[Any]
    newest: str


class Narrowed(NamedTuple):
    """A condition on the rows of one table, as SQL with its parameters; "" where all are meant."""

    table: str
    vendor: str
    condition: str
    parameters: Sequence[Any]


def narrowed(rows: QuerySet) -> Narrowed:
    """Give what narrows a queryset over one table. `EmptyResultSet` where no row can be meant."""
    connection, table = connections[rows.db], rows.model._meta.db_table
    if not rows.query.where:
        return Narrowed(table, connection.vendor, "", ())
    compiler = rows.query.get_compiler(using=rows.db)
    compiler.setup_query()
    return Narrowed(table, connection.vendor, *compiler.compile(rows.query.where))


def selection(
    rows: Narrowed,
    query: TextQuery | None = None,
    *,
    first: TextQuery | None = None,
    not_first: TextQuery | None = None,
    listed: bool = False,
    whole: bool = False,
) -> Selection:
    """Give those of some rows that are what a query asks for.

    `first` has to stand in the columns that count for more, and `not_first` must not. With `listed`, the
    matches may be put into a list first, so that the rows can be read in another order; `whole` says
    that all of them are wanted, and not the first that there are.
    """
    index = INDEXES[rows.table]
    if rows.vendor == "sqlite":
        found = _on_sqlite(index, query, first, not_first, listed)
    else:
        found = _on_postgres(index, query, first, not_first, whole)
    conditions = [*found.conditions, rows.condition]
    return Selection(
        found.tables,
        " AND ".join(f"({one})" for one in conditions if one) or "1 = 1",
        [*found.parameters, *rows.parameters],
        f"{found.key} DESC",
    )


class _Found(NamedTuple):
    tables: str
    key: str
    conditions: list[str]
    parameters: list[str]


def _on_sqlite(index: Index, query, first, not_first, listed):
    """FTS5 gives its rows by their key, when it stands first in the join and is not asked twice."""
    table, words = f'"{index.table}"', f'"{sqlite.name(index)}"'
    key = f"{table}.{index.key}"
    wanted = [sqlite.expression(query) if query else ""]
    wanted.append(sqlite.expression(first, index.first) if first else "")
    said = " AND ".join(f"({one})" for one in wanted if one)
    without = sqlite.expression(not_first, index.first) if not_first else ""
    if said and without:
        said = f"({said}) NOT ({without})"
    among = f"SELECT rowid FROM {words} WHERE {words} MATCH %s"
    if said and listed:
        # The plus keeps SQLite from starting at the list.
        return _Found(table, key, [f"+{key} IN ({among})"], [said])
    if said:
        return _Found(
            f"{words} CROSS JOIN {table}",
            f"{words}.rowid",
            [f"{words} MATCH %s", f"{key} = {words}.rowid"],
            [said],
        )
    unwanted = sqlite.any_of(query.without) if query and query.without else without
    if unwanted:
        return _Found(table, key, [f"{key} NOT IN ({among})"], [unwanted])
    return _Found(table, key, [], [])


def _on_postgres(index: Index, query, first, not_first, whole):
    said = [postgres.expression(query)] if query else []
    said += [postgres.expression(first, first=True)] if first else []
    said += [f"!({postgres.expression(not_first, first=True)})"] if not_first else []
    key = f'"{index.table}"."{index.key}"'
    match = f"{postgres.column(index)} @@ %s::tsquery"
    if whole and query and query.has_phrase:
        # The planner takes the words of a phrase for as many as stand anywhere, and would walk the
        # whole table by date for it: the index of words is read first.
        among = f'SELECT "{index.key}" FROM "{index.table}" WHERE {match}'
        match = f"{key} = ANY (ARRAY({among}))"
    joined = " & ".join(f"({one})" for one in said)
    return _Found(f'"{index.table}"', key, [match] if said else [], [joined] if said else [])

"""Full-text search over the public copies, kept by the database itself.

Each table in `INDEXES` has text columns of words as `indexed` gives them. The index is
no part of a migration: Django alters a table on SQLite by rebuilding it, which silently drops its
triggers. So `install` is called after every migration and puts back what is missing.
"""

from collections.abc import Iterator
from types import ModuleType
from typing import TypeVar

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Func, Model, Q, QuerySet

from . import postgres, sqlite
from .folding import fold, indexed, indexed_apart, stem
from .highlighting import Piece, marked, passage
from .index import INDEXES, Index
from .query_language import Term, TextQuery, beginnings, exactly, parse
from .selection import Selection, narrowed, selection

_BACKENDS: dict[str, ModuleType] = {"sqlite": sqlite, "postgresql": postgres}

Row = TypeVar("Row", bound=Model)


def match(queryset: QuerySet[Row], text: str | TextQuery) -> QuerySet[Row]:
    """Narrow to the rows that a text asks for, as `parse` reads it.

    Blank text narrows nothing; text without a letter or digit matches nothing. The model's table
    must be one of `INDEXES` (`KeyError` otherwise). No query is made.
    """
    if isinstance(text, str) and not text.strip():
        return queryset
    query = parse(text) if isinstance(text, str) else text
    if not query:
        return queryset.none()
    index = INDEXES[queryset.model._meta.db_table]
    return queryset.filter(_BACKENDS[connections[queryset.db].vendor].condition(index, query))


def within_first(model: type[Model], query: TextQuery) -> Q | Func:
    """Give the condition that what a query wants stands in the columns of words that count for more."""
    index = INDEXES[model._meta.db_table]
    backend = _BACKENDS[connections["default"].vendor]
    return backend.condition(index, query, first=True)


def install(connection: BaseDatabaseWrapper) -> None:
    """Create what is missing of the indexes of the tables that exist; fill what is created."""
    backend = _BACKENDS[connection.vendor]
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for index in _existing(connection):
            backend.install(cursor, index)


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Return the names of the triggers, columns and indexes that `install` would create."""
    backend = _BACKENDS[connection.vendor]
    with connection.cursor() as cursor:
        return [name for index in _existing(connection) for name in backend.missing(cursor, index)]


def rebuild(connection: BaseDatabaseWrapper) -> Iterator[tuple[str, int]]:
    """Make every index anew from its rows; yield the name of the table and how many are in it.

    Each in a transaction of its own: searches see the old index until the new one is whole.
    """
    backend = _BACKENDS[connection.vendor]
    for index in _existing(connection):
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            backend.install(cursor, index)
            yield index.table, 0
            for done in backend.filling(cursor, index):
                yield index.table, done


def disagreeing(connection: BaseDatabaseWrapper) -> list[str]:
    """Return the names of the tables whose index does not hold what their rows say."""
    backend = _BACKENDS[connection.vendor]
    with connection.cursor() as cursor:
        return [index.table for index in _existing(connection) if not backend.agrees(cursor, index)]


def _existing(connection: BaseDatabaseWrapper) -> list[Index]:
    tables = set(connection.introspection.table_names())
    return [one for table, one in INDEXES.items() if table in tables and _has_all(connection, one)]


def _has_all(connection, index):
    """Whether its columns are there: a migration back to an earlier release takes some away."""
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{index.table}" LIMIT 0')
        return {index.key, *index.columns} <= {column[0] for column in cursor.description}

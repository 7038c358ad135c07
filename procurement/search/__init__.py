"""Full-text match over the public copies, kept by the database itself.

Each table in `INDEXES` has a whole-number key `id` and a text column of words as `fold` gives
them. The index is no part of a migration: Django alters a table on SQLite by rebuilding it,
which silently drops its triggers. So `install` is called after every migration and puts back
what is missing.
"""

from types import ModuleType
from typing import TypeVar

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model, QuerySet

from . import postgres, sqlite
from .folding import fold

__all__ = ["INDEXES", "fold", "install", "match", "missing"]

INDEXES = {
    "procurement_publiccontract": "words",
    "procurement_publicintervention": "words",
    "procurement_publicparty": "words",
    "procurement_publicsource": "words",
}

_BACKENDS: dict[str, ModuleType] = {"sqlite": sqlite, "postgresql": postgres}

Row = TypeVar("Row", bound=Model)


def match(queryset: QuerySet[Row], text: str) -> QuerySet[Row]:
    """Narrow to the rows that hold every word of the text, each matched from its beginning.

    Blank text narrows nothing; text without a letter or digit matches nothing. The model's table
    must be one of `INDEXES` (`KeyError` otherwise). No query is made.
    """
    if not text.strip():
        return queryset
    words = list(dict.fromkeys(fold(text).split()))
    if not words:
        return queryset.none()
    table = queryset.model._meta.db_table
    backend = _BACKENDS[connections[queryset.db].vendor]
    return queryset.filter(backend.condition(table, INDEXES[table], words))


def install(connection: BaseDatabaseWrapper) -> None:
    """Create what is missing of the indexes of the tables that exist; fill what is created."""
    backend = _BACKENDS[connection.vendor]
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for table, column in _existing(connection).items():
            backend.install(cursor, table, column)


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Return the names of the triggers, columns and indexes that `install` would create."""
    backend = _BACKENDS[connection.vendor]
    with connection.cursor() as cursor:
        return [
            name
            for table, column in _existing(connection).items()
            for name in backend.missing(cursor, table, column)
        ]


def _existing(connection: BaseDatabaseWrapper) -> dict[str, str]:
    tables = set(connection.introspection.table_names())
    return {table: column for table, column in INDEXES.items() if table in tables}

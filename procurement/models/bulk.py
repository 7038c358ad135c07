"""Many rows at once: the fastest statement that each database has for them."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from io import StringIO
from itertools import islice
from json import dumps
from typing import Any

import orjson
from django.db import connection
from django.db.models import Model
from psycopg2.extras import execute_values

# SQLite takes a quarter of a million parameters in one statement, PostgreSQL's plans prefer fewer.
SLICE = 5000
IGNORE = "ON CONFLICT DO NOTHING"


@cache
def _on_postgres() -> bool:
    """Asked for each moment of each row: Django's way to the connection costs more than the answer."""
    return connection.vendor == "postgresql"


def ids(model: type[Model], count: int) -> Iterator[int]:
    """Give `count` new primary keys of a table, to be used in this transaction."""
    table = model._meta.db_table
    if not count:
        return iter(())
    with connection.cursor() as cursor:
        if _on_postgres():
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
                [table, count],
            )
            return iter([row[0] for row in cursor.fetchall()])
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = (cursor.fetchone() or [0])[0]
        return iter(range(last + 1, last + count + 1))


def insert(model: type[Model], columns: Sequence[str], rows: list[tuple], *, conflict="") -> None:
    """Write rows whose columns are named as in the database.

    `conflict` is the clause that says what becomes of a row that is there already: `IGNORE`.
    """
    if not rows:
        return
    names = ", ".join(f'"{name}"' for name in columns)
    table = f'"{model._meta.db_table}" ({names})'
    into = f"INSERT INTO {table} VALUES"
    with connection.cursor() as cursor:
        if _on_postgres() and not conflict:
            cursor.cursor.copy_expert(f"COPY {table} FROM STDIN", _as_copied(rows), 1 << 20)
        elif _on_postgres():
            execute_values(cursor.cursor, f"{into} %s {conflict}", rows, page_size=500)
        else:
            marks = ", ".join(["?"] * len(columns))
            # Past Django's wrapper, which would rewrite the query for every row.
            connection.connection.executemany(f"{into} ({marks}) {conflict}", rows)


def _as_copied(rows) -> StringIO:
    """Rows in PostgreSQL's own text format: as CSV, every character of what is packed would be looked at."""
    return StringIO("".join(["\t".join(map(_copied, row)) + "\n" for row in rows]))


def _copied(value):
    if isinstance(value, str):
        text = value.replace("\\", "\\\\").replace("\n", "\\n")
        return text.replace("\r", "\\r").replace("\t", "\\t")
    return "\\N" if value is None else str(value)


def update(model: type[Model], columns: Sequence[str], rows: list[tuple]) -> None:
    """Change rows found by the first column, the primary key; the others are written."""
    if not rows:
        return
    table, (key, *changed) = model._meta.db_table, columns
    with connection.cursor() as cursor:
        if _on_postgres():
            changes = ", ".join(f'"{name}" = new."{name}"' for name in changed)
            names = ", ".join(f'"{name}"' for name in columns)
            query = (
                f'UPDATE "{table}" SET {changes} FROM (VALUES %s) AS new ({names})'
                f' WHERE "{table}"."{key}" = new."{key}"'
            )
            execute_values(cursor.cursor, query, rows, _casts(model, columns), page_size=500)
        else:
            changes = ", ".join(f'"{name}" = ?' for name in changed)
            query = f'UPDATE "{table}" SET {changes} WHERE "{key}" = ?'
            connection.connection.executemany(query, [(*row[1:], row[0]) for row in rows])


def _casts(model, columns):
    """PostgreSQL takes values on their own for text, so it is told what they are."""
    fields = {field.column: field for field in model._meta.concrete_fields}
    types = [
        fields[name].rel_db_type(connection) if name == "id" else fields[name].db_type(connection)
        for name in columns
    ]
    return f"({', '.join(f'%s::{type_}' for type_ in types)})"


def json(value: Any) -> str:
    """Give a structure as a JSON column takes it."""
    return orjson.dumps(value).decode()


def select(model: type[Model], columns: Sequence[str], by: str, values: Iterable) -> list[tuple]:
    """Give columns of the rows whose column `by` is one of the values, past Django's models.

    Moments come as `moment` takes them, bytes as `bytes` does.
    """
    wanted = list(values)
    if not wanted:
        return []
    names = ", ".join(f'"{name}"' for name in columns)
    query = f'SELECT {names} FROM "{model._meta.db_table}" WHERE "{by}"'
    with connection.cursor() as cursor:
        if _on_postgres():
            cursor.cursor.execute(f"{query} = ANY(%s)", [wanted])
            return cursor.cursor.fetchall()
        each = "IN (SELECT value FROM json_each(?))"
        return connection.connection.execute(f"{query} {each}", [dumps(wanted)]).fetchall()


def run(query: str, keys: Sequence[int]) -> list[tuple]:
    """Run a statement about some keys, and give its rows, if it gives any.

    `{keys}` after a column stands for the condition that it is one of the keys.
    """
    one_of = "= ANY(%(keys)s)" if _on_postgres() else "IN (SELECT value FROM json_each(%(keys)s))"
    wanted = list(keys) if _on_postgres() else dumps(list(keys))
    with connection.cursor() as cursor:
        cursor.execute(query.replace("{keys}", one_of), {"keys": wanted})
        return cursor.fetchall() if cursor.description else []


def packed(data: bytes) -> Any:
    """Give bytes as the database takes them."""
    return f"\\x{data.hex()}" if _on_postgres() else data


def stamp(moment: datetime.datetime | None) -> str | None:
    """Give a moment as the database takes it: SQLite keeps it in UTC, without a zone."""
    if moment is None:
        return None
    if _on_postgres():
        return moment.isoformat()
    return moment.astimezone(datetime.UTC).replace(tzinfo=None).isoformat(" ")


def moment(kept: datetime.datetime | None) -> datetime.datetime | None:
    """Give a moment as `select` finds it with its zone."""
    return kept.replace(tzinfo=datetime.UTC) if kept and kept.tzinfo is None else kept


def sliced(values: Iterable, size: int = SLICE) -> Iterator[list]:
    """Give values in lists of a size; without one, in lists that fit one statement."""
    values = iter(values)
    while part := list(islice(values, size)):
        yield part


# On SQLite, a commit need not wait for the disk: what is lost with the power is imported again, and
# what is there is whole. Pages are written once for many batches, and more of them are at hand.
_FOR_MUCH = {"synchronous": "NORMAL", "wal_autocheckpoint": 16384, "cache_size": -32768}


@contextmanager
def much_writing() -> Iterator[None]:
    """Set the connection up for writing much, for as long as it lasts. Outside a transaction."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        before = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in _FOR_MUCH}
        _set(cursor, _FOR_MUCH)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            _set(cursor, before)


def _set(cursor, pragmas):
    for name, value in pragmas.items():
        cursor.execute(f"PRAGMA {name} = {value}")

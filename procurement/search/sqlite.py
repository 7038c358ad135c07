"""The index on SQLite: an FTS5 table over each searched table, kept by five triggers."""

from collections.abc import Iterator

from django.db import DatabaseError
from django.db.backends.utils import CursorWrapper
from django.db.models import Q
from django.db.models.expressions import RawSQL

from .folding import MARK, stem
from .index import Index
from .query_language import Term, TextQuery

# The ascii tokenizer splits at spaces and takes every letter beyond ASCII as it is: the words are
# folded already, and unicode61 knows only the letters of Unicode 6.1. Nothing here is ranked by how
# long a text is, so sizes are not kept.
_INDEX = """
    CREATE VIRTUAL TABLE "{name}" USING fts5(
        {columns}, content='{table}', content_rowid='{key}', columnsize=0,
        tokenize="ascii tokenchars '{mark}'"
    )
"""
_ADD = 'INSERT INTO "{name}" (rowid, {columns}) VALUES ({new});'
_REMOVE = 'INSERT INTO "{name}" ("{name}", rowid, {columns}) VALUES (\'delete\', {old});'
# Whoever writes many rows can empty their words first, and then write them in the order of their
# keys: the index is slow with keys that go down. Of the three triggers that follow an update, one
# at most has to do: SQLite does not say in which order it would run two.
_TRIGGERS = {
    "insert": f"AFTER INSERT ON {{table}} WHEN new.{{last}} <> '' BEGIN {_ADD} END",
    "delete": f"AFTER DELETE ON {{table}} WHEN old.{{last}} <> '' BEGIN {_REMOVE} END",
    "update": "AFTER UPDATE OF {told} ON {table}"
    " WHEN old.{last} <> '' AND new.{last} <> '' AND ({differs})"
    f" BEGIN {_REMOVE} {_ADD} END",
    "take": "AFTER UPDATE OF {told} ON {table} WHEN old.{last} <> '' AND new.{last} = ''"
    f" BEGIN {_REMOVE} END",
    "put": "AFTER UPDATE OF {told} ON {table} WHEN old.{last} = '' AND new.{last} <> ''"
    f" BEGIN {_ADD} END",
}


# What a batch of an import adds is written as one piece, and pieces are merged by eight: both halve the time.
_SETTINGS = {"hashsize": 8 << 20, "automerge": 8}
# Rows of one statement while the index is filled anew.
_AT_ONCE = 5000


def condition(index: Index, query: TextQuery, *, first: bool = False) -> Q:
    """Return the condition that a row is what a query asks for; with `first`, in the columns that count for more."""
    wanted = expression(query, index.first if first else ())
    # The names come from INDEXES, never from a reader; the words are a parameter.
    rows = RawSQL(  # noqa: S611
        f'SELECT rowid FROM "{name(index)}" WHERE "{name(index)}" MATCH %s',
        [wanted or any_of(query.without)],
    )
    found = Q(**{f"{index.key}__in": rows})
    return found if wanted else ~found


def name(index: Index) -> str:
    """Give the name of the FTS5 table."""
    return f"{index.table}_index"


def expression(query: TextQuery, columns: tuple[str, ...] = ()) -> str:
    """Say a query as FTS5 reads it; "" where nothing is wanted and all is but left out.

    With columns, what is wanted has to stand in these.
    """
    wanted = " AND ".join(any_of(group) for group in query.groups)
    if columns and wanted:
        wanted = f"{{{' '.join(columns)}}} : ({wanted})"
    if wanted and query.without:
        return f"({wanted}) NOT {any_of(query.without)}"
    return wanted


def any_of(terms: tuple[Term, ...]) -> str:
    """Say that one of some terms is there."""
    return f"({' OR '.join(_said(term) for term in terms)})"


def _said(term: Term) -> str:
    if term.stemmed:
        found = [f'"{MARK}{term.stem}"']
        # The word that is its own stem is kept as it is.
        if stem(term.stem) == term.stem:
            found.append(f'"{term.stem}"')
        return " OR ".join(found)
    return f'"{" ".join(term.words)}"{"*" if term.begins else ""}'


def missing(cursor: CursorWrapper, index: Index) -> list[str]:
    """Return the names of the index and triggers that are not there."""
    cursor.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'trigger')")
    there = {name for (name,) in cursor.fetchall()}
    return [name for name in _statements(index) if name not in there]


def install(cursor: CursorWrapper, index: Index) -> None:
    """Create what is missing; then fill the index anew, as rows may have changed unseen."""
    statements = _statements(index)
    absent = missing(cursor, index)
    for one in absent:
        cursor.execute(statements[one])
    if absent:
        rebuild(cursor, index)


def rebuild(cursor: CursorWrapper, index: Index) -> None:
    """Fill the index anew from the rows."""
    for _ in filling(cursor, index):
        pass


def filling(cursor: CursorWrapper, index: Index) -> Iterator[int]:
    """Fill the index anew from the rows, some thousands at a time; yield how many are in it."""
    table, columns = f'"{name(index)}"', ", ".join(index.columns)
    worded = f"FROM {index.table} WHERE {index.columns[-1]} <> ''"
    cursor.execute(f"INSERT INTO {table} ({table}) VALUES ('delete-all')")
    for setting, value in _SETTINGS.items():
        cursor.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('{setting}', {value})")
    last, done = -1, 0
    while True:
        next_ = f"SELECT {index.key} AS place {worded} AND {index.key} > {last} ORDER BY 1"
        cursor.execute(f"SELECT max(place), count(*) FROM ({next_} LIMIT {_AT_ONCE})")
        upto, number = cursor.fetchone()
        if not number:
            return
        cursor.execute(
            f"INSERT INTO {table} (rowid, {columns}) SELECT {index.key}, {columns} {worded}"
            f" AND {index.key} > {last} AND {index.key} <= {upto} ORDER BY {index.key}"
        )
        last, done = upto, done + number
        yield done


def agrees(cursor: CursorWrapper, index: Index) -> bool:
    """Whether the index holds what the rows say, word by word."""
    try:
        cursor.execute(
            f'INSERT INTO "{name(index)}" ("{name(index)}", rank) VALUES (\'integrity-check\', 1)'
        )
    except DatabaseError:
        return False
    return True


def _statements(index: Index) -> dict[str, str]:
    made = _named(index)
    triggers = {
        f"{name(index)}_{event}": f'CREATE TRIGGER "{name(index)}_{event}" {body.format(**made)}'
        for event, body in _TRIGGERS.items()
    }
    return {name(index): _INDEX.format(**made)} | triggers


def _named(index):
    kept = (index.key, *index.columns)
    return {
        "name": name(index),
        "table": index.table,
        "key": index.key,
        "columns": ", ".join(index.columns),
        "new": ", ".join(f"new.{column}" for column in kept),
        "old": ", ".join(f"old.{column}" for column in kept),
        "last": index.columns[-1],
        "told": ", ".join(kept),
        "differs": " OR ".join(f"old.{column} IS NOT new.{column}" for column in kept),
        "mark": MARK,
    }

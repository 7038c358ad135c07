"""The index on SQLite: an FTS5 table over each searched table, kept by three triggers."""

from django.db.backends.utils import CursorWrapper
from django.db.models import Q
from django.db.models.expressions import RawSQL

# The ascii tokenizer splits at spaces and takes every letter beyond ASCII as it is: the words are
# folded already, and unicode61 knows only the letters of Unicode 6.1.
_INDEX = """
    CREATE VIRTUAL TABLE "{table}_{column}" USING fts5(
        {column}, content='{table}', content_rowid='id', tokenize='ascii'
    )
"""
_ADD = """INSERT INTO "{table}_{column}" (rowid, {column}) VALUES (new.id, new.{column});"""
_REMOVE = """
    INSERT INTO "{table}_{column}" ("{table}_{column}", rowid, {column})
    VALUES ('delete', old.id, old.{column});
"""
_TRIGGERS = {
    "insert": f"AFTER INSERT ON {{table}} BEGIN {_ADD} END",
    "delete": f"AFTER DELETE ON {{table}} BEGIN {_REMOVE} END",
    "update": "AFTER UPDATE OF id, {column} ON {table}"
    " WHEN old.id IS NOT new.id OR old.{column} IS NOT new.{column}"
    f" BEGIN {_REMOVE} {_ADD} END",
}


def condition(table: str, column: str, words: list[str]) -> Q:
    """Return the condition that a row holds every word, matched from its beginning."""
    query = " ".join(f'"{word}"*' for word in words)
    index = f'"{table}_{column}"'
    # The names come from INDEXES, never from a reader; the words are a parameter.
    rows = RawSQL(f"SELECT rowid FROM {index} WHERE {index} MATCH %s", [query])  # noqa: S611
    return Q(pk__in=rows)


def missing(cursor: CursorWrapper, table: str, column: str) -> list[str]:
    """Return the names of the index and triggers that are not there."""
    cursor.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'trigger')")
    there = {name for (name,) in cursor.fetchall()}
    return [name for name in _statements(table, column) if name not in there]


def install(cursor: CursorWrapper, table: str, column: str) -> None:
    """Create what is missing; then fill the index anew, as rows may have changed unseen."""
    statements = _statements(table, column)
    absent = missing(cursor, table, column)
    for name in absent:
        cursor.execute(statements[name])
    if absent:
        index = f'"{table}_{column}"'
        cursor.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")


def _statements(table: str, column: str) -> dict[str, str]:
    index = f"{table}_{column}"
    triggers = {
        f"{index}_{event}": f'CREATE TRIGGER "{index}_{event}" {body}'
        for event, body in _TRIGGERS.items()
    }
    statements = {index: _INDEX} | triggers
    return {name: sql.format(table=table, column=column) for name, sql in statements.items()}

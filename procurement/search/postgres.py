"""The index on PostgreSQL: a generated tsvector column on each searched table, with a GIN index.

The words are folded already, so PostgreSQL's own parser and dictionaries take no part: the words
become the vector as they are. The models do not know the column.
"""

from typing import Any, cast

from django.db.backends.utils import CursorWrapper
from django.db.models import BooleanField, F, Func, TextField, Value
from django.db.models.expressions import Col

# array_to_tsvector refuses an empty word. Without the statistics, the planner walks a whole table
# by date to find a rare word.
_COLUMN = """
    ALTER TABLE "{table}" ADD COLUMN "{column}_vector" tsvector GENERATED ALWAYS AS (
        array_to_tsvector(array_remove(string_to_array({column}, ' '), ''))
    ) STORED;
    ALTER TABLE "{table}" ALTER COLUMN "{column}_vector" SET STATISTICS 2000
"""
_INDEX = 'CREATE INDEX "{table}_{column}_vector" ON "{table}" USING gin ("{column}_vector")'
_THERE = """
    SELECT table_name || '.' || column_name FROM information_schema.columns
    WHERE table_schema = ANY (current_schemas(false)) AND table_name = %s
    UNION SELECT indexname FROM pg_indexes
    WHERE schemaname = ANY (current_schemas(false)) AND tablename = %s
"""


class _Vector(F):
    """The generated column beside the named one, under whatever alias the query gives it."""

    def resolve_expression(self, *args: Any, **options: Any) -> Col:
        """Return the column; where the named one is joined in, so is this one."""
        named = cast(Col, super().resolve_expression(*args, **options))
        vector = TextField()
        vector.column = f"{named.target.column}_vector"
        return Col(named.alias, vector)


def condition(table: str, column: str, words: list[str]) -> Func:
    """Return the condition that a row holds every word, matched from its beginning."""
    quoted = [f"'{word}':*" for word in words]
    # In brackets of 500 words: PostgreSQL runs out of stack on some thousands in a row.
    groups = [" & ".join(quoted[start : start + 500]) for start in range(0, len(quoted), 500)]
    query = " & ".join(f"({group})" for group in groups)
    return Func(
        _Vector(column),
        Value(query),
        template="(%(expressions)s::tsquery)",
        arg_joiner=" @@ ",
        output_field=BooleanField(),
    )


def missing(cursor: CursorWrapper, table: str, column: str) -> list[str]:
    """Return the names of the column and index that are not there."""
    cursor.execute(_THERE, [table, table])
    there = {name for (name,) in cursor.fetchall()}
    return [name for name in _statements(table, column) if name not in there]


def install(cursor: CursorWrapper, table: str, column: str) -> None:
    """Create what is missing; PostgreSQL fills it by itself."""
    statements = _statements(table, column)
    for name in missing(cursor, table, column):
        cursor.execute(statements[name])


def _statements(table: str, column: str) -> dict[str, str]:
    statements = {f"{table}.{column}_vector": _COLUMN, f"{table}_{column}_vector": _INDEX}
    return {name: sql.format(table=table, column=column) for name, sql in statements.items()}

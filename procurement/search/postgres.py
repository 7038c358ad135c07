"""The index on PostgreSQL: a generated tsvector column on each searched table, with a GIN index.

The words are folded already, so PostgreSQL's own parser and dictionaries take no part: the words
become the vector as they are. The models do not know the column.
"""

from collections.abc import Iterator
from typing import Any, cast

from django.db.backends.utils import CursorWrapper
from django.db.models import BooleanField, F, Func, TextField, Value
from django.db.models.expressions import Col

from .folding import MARK, stem
from .index import Index
from .query_language import Term, TextQuery

_VECTOR = "search_vector"
# Words with their places, for phrases. Those of the first text weigh A; between the two texts is a
# gap, so that no phrase reaches from one into the other. Places end at 16,383. One pass over one
# list, and OFFSET, which lets the edge be counted once and not for each word, halve the time.
_FUNCTION = f"""
    CREATE FUNCTION {_VECTOR}(first text, rest text) RETURNS tsvector
    LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
        SELECT coalesce(string_agg(
            word || ':' || least(place, 16383) || CASE WHEN place <= edge THEN 'A' ELSE '' END, ' '
        ), '')::tsvector
        FROM (SELECT coalesce(cardinality(string_to_array(first, ' ')), 0) AS edge OFFSET 0) AS title,
            unnest(string_to_array(
                first || CASE first WHEN '' THEN ' ' ELSE '  ' END || rest, ' '
            )) WITH ORDINALITY AS words (word, place)
        WHERE word <> ''
    $$
"""
_COLUMN = """
    ALTER TABLE "{table}" ADD COLUMN "{vector}" tsvector
        GENERATED ALWAYS AS ({vector}({texts})) STORED
"""
# Without them, the planner walks a whole table by date to find a rare word.
_STATISTICS = 'ALTER TABLE "{table}" ALTER COLUMN "{vector}" SET STATISTICS 2000'
# New rows wait in a list of this size (kB) before they are sorted in: an import is the faster for it.
_INDEX = """
    CREATE INDEX "{name}" ON "{table}" USING gin ("{vector}")
    WITH (fastupdate = on, gin_pending_list_limit = 16384)
"""
_THERE = f"""
    SELECT table_name || '.' || column_name FROM information_schema.columns
    WHERE table_schema = ANY (current_schemas(false)) AND table_name = %s
    UNION SELECT indexname FROM pg_indexes
    WHERE schemaname = ANY (current_schemas(false)) AND tablename = %s
    UNION SELECT 'statistics of ' || relname FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
    WHERE relnamespace::regnamespace::text = ANY (current_schemas(false)::text[]) AND relname = %s
    AND attname = '{_VECTOR}' AND attstattarget = 2000
    UNION SELECT proname FROM pg_proc
    WHERE pronamespace::regnamespace::text = ANY (current_schemas(false)::text[])
"""


class _Vector(F):
    """The generated column beside the named one, under whatever alias the query gives it."""

    def resolve_expression(self, *args: Any, **options: Any) -> Col:
        """Return the column; where the named one is joined in, so is this one."""
        named = cast(Col, super().resolve_expression(*args, **options))
        vector = TextField()
        vector.column = _VECTOR
        return Col(named.alias, vector)


def condition(index: Index, query: TextQuery, *, first: bool = False) -> Func:
    """Return the condition that a row is what a query asks for; with `first`, in the columns that count for more."""
    return Func(
        _Vector(index.columns[0]),
        Value(expression(query, first=first)),
        template="(%(expressions)s::tsquery)",
        arg_joiner=" @@ ",
        output_field=BooleanField(),
    )


def name(index: Index) -> str:
    """Give the name of the GIN index."""
    return f"{index.table}_index"


def column(index: Index) -> str:
    """Give the column of the vectors, with its table."""
    return f'"{index.table}"."{_VECTOR}"'


def expression(query: TextQuery, *, first: bool = False) -> str:
    """Say a query as a tsquery; with `first`, what is wanted has to stand in the first text."""
    weight = "A" if first else ""
    wanted = [_any_of(group, weight) for group in query.groups]
    return " & ".join([*wanted, *(f"!{_any_of([term], '')}" for term in query.without)])


def _any_of(terms, weight):
    return f"({' | '.join(_said(term, weight) for term in terms)})"


def _said(term: Term, weight: str) -> str:
    if term.stemmed:
        found = [f"{MARK}{term.stem}"]
        # The word that is its own stem is kept as it is.
        if stem(term.stem) == term.stem:
            found.append(term.stem)
        return " | ".join(_word(word, weight) for word in found)
    *words, last = term.words
    marks = [_word(word, weight) for word in words]
    return f"({' <-> '.join([*marks, _word(last, ('*' if term.begins else '') + weight)])})"


def _word(word, mark):
    return f"'{word}':{mark}" if mark else f"'{word}'"


def missing(cursor: CursorWrapper, index: Index) -> list[str]:
    """Return the names of the function, column, statistics and index that are not there."""
    cursor.execute(_THERE, [index.table] * 3)
    there = {name for (name,) in cursor.fetchall()}
    return [name for name in _statements(index) if name not in there]


def install(cursor: CursorWrapper, index: Index) -> None:
    """Create what is missing; PostgreSQL fills it by itself."""
    statements = _statements(index)
    for one in missing(cursor, index):
        cursor.execute(statements[one])


def rebuild(cursor: CursorWrapper, index: Index) -> None:
    """Make the vectors and their index anew, and let the planner know them."""
    cursor.execute(f'ALTER TABLE "{index.table}" DROP COLUMN "{_VECTOR}"')
    install(cursor, index)
    cursor.execute(f'ANALYZE "{index.table}"')


def filling(cursor: CursorWrapper, index: Index) -> Iterator[int]:
    """Make the vectors and their index anew, in one go; yield how many rows there are."""
    rebuild(cursor, index)
    cursor.execute(f'SELECT count(*) FROM "{index.table}"')
    yield cursor.fetchone()[0]


def agrees(cursor: CursorWrapper, index: Index) -> bool:
    """Whether the vectors are those of the words: a changed function would leave old ones."""
    cursor.execute(
        f'SELECT NOT EXISTS (SELECT FROM "{index.table}"'
        f' WHERE "{_VECTOR}" IS DISTINCT FROM {_VECTOR}({_texts(index)}))'
    )
    return cursor.fetchone()[0]


def _texts(index):
    """The text that weighs A, and the rest: between two columns is a gap, as between the two texts."""
    rest = [column for column in index.columns if column not in index.first]
    return f"{_joined(index.first)}, {_joined(rest)}"


def _joined(columns):
    return " || '  ' || ".join(columns) or "''"


def _statements(index: Index) -> dict[str, str]:
    made = {"table": index.table, "vector": _VECTOR, "texts": _texts(index), "name": name(index)}
    return {
        _VECTOR: _FUNCTION,
        f"{index.table}.{_VECTOR}": _COLUMN.format(**made),
        f"statistics of {index.table}": _STATISTICS.format(**made),
        name(index): _INDEX.format(**made),
    }

"""How rows are read: in parts, and each column as the plain value that it stands for."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from functools import lru_cache
from typing import Any, NamedTuple

from django.db import connection
from django.db.models.expressions import RawSQL

# Fewer make more queries; with more, Python keeps looking through what it cannot throw away yet.
CHUNK = 250

# Between parties, and within one: no text of the record holds such characters.
_BETWEEN, _WITHIN = "\x1e", "\x1f"
PARTIES = "procurement_publicparty"


class NamedParty(NamedTuple):
    """A party: its public id and its name."""

    id: int
    name: str


def chunks(sql: str, parameters: Sequence[Any]) -> Iterator[list[tuple]]:
    """Give what a statement gives, as lists of tuples."""
    with closing(connection.chunked_cursor()) as cursor:
        cursor.execute(sql, parameters)
        while part := cursor.fetchmany(CHUNK):
            yield part


def among(keys: Iterable[int]) -> RawSQL:
    """Give numbers of our own for a condition that a column is one of them.

    Written out: Django takes longer over hundreds of parameters than a database over their rows.
    """
    return RawSQL(",".join(map(str, map(int, keys))) or "NULL", ())  # noqa: S611 -- whole numbers


def parties_of(table: str, party: str, condition: str) -> str:
    """Give SQL of the parties that a table of links has of a contract, as one text, which `each_party` reads."""
    joined = "GROUP_CONCAT" if connection.vendor == "sqlite" else "STRING_AGG"
    within = f" || '{_WITHIN}' || "
    one = within.join(("p.words", "CAST(p.public_id AS text)", "p.name"))
    return (
        f"(SELECT {joined}({one}, '{_BETWEEN}') FROM {table} AS l"  # noqa: S608 -- names of ours
        f" JOIN {PARTIES} AS p ON p.id = l.{party}_id WHERE {condition})"
    )


def each_party(parties: str | None) -> list[NamedParty]:
    """Give parties by name, as pages have them: UTF-8 sorts as its characters do."""
    if not parties:
        return []
    found = [one.split(_WITHIN) for one in parties.split(_BETWEEN)]
    found.sort(key=lambda one: (one[0], int(one[1])))
    return [NamedParty(int(id_), name) for _, id_, name in found]


@lru_cache(maxsize=1024)
def moment(text: str) -> str:
    """Give a moment as ISO 8601. Both databases write it in UTC, with what is less than a second after it."""
    return f"{text[:10]}T{text[11:19]}Z"


def codes(listed: str) -> list[str]:
    """Give the codes that a column lists: “,UKI,UKJ,”."""
    return listed.split(",")[1:-1]

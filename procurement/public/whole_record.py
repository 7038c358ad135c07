"""What every list rests on: the version of all that is public, the day, and what there is of it.

What is invented steps back once a real contract is public; the rest of the demonstration stays.
Whoever reads it with several statements reads one moment of it.
"""

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import Exists, Q

from procurement import dates, search
from procurement.models import PublicContract


def data_version() -> int:
    """Count of all changes of the public record: what a list's ETag rests on."""
    # Written out: Django takes longer to make it than a database to answer it.
    with connection.cursor() as cursor:
        cursor.execute("SELECT last FROM procurement_counter WHERE name = 'data'")
        return (cursor.fetchone() or (0,))[0]


def today() -> datetime.date:
    """The day in London, by which pages are told, and which is in their ETag."""
    return dates.today()


class RecordContents(NamedTuple):
    """Whether any real contract is public, any invented one, and {code: name} of grounds.

    Real is what is not of the demonstration record. The grounds are those that acts rest on; once a
    real contract is public, without those of invented acts alone.
    """

    real: bool
    invented: bool
    grounds: dict[str, str]


def has_real() -> bool:
    """Say whether any contract beyond the demonstration record is public. One query."""
    return PublicContract.objects.filter(demonstration=False).exists()


def record_contents() -> RecordContents:
    """Give what is public. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_STANDING)
        rows = cursor.fetchall()
    there = {kind for kind, code, _, _ in rows if code is None}
    grounds = [
        (code, name)
        for _, code, name, invented in rows
        if code and not (invented and "real" in there)
    ]
    named = dict(sorted(grounds, key=lambda one: (search.fold(one[1]), one[1], one[0])))
    return RecordContents("real" in there, "invented" in there, named)


# From each code to the next in the index of them: acts may rest on a ground ten thousand times. Of a
# ground that was renamed, the name is that of the newest act. The title is asked for because it is in
# no index: SQLite would walk a wide one that has `invented` in it, and not the narrow one.
_STANDING = """
    WITH RECURSIVE codes (ground) AS (
        SELECT min(ground) FROM procurement_publicinterventionground
        UNION ALL
        SELECT (SELECT min(g.ground) FROM procurement_publicinterventionground AS g
                WHERE g.ground > codes.ground)
        FROM codes WHERE codes.ground IS NOT NULL
    )
    SELECT 'real', NULL, '', FALSE WHERE EXISTS (
        SELECT 1 FROM procurement_publiccontract WHERE NOT demonstration
    )
    UNION ALL
    SELECT 'invented', NULL, '', FALSE WHERE (
        SELECT title FROM procurement_publiccontract WHERE invented LIMIT 1
    ) IS NOT NULL
    UNION ALL
    SELECT 'ground', ground,
        (SELECT g.name FROM procurement_publicinterventionground AS g
         WHERE g.ground = codes.ground ORDER BY g.intervention_id DESC LIMIT 1),
        NOT EXISTS (
            SELECT 1 FROM procurement_publicinterventionground AS g
            JOIN procurement_publicintervention AS i ON i.id = g.intervention_id
            WHERE g.ground = codes.ground AND NOT i.invented
        )
    FROM codes WHERE ground IS NOT NULL
"""


def without_invented(rows):
    """Leave the invented out once a real contract is public, as lists do."""
    real = PublicContract.objects.filter(demonstration=False)
    return rows.filter(Q(invented=False) | ~Exists(real))


@contextmanager
def read_transaction() -> Iterator[None]:
    """Let all that is read inside be of one moment; inside a transaction, it is that one's.

    Nobody who writes waits for it.
    """
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            # Compiling takes a third of a second, before the first row, and saves less.
            cursor.execute("SET LOCAL jit = off")
            yield
    else:
        yield from _of_sqlite()


def _of_sqlite():
    # `atomic` would begin as a writer, and so keep everybody else from writing.
    with connection.cursor() as cursor:
        cursor.execute("BEGIN")
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")

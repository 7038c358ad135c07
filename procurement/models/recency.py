"""A contract's place by its last event, as one number; and a year: in Python and for both databases."""

import datetime

from django.db.models import BigIntegerField, Func

from .date_parts import Part

# Public ids have nine digits, so that they fit beneath the day.
BELOW_A_DAY = 2**32


def recency(last_event_on: datetime.date | None, public_id: int) -> int:
    """Give a day and a public id as one number: the later the day, then the id, the higher.

    Without a day, it is the id alone.
    """
    days = last_event_on.toordinal() - 1 if last_event_on else 0
    return days * BELOW_A_DAY + public_id


class Recency(Func):
    """The same in the database."""

    output_field = BigIntegerField()

    def as_sql(self, compiler, connection, **extra):
        """Count days from the year 1, as both databases can."""
        days = "CAST(%(day)s - DATE '0001-01-01' AS bigint)"
        return self._said(days, compiler, connection)

    def as_sqlite(self, compiler, connection, **extra):
        """SQLite counts from noon of a day long before."""
        return self._said("CAST(julianday(%(day)s) - 1721425.5 AS INTEGER)", compiler, connection)

    def _said(self, days, compiler, connection):
        day, number = (compiler.compile(one)[0] for one in self.get_source_expressions())
        return f"(COALESCE({days % {'day': day}}, 0) * {BELOW_A_DAY} + {number})", ()


class Year(Part):
    """The year of a day."""

    name, begins, digits = "YEAR", 1, 4

"""The parts of a day, as both databases have them without Django.

Django's own lookups are functions that it adds to its connections to SQLite: a constraint that
needs one cannot be checked by SQLite's own tools.
"""

from django.db.models import Func, SmallIntegerField


class Part(Func):
    """A part of a day, as a number. SQLite keeps a day as text: 2026-05-21."""

    output_field = SmallIntegerField()
    name: str
    begins: int
    digits = 2

    def as_sql(self, compiler, connection, **extra):
        """Ask PostgreSQL, whose name for the part it is."""
        template = f"CAST(EXTRACT({self.name} FROM %(expressions)s) AS smallint)"
        return super().as_sql(compiler, connection, template=template, **extra)

    def as_sqlite(self, compiler, connection, **extra):
        """Read its digits from where they begin."""
        template = f"CAST(substr(%(expressions)s, {self.begins}, {self.digits}) AS INTEGER)"
        return super().as_sql(compiler, connection, template=template, **extra)


class Month(Part):
    """The month, from 1."""

    name, begins = "MONTH", 6


class DayOfMonth(Part):
    """The day of the month, from 1."""

    name, begins = "DAY", 9

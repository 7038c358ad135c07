"""Counter: numbers given out in order."""

from django.db import connection, models


class Counter(models.Model):
    """The last number given out under one name: public ids by kind, and the version of the data.

    Public ids come from here and never from primary keys, whose gaps would show drafts.
    """

    name = models.CharField(max_length=20, unique=True, help_text="What is counted.")
    last = models.PositiveIntegerField(default=0, help_text="The last number given.")

    def __str__(self):
        return f"{self.name}: {self.last}"

    @classmethod
    def hold(cls, name: str = "data") -> None:
        """Make every other writer of the public record wait until this transaction ends.

        Each of them calls this before it locks or reads anything else, so none can block another
        half-way, and none gives a number that another is giving. SQLite has one writer anyway.
        Under another name, it makes those wait that hold that name.
        """
        if not cls.objects.select_for_update().filter(name=name).first():
            cls.objects.get_or_create(name=name)
            cls.objects.select_for_update().get(name=name)

    @classmethod
    def take_many(cls, name: str, count: int) -> range:
        """Give the next `count` numbers. Safe under concurrency: the row is locked until commit."""
        with connection.cursor() as cursor:
            cursor.execute(_TAKE, [name, count])
            (last,) = cursor.fetchone()
        return range(last - count + 1, last + 1)

    @classmethod
    def next(cls, name: str) -> int:
        """Give the next number, as `take_many` gives several."""
        return cls.take_many(name, 1)[0]


_TABLE = Counter._meta.db_table
_TAKE = (
    f"INSERT INTO {_TABLE} AS counter (name, last) VALUES (%s, %s)"
    " ON CONFLICT (name) DO UPDATE SET last = counter.last + excluded.last RETURNING last"
)

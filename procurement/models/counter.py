"""Counter: numbers given out in order."""

from django.db import models


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
        """Give the next `count` numbers, as `next` gives one."""
        row = cls.objects.filter(name=name)
        if not row.update(last=models.F("last") + count):
            cls.objects.get_or_create(name=name)
            row.update(last=models.F("last") + count)
        last = cls.objects.get(name=name).last
        return range(last - count + 1, last + 1)

    @classmethod
    def next(cls, name: str) -> int:
        """Give the next number. Safe under concurrency: the update locks the row until commit."""
        return cls.take_many(name, 1)[0]

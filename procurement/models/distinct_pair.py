"""DistinctPair: two rows that look like one, and are two."""

from django.db import models

from . import fields


class DistinctPairQuerySet(models.QuerySet):
    def keys(self) -> set[tuple[str, str]]:
        """Give each pair as its two keys, in the order of Python's texts."""
        return set(self.values_list("first", "second"))


class DistinctPair(models.Model):
    """What an editor says of two rows that look alike: they are two. They are not asked about again."""

    first = models.CharField(max_length=40, help_text="Kind and key of one: vendor-12.")
    second = models.CharField(max_length=40, help_text="Kind and key of the other, later in order.")
    by = fields.account_field("Who said so.")
    at = models.DateTimeField(auto_now_add=True, help_text="When.")

    objects = DistinctPairQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="distinctpair_is_said_once")
        ]

    def __str__(self):
        return f"{self.first} is not {self.second}"

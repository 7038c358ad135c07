"""Tombstone: what is left at an address that was public."""

from django.db import models

from . import fields


class Tombstone(models.Model):
    """What answers 410 at an address that was public: why, and since when."""

    kind = models.CharField(max_length=20, help_text="contract, intervention, source or a party.")
    public_id = models.PositiveIntegerField(help_text="The id in the address.")
    reason = models.TextField(help_text="Why, in words that the public reads.")
    at = models.DateTimeField(help_text="Since when.")
    demonstration = fields.demonstration_field()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "public_id"], name="tombstone_stands_once")
        ]

    def __str__(self):
        return f"{self.kind} {self.public_id}: {self.reason}"

"""Whom and what a public contract names.

A copy: publishing and imports write it, nothing edits it, and it can be written anew.
"""

from django.db import models
from django.db.models import Q

from .public_contract import PublicContract
from .public_party import PublicParty
from .public_source import PublicSource


class PublicMention(models.Model):
    """A public contract names a party or a source, in whichever part. Keeps both public."""

    contract = models.ForeignKey(
        PublicContract, models.CASCADE, related_name="mentions", help_text="Who names."
    )
    party = models.ForeignKey(
        PublicParty, models.PROTECT, null=True, related_name="mentions", help_text="Which party."
    )
    source = models.ForeignKey(
        PublicSource, models.PROTECT, null=True, related_name="mentions", help_text="Which source."
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="publicmention_is_of_one_thing",
                condition=Q(party__isnull=True, source__isnull=False)
                | Q(party__isnull=False, source__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["contract", "party"], name="publicmention_names_a_party_once"
            ),
            models.UniqueConstraint(
                fields=["contract", "source"], name="publicmention_names_a_source_once"
            ),
        ]

    def __str__(self):
        return f"{self.contract}: {self.party or self.source}"

"""The public form of a source.

A copy: publishing and imports write it, nothing edits it, and it can be written anew.
"""

from django.db import models

from procurement.dates import PartialDate

from . import fields


class PublicSource(models.Model):
    """One source, as public. Here only while a public contract cites it."""

    public_id = models.PositiveIntegerField(unique=True, help_text="Permanent.")
    title = models.TextField(help_text="Its title.")
    kind = fields.copied_code(help_text="What kind of document it is.")
    is_primary = models.BooleanField(default=False, help_text="A primary source.")
    publisher = models.TextField(blank=True, help_text="Who published it.")
    author = models.TextField(blank=True, help_text="Who wrote it.")
    published_on = models.DateField(null=True, help_text="When it was published.")
    published_on_precision = fields.copied_code(help_text="How exactly that is known.")
    url = models.TextField(blank=True, help_text="Where it is.")
    archive_url = models.TextField(blank=True, help_text="Where a copy is kept.")
    accessed_on = models.DateField(null=True, help_text="When we last read it.")
    repeats = models.ForeignKey(
        "self", models.SET_NULL, null=True, related_name="copies", help_text="What it repeats."
    )
    root = models.PositiveIntegerField(help_text="Same number: one and the same story.")
    demonstration = fields.demonstration_field()
    invented = models.BooleanField(default=False, help_text="Made up for the demonstration record.")

    class Meta:
        constraints = [fields.invented_check("publicsource")]

    def __str__(self):
        return self.title

    @property
    def published(self) -> PartialDate | None:
        """When it was published, as exactly as is known."""
        return fields.partial_date(self.published_on, self.published_on_precision)

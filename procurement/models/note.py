"""Note: what an editor says to the others about a record or a statement of it."""

from django.db import models

from . import fields


class NoteQuerySet(models.QuerySet):
    def open(self):
        """Those that nobody has settled."""
        return self.filter(settled_at__isnull=True)


class Note(models.Model):
    """A note for editors alone, by name and in order of time. Never published, changed or deleted."""

    contract = models.ForeignKey(
        "Contract", models.CASCADE, related_name="desk_notes", help_text="What it is about."
    )
    statement = models.CharField(
        max_length=40, blank=True, help_text="The key of one statement of it; empty for all of it."
    )
    text = fields.ProseField(max_length=5000, help_text="What it says.")
    by = fields.account_field("Who wrote it.")
    at = models.DateTimeField(auto_now_add=True, help_text="When.")
    settled_by = fields.account_field("Who settled it.", null=True)
    settled_at = models.DateTimeField(null=True, help_text="When it was settled.")

    objects = NoteQuerySet.as_manager()

    class Meta:
        default_permissions = ("view", "add")
        ordering = ["pk"]

    def __str__(self):
        return self.text[:60]

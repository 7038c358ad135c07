"""Note: what an editor says to the others about a record or a statement of it."""

from django.conf import settings
from django.db import models

from .fields import ProseField


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
    text = ProseField(max_length=5000, help_text="What it says.")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", help_text="Who wrote it."
    )
    at = models.DateTimeField(auto_now_add=True, help_text="When.")
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+",
        help_text="Who settled it.",
    )  # fmt: skip
    settled_at = models.DateTimeField(null=True, help_text="When it was settled.")

    objects = NoteQuerySet.as_manager()

    class Meta:
        default_permissions = ("view", "add")
        ordering = ["pk"]

    def __str__(self):
        return self.text[:60]

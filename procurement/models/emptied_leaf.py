"""EmptiedLeaf: that a leaf was taken out of a revision, when and why."""

from django.db import models
from django.utils import timezone

from . import fields
from .revision import Revision


class EmptiedLeaf(models.Model):
    """A leaf that was taken out of a revision, with its salt. Append-only; who did it is in the log."""

    revision = models.ForeignKey(
        Revision, models.PROTECT, related_name="emptied", help_text="What it was a leaf of."
    )
    name = models.CharField(max_length=40, help_text="Its name, such as “citation 9”.")
    reason = fields.ProseField(help_text="Why, in words that the public reads.")
    at = models.DateTimeField(default=timezone.now, help_text="When.")

    class Meta:
        ordering = ["revision", "pk"]
        verbose_name = "emptied leaf"
        verbose_name_plural = "emptied leaves"
        constraints = [
            models.UniqueConstraint(fields=["revision", "name"], name="emptiedleaf_is_emptied_once")
        ]

    def __str__(self):
        return f"{self.name} of {self.revision}"

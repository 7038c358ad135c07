"""What every working row keeps: when we recorded it and when it was last saved."""

from django.db import models

# Written by publication and by `versions.take` alone, each in one statement.
KEPT = {"public_id", "version", "published_version"}


class Dated(models.Model):
    """A row with the moments of its own keeping; not when anything happened."""

    created_at = models.DateTimeField(auto_now_add=True, help_text="When we recorded it.")
    updated_at = models.DateTimeField(auto_now=True, help_text="When it was last saved.")

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        """Save all but the columns in `KEPT`: they may have changed since the row was loaded."""
        if not self._state.adding:
            kwargs.setdefault("update_fields", self._edited())
        super().save(*args, **kwargs)

    def _edited(self):
        fields = self._meta.concrete_fields
        return [field.name for field in fields if not field.primary_key and field.name not in KEPT]

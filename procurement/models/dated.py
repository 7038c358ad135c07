"""What every working row keeps: when we recorded it and when it was last saved."""

from django.db import models


class Dated(models.Model):
    """A row with the moments of its own keeping; not when anything happened."""

    created_at = models.DateTimeField(auto_now_add=True, help_text="When we recorded it.")
    updated_at = models.DateTimeField(auto_now=True, help_text="When it was last saved.")

    class Meta:
        abstract = True

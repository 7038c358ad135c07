"""SourceInHand: the source that an account works from."""

from django.conf import settings
from django.db import models

from procurement import codelists


class SourceInHand(models.Model):
    """The source that somebody works from, until they put it down. Not public.

    What they then begin to enter is cited to it: on their account, so that it outlasts a session.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="source_in_hand",
        help_text="Who works.",
    )
    source = models.ForeignKey(
        "Source", models.CASCADE, related_name="+", help_text="The source they work from."
    )
    speaker = models.ForeignKey(
        "Stakeholder", models.SET_NULL, null=True, blank=True, related_name="+",
        help_text="Who speaks in it, where it is one and the same throughout: the author of a letter.",
    )  # fmt: skip

    class Meta:
        verbose_name_plural = "sources in hand"

    def __str__(self):
        return str(self.source)

    @property
    def attribution(self) -> str:
        """How what it says is known, to begin with."""
        return codelists.level_of(self.source.kind, self.source.is_primary)

    @property
    def attribution_label(self) -> str:
        """That in words."""
        return codelists.ATTRIBUTION.label(self.attribution)

    @property
    def text(self) -> str:
        """Its pasted text; "" where nobody pasted it. Reads `source.pasted`: one query unless loaded."""
        pasted = getattr(self.source, "pasted", None)
        return pasted.text if pasted else ""

"""SourceText: what a source says, pasted by an editor to quote from. Private."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models

from procurement import plaintext

LONGEST_TEXT = 200_000
_TOO_LONG = (
    "The text has {:,} characters; at most {:,} are kept. Paste the part that you quote from."
)


class SourceText(models.Model):
    """The text of one source, to quote from. It is somebody else's: never public, in no file, gone with the source.

    No dossier, revision, history or export reads it: only the forms that quote.
    """

    source = models.OneToOneField(
        "Source", models.CASCADE, related_name="pasted", help_text="Whose text it is."
    )
    text = models.TextField(help_text="As it was pasted, without what cannot be seen.")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        help_text="Who pasted it last.",
    )
    at = models.DateTimeField(auto_now=True, help_text="When.")

    def __str__(self):
        return f"Text of {self.source}"

    def clean(self):
        """Drop what cannot be seen; refuse a text that is too long."""
        lines = self.text.replace("\t", " ").splitlines()
        self.text = "\n".join(plaintext.visible(line) for line in lines).strip()
        if len(self.text) > LONGEST_TEXT:
            said = _TOO_LONG.format(len(self.text), LONGEST_TEXT)
            raise ValidationError({"text": said})

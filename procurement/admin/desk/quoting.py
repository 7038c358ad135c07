"""A quotation beside the pasted text of its source: where it is not word for word, that is said, to be confirmed or mended.

`checked_quotation(source, quotation)` gives the sentence, "" where there is nothing to say: the quotation stands in the
text, or nobody pasted one. A form of a citation that is a `ChecksQuotation` says it at its field, once: `as_it_stands`
confirms it.
"""

from django import forms

from procurement.models import Source, SourceText
from procurement.quotations import parting

_NOWHERE = "Not in the pasted text of its source: “{quoted}” stands nowhere there."
_GOES_ON = "Not word for word: after “{common}” the quotation goes on “{quoted}”, and the pasted text of its source “{text}”."
_ENDS = "Not word for word: after “{common}” the quotation goes on “{quoted}”, and the pasted text of its source ends."
_CONFIRM = " Mend it, or confirm below that it stands so in the source."


def checked_quotation(source: Source | None, quotation: str) -> str:
    """Say where a quotation parts from the pasted text of a source; "" where it does not, or there is none. One query."""
    if source is None or not quotation.strip():
        return ""
    text = SourceText.objects.filter(source=source).values_list("text", flat=True).first()
    found = parting(text, quotation) if text else None
    if found is None:
        return ""
    said = _NOWHERE if not found.common else _GOES_ON if found.text else _ENDS
    return said.format(**found._asdict())


class ChecksQuotation(forms.Form):
    """A form with `source` and `quotation`, which asks for a confirmation of what is not word for word."""

    as_it_stands = forms.BooleanField(
        required=False, label="It stands so in the source, though not in the pasted text"
    )

    def clean(self):
        cleaned = super().clean()
        said = self._said(cleaned)
        if said and not cleaned.get("as_it_stands"):
            self.add_error("quotation", f"{said}{_CONFIRM}")
        return cleaned

    def _said(self, cleaned):
        """What is to be said: of a quotation that is new, or of another source than before."""
        if not {"source", "quotation"}.intersection(self.changed_data):
            return ""
        return checked_quotation(cleaned.get("source"), cleaned.get("quotation") or "")

    @property
    def asks_to_confirm(self) -> bool:
        """Whether the box is to be shown: the quotation is not word for word, or it was ticked."""
        return self.is_bound and bool(self._said(getattr(self, "cleaned_data", {})))

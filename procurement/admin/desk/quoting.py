"""A quotation beside the pasted text of its source: where it is not word for word, that is said.

`checked_quotation(source, quotation)` gives the sentence, "" where there is nothing to say: the quotation stands in the
text, or nobody pasted one. A form of a citation that is a `ChecksQuotation` says it at its field, to be mended or
confirmed (`as_it_stands`).
"""

from django import forms

from procurement.models import Source, SourceText
from procurement.quotations import parting

_NOWHERE = "Not in the pasted text: “{quoted}” stands nowhere there."
_GOES_ON = "Not word for word: after “{common}” the quotation goes on “{quoted}”, and the pasted text “{text}”."
_ENDS = "Not word for word: after “{common}” the quotation goes on “{quoted}”, and the pasted text ends."
_CONFIRM = " Mend it, or confirm below that it stands so in the source."


def checked_quotation(source: Source | None, quotation: str) -> str:
    """Say where a quotation parts from the pasted text of a source; "" where it does not, or none is. One query."""
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

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.is_bound:
            del self.fields["as_it_stands"]
            return
        names = [name for name in self.fields if name != "as_it_stands"]
        names.insert(names.index("quotation") + 1, "as_it_stands")
        self.order_fields(names)

    def clean(self):
        cleaned = super().clean()
        said = ""
        # One that was confirmed, and is as it was, is not asked about again.
        if {"source", "quotation"}.intersection(self.changed_data):
            said = checked_quotation(cleaned.get("source"), cleaned.get("quotation") or "")
        if not said:
            self.fields.pop("as_it_stands", None)
        elif not cleaned.get("as_it_stands"):
            self.add_error("quotation", f"{said}{_CONFIRM}")
        return cleaned

"""Why something is published, and what kind of change it is."""

from django import forms

from procurement import plaintext
from procurement.actions import Change

from .with_reason import ReasonForm

KINDS = [
    ("published", "New facts"),
    ("corrected", "A correction: something that was said is wrong"),
    ("slip", "A slip put right: no fact changed"),
]
_KINDS = dict(KINDS)
_BOTH = "A correction says what was said, and what is right: both are published."


def kind_in_words(submission) -> str:
    """Give what kind of change a submission is, as whoever submitted it chose it."""
    return _KINDS.get(submission.change, submission.get_change_display())


def _words(label):
    return forms.CharField(
        label=label,
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        help_text="Of a correction; published in the history.",
    )


class PublicationForm(ReasonForm):
    """The reason and the kind of change; nothing can be put right where nothing is public, as `first` says."""

    kind = forms.ChoiceField(
        label="What kind of change it is", choices=KINDS, initial="published", widget=forms.RadioSelect
    )  # fmt: skip
    was_said, is_right = _words("What was said"), _words("What is right")

    def __init__(self, data=None, *, first: bool, initial=None) -> None:
        super().__init__(data, initial=initial)
        if first:
            for name in ("kind", "was_said", "is_right"):
                del self.fields[name]

    def clean_was_said(self):
        return self._plain("was_said")

    def clean_is_right(self):
        return self._plain("is_right")

    def _plain(self, name):
        try:
            return plaintext.clean(self.cleaned_data[name], multiline=True)
        except plaintext.PlainTextError as error:
            raise forms.ValidationError(str(error)) from error

    def clean(self):
        cleaned = super().clean()
        for name in ("was_said", "is_right"):
            if cleaned.get("kind") == "corrected" and cleaned.get(name) == "":
                self.add_error(name, _BOTH)
            elif cleaned.get("kind") in ("published", "slip") and cleaned.get(name):
                self.add_error(name, "Choose “A correction”, or empty this.")
        return cleaned

    def change(self) -> Change:
        """Give the kind of change that was chosen."""
        chosen = ("kind", "was_said", "is_right")
        return Change(**{name: self.cleaned_data[name] for name in chosen if name in self.fields})

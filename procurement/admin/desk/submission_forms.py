"""What is asked for where something is submitted for review, scheduled, or answered."""

from django import forms
from django.core.exceptions import ValidationError

from procurement import actions

from ..unsaved_input import ShowsTyped
from .publication_form import PublicationForm

NO_TIME = "Say when it is to be published."
NO_MOMENT = (
    "That is no moment of London: say a day and a time, as 21 May 2026 and 09:30. In the hour that is left out in"
    " spring there is none, and that which comes twice in autumn is two."
)


def note_field(label: str, help_text: str) -> forms.CharField:
    """A note to other editors."""
    return forms.CharField(
        label=label, required=False, max_length=2000, help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
    )  # fmt: skip


class DueField(forms.DateTimeField):
    """A moment, typed as the clock of London shows it."""

    def __init__(self) -> None:
        super().__init__(
            label="When it is to be published",
            required=False,
            help_text="Day and time of London. Nothing of it is public before.",
            input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
            widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        )

    def to_python(self, value):
        try:
            return super().to_python(value)
        except (ValidationError, OverflowError) as error:
            raise ValidationError(NO_MOMENT, code="invalid") from error


class Schedules(forms.Form):
    """A form with a button that publishes at a time."""

    due_at = DueField()

    def clean_due_at(self):
        due = self.cleaned_data["due_at"]
        fault = (actions.time_fault(due) if due else NO_TIME) if "_schedule" in self.data else ""
        if fault:
            raise ValidationError(fault)
        return due


class SubmissionForm(Schedules, PublicationForm):
    """The reason, the kind of change, and a note; a time, of whoever may publish."""

    note = note_field("Note", "To whoever looks at it; never public.")

    def __init__(self, data=None, *, first: bool, may_publish: bool, initial=None) -> None:
        super().__init__(data, first=first, initial=initial)
        if not may_publish:
            del self.fields["due_at"]


class AnswerForm(ShowsTyped, Schedules):
    """What is said of a submission: when it goes out, or what has to be done first."""

    note = note_field("Note", "Why it is sent back or taken back; never public.")

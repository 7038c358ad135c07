"""The forms of what records share: a party with its numbers, and a source."""

from django import forms
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localdate

from procurement import actions, codelists
from procurement.models import PARTIES, Counter, Identifier, Source

from ..notes import NOTES
from . import row_forms
from .definitions import Radios
from .record_form import RecordForm
from .statement_forms import StatementForm

NOT_OUT = "That day is still to come: it cannot have been published yet."
PRIMARY = "a primary source, by its kind"
ALIKE = "Likely here already: {}. Work with that one, or say below that this is another."


class AskedForm(RecordForm):
    """A row that others share: one that is likely here already is asked about before it is made."""

    another = forms.BooleanField(required=False, label="This is another one: enter it all the same")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Those that are likely to be the same, once the form was looked at.
        self.alike: list = []
        if not self.instance._state.adding or not self.is_bound:
            del self.fields["another"]

    def find_alike(self) -> list:
        """Give the rows that it is likely to be."""
        return actions.parties_alike(self.instance)

    def _post_clean(self):
        super()._post_clean()
        if "another" in self.fields and not self.errors:
            self.alike = self.find_alike()
            if self.alike and not self.cleaned_data["another"]:
                self.add_error("another", format_html(ALIKE, _linked(self.alike)))
        if "another" in self.fields and not self.alike:
            # Asked only where there is something that it could be.
            del self.fields["another"]


class PrimaryField(forms.ChoiceField):
    """Whether a new source is primary: as its kind has it, unless somebody says otherwise."""

    widget = Radios
    BY_KIND = ", ".join(
        codelists.SOURCE_KIND.label(kind).lower() for kind in codelists.PRIMARY_KINDS
    )

    def __init__(self) -> None:
        super().__init__(
            choices=[("", "As its kind has it"), ("yes", "Yes"), ("no", "No")],
            required=False,
            label="Primary source",
            help_text=f"The notice, decision or judgment itself, not a report of it. By its kind: {self.BY_KIND}.",
        )


class AsksPrimary(forms.ModelForm):
    """The form of a source; of a new one, what is not said of it follows from its kind."""

    def clean_is_primary(self) -> bool:
        """Give what was said, else what the kind has."""
        said = self.cleaned_data["is_primary"]
        if said == "":
            return self.cleaned_data.get("kind") in codelists.PRIMARY_KINDS
        return said in (True, "yes")


class SourceForm(AsksPrimary, AskedForm):
    """A source; the chain of those that it repeats must come to an end."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:
            self.fields["is_primary"], self.initial["is_primary"] = PrimaryField(), ""

    def understood(self):
        """Say that it counts as primary, where nobody said so."""
        field, source = self.fields["is_primary"], self.instance
        said = "is_primary" in self.changed_data or not isinstance(field, PrimaryField)
        return [*super().understood(), *([PRIMARY] if source.is_primary and not said else [])]

    def check_together(self, cleaned):
        if (read := cleaned.get("accessed_on")) and read > localdate():
            self.add_error(
                "accessed_on", "That day is still to come: it cannot have been read yet."
            )
        if (out := cleaned.get("published_on")) and out.on > localdate():
            self.add_error("published_on", NOT_OUT)
        step, seen = cleaned.get("repeats"), set()
        while step is not None and step.pk not in seen:
            if step.pk == self.instance.pk and step.pk is not None:
                told = "In the end, that source repeats this one: a source cannot repeat itself."
                self.add_error("repeats", told)
                return
            seen.add(step.pk)
            step = step.repeats

    def find_alike(self):
        return actions.sources_alike(self.instance)


def _linked(rows):
    links = (
        (reverse(f"admin:procurement_{row._meta.model_name}_change", args=[row.pk]), row)
        for row in rows
    )
    return format_html_join(", ", '<a href="{}">{}</a>', links)


class SharedStatement(StatementForm):
    """What records share; what it looks like and is not stays told apart from it."""

    head_class = AskedForm

    def _complete(self, data):
        # All of it is on its page: of a new one, what was not sent is lacking.
        return data if self.row._state.adding else super()._complete(data)

    def finish(self, by):
        for other in self.head.alike:
            actions.set_two(self.row, other, by=by)


class SourceStatement(SharedStatement):
    """A source."""

    model = Source
    head_class = SourceForm
    kinds: dict = {}

    def fields(self):
        first = ["title", "kind", "is_primary", "publisher", "author", "published_on"]
        where = ["url", "archive_url", "repeats", "accessed_on"]
        return [("", [*first, *where, "another"]), ("Notes", [NOTES])]

    def hold(self):
        # Two sources are two rows: whoever makes one repeat the other waits for whoever does the reverse.
        if "repeats" in self.head.changed_data:
            Counter.hold("repeats")

    def is_overtaken(self):
        saved = Source.objects.filter(pk=self.row.pk).first()
        return saved is not None and bool(saved.chain()[1])


class PartyStatement(SharedStatement):
    """A buyer, a vendor or a stakeholder, with its numbers."""

    kinds = {
        "number": (row_forms.IdentifierForm, Identifier, row_forms.IDENTIFIER, "number"),
    }

    def fields(self):
        first = ["name", "takes_the", "aliases", "website"]
        if self.row.kind == "stakeholder":
            first += ["is_a", "buyer", "vendor"]
        return [("", [*first, "another"]), ("Notes", [NOTES])]

    def read(self, kind):
        return list(self.row.identifiers.all())


SUBJECTS: dict = {Source: SourceStatement} | {
    model: type(f"{model.__name__}Statement", (PartyStatement,), {"model": model})
    for model in PARTIES.values()
}

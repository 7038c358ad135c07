"""The rows of a statement: its sources and its grounds; of a party, its numbers."""

from typing import Any

from django import forms

from procurement.models import Ground

from ..keys import Chosen
from .quoting import ChecksQuotation
from .rows import RowForm

ACT = "act"


class CitationForm(ChecksQuotation, RowForm):
    """A source, and how it backs the statement, or one of its grounds."""

    label = "source"
    # What is said on the record without a speaker, those who acted have said.
    actors: tuple = ()
    begun = None

    def columns(self):
        """Give the columns to save; the speaker too, where it was taken from who acted."""
        columns = super().columns()
        return [*columns, "speaker"] if self.begun and columns else columns

    def understood(self):
        """Say who is taken to have spoken."""
        return [*super().understood(), *([f"Said by: {self.begun}"] if self.begun else [])]

    def check_together(self, cleaned):
        on_record = cleaned.get("attribution") == "on_record"
        if on_record and "speaker" in cleaned and cleaned["speaker"] is None:
            if len(self.actors) == 1:
                cleaned["speaker"] = self.begun = self.actors[0]
                return
            self.add_error("speaker", "“On the record” needs the speaker: say who said it.")


class BackingForm(CitationForm):
    """A source of an act, which backs the act or one of its grounds."""

    backs = forms.ChoiceField(label="Backs", required=False)
    field_order = ("backs",)

    def offer(self, grounds: list["GroundForm"]) -> None:
        """Let it back the act, or one of these grounds."""
        backs: Any = self.fields["backs"]
        backs.choices = [
            (ACT, "the act"),
            *[(one.prefix, one.named()) for one in grounds],
        ]
        self.initial.setdefault("backs", self._backed(grounds))

    def _backed(self, grounds):
        for one in grounds:
            if one.instance.pk and one.instance.pk == self.instance.ground_id:
                return one.prefix
        return ACT

    def has_changed(self):
        # Rows are told apart before what they back is on offer.
        return bool([name for name in self.changed_data if name != "backs"]) or self.moves()

    def moves(self) -> bool:
        """Tell whether it is to back something else than it did."""
        return not self.instance._state.adding and "backs" in self.changed_data


class GroundForm(RowForm):
    """A ground of an act."""

    label = "ground"
    ground = Chosen(Ground.objects.all(), help_text="The reason, from the list.")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["ground"].definitions = ()

    def named(self) -> str:
        """Name it among what a source can back: the saved ground, or its place."""
        if self.instance.ground_id:
            return f"the ground “{self.instance}”"
        return f"the ground entered as number {str(self.prefix).rpartition('-new')[2]}"

    def check_together(self, cleaned):
        ground = cleaned.get("ground")
        if ground and ground.code == "other" and "words" in cleaned and not cleaned["words"]:
            self.add_error("words", "“Other” says nothing by itself: give the reason in words.")

    def given(self) -> tuple:
        """Give what a ground is told apart by from the others of its act."""
        cleaned = self.cleaned_data
        return tuple(cleaned.get(name) for name in ("ground", "layer", "direction"))


def refuse_twice(rows: list[GroundForm]) -> None:
    """Say of each ground that it is given twice, in the same way."""
    seen: set[tuple] = set()
    for row in rows:
        if not row.is_deleted and all(given := row.given()):
            if given in seen:
                row.add_error("ground", "This ground is given twice, in the same way. Keep one.")
            seen.add(given)


class IdentifierForm(RowForm):
    """An official number of a party."""

    label = "number"


CITATION = ("source", "attribution", "speaker", "quotation", "hedge", "place")
GROUND = ("ground", "layer", "direction", "words")
IDENTIFIER = ("scheme", "value")

"""The three kinds of statement: each with its key, by which addresses and ticks name it, and its form."""

from typing import Any

from django.utils.functional import cached_property
from django.utils.text import capfirst

from procurement import codelists
from procurement.models import Citation, Claim, Contract, Intervention, InterventionGround
from procurement.models.citation import TARGETS
from procurement.models.claim import COLUMN

from ..keys import is_key
from ..notes import NOTES
from . import heads, needed_fields, row_forms
from .source_in_hand import source_in_hand
from .statement_forms import StatementForm
from .words_select import grounds_select

# Asks for every field, whatever the type of the act.
ALL_FIELDS = "_all"
HEADING = "heading"
SAYING = {code.code for code in codelists.TYPE if code.says}
KINDS = {"claim": Claim, "intervention": Intervention}


def key_of(statement) -> str:
    """Give the key of a claim, an intervention, or of a contract for its title and parties."""
    if isinstance(statement, Contract):
        return HEADING
    return f"{statement._meta.model_name}-{statement.pk}"


def find_statement(contract: Contract, key: str):
    """Give the statement of a contract that a key names; None where there is none."""
    if key == HEADING:
        return contract
    kind, _, number = key.partition("-")
    if kind not in KINDS or not is_key(number):
        return None
    rows: Any = KINDS[kind]._default_manager.all()
    rows = rows.with_actors() if kind == "intervention" else rows
    return rows.filter(contract=contract, pk=number).first()


class HeadingStatement(StatementForm):
    """The title and parties of a contract, with what backs them."""

    model = Contract
    head_class = heads.HeadingForm
    ASKED = ("title", "purpose", "buyer", "vendors", "user_body", "description", "ocid")
    # What imports write of a contract that no editor made by hand.
    OWNED = ("title", "description", "buyer", "user_body", "vendors")

    def fields(self):
        owned: tuple = ()
        if self.row.pk and self.row.has_notices():
            owned = (*(self.OWNED if self.row.from_register else ()), "ocid")
        return [("", [name for name in self.ASKED if name not in owned]), ("Notes", [NOTES])]


class ClaimStatement(StatementForm):
    """What is said of one fact, with its sources."""

    model = Claim
    head_class = heads.ClaimForm

    def fields(self):
        stated = needed_fields.of_fact(self._code("fact", codelists.FACT), self.row)
        return [("", ["fact", *stated, "rank", *draft(self.row)]), ("Notes", [NOTES])]

    def prepare(self):
        column = COLUMN.get(self._code("fact", codelists.FACT))
        if column in self.head.fields:
            self.head.fields[column].is_needed = True

    def is_overtaken(self):
        return self.row.also_preferred() is not None


class InterventionStatement(StatementForm):
    """An act: who did what, on which grounds, and what backs each."""

    model = Intervention
    head_class = heads.InterventionForm
    kinds = {
        "ground": (row_forms.GroundForm, InterventionGround, row_forms.GROUND, "ground"),
        "citation": (row_forms.BackingForm, Citation, row_forms.CITATION, "source"),
    }

    def fields(self):
        every = needed_fields.ALL if ALL_FIELDS in self.given else ""
        stated = needed_fields.of_type(every or self._code("type", codelists.TYPE), self.row)
        earlier = ["relation", "related"] if self._others() else []
        first = ["type", "actors", "capacity", "happened_on", "summary", *stated, *earlier]
        more = ["position", NOTES]
        return [("", [*first, *draft(self.row)]), ("Order and notes", more)]

    def begins_with(self):
        type_ = self.given.get("type") or self.row.type
        needs_ground = self.row._state.adding and type_ in needed_fields.GROUNDED
        return ("ground", "citation") if needs_ground else ("citation",)

    def _others(self):
        return Intervention.objects.filter(contract=self.row.contract_id).exclude(pk=self.row.pk)

    def prepare(self):
        hand = source_in_hand(self.request)
        says = self._code("type", codelists.TYPE) in SAYING
        if hand and hand.speaker and says and self.row._state.adding and self.data is None:
            # What is done by saying so, whoever speaks in the source has done.
            self.head.initial["actors"] = [hand.speaker]
        if "related" in self.head.fields and self._others():
            field = self.head.fields["related"]
            column = Intervention._meta.get_field("related")
            field.label, field.help_text = capfirst(column.verbose_name), column.help_text
            field.queryset = self._others().with_actors()
            field.label_from_instance = _dated
        elif "related" in self.head.fields:
            del self.head.fields["related"]

    def read(self, kind):
        if kind == "ground":
            return list(self.row.grounds.select_related("ground"))
        backing = Citation.objects.filter(intervention=self.row) | Citation.objects.filter(
            ground__intervention=self.row
        )
        return list(backing.select_related("source", "speaker").order_by("pk"))

    @cached_property
    def acting(self):
        if self.head.is_bound and self.head.is_valid():
            return list(self.head.cleaned_data["actors"])
        return self.row.actors

    def connect(self):
        grounds, cited = self.rows["ground"].forms, self.rows["citation"].forms
        select = grounds_select() if grounds else None
        for one in grounds:
            one.fields["ground"].widget = select
        for one in cited:
            one.offer(grounds)
            one.actors = tuple(self.acting)

    def is_overtaken(self):
        return bool(self.row.at_odds())

    def check_together(self):
        grounds = {one.prefix: one for one in self.rows["ground"].live()}
        row_forms.refuse_twice(list(grounds.values()))
        for one in self.rows["citation"].live():
            ground = grounds.get(one.cleaned_data.get("backs"))
            if ground is not None and ground.is_deleted and not one.is_deleted:
                one.add_error("backs", "That ground is to be deleted: let it back something else.")

    def attach(self, row):
        """Make a ground belong to the act; a citation back the act, or the ground that was chosen."""
        if isinstance(row, row_forms.GroundForm):
            super().attach(row)
            return
        cited = row.instance
        grounds = {one.prefix: one.instance for one in self.rows["ground"].forms}
        ground = grounds.get(row.cleaned_data.get("backs"))
        for target in TARGETS:
            setattr(cited, target, None)
        cited.ground = ground
        cited.intervention = None if ground else self.row


def draft(row) -> list[str]:
    """Give the field that only a draft has: what was public is taken out, and not made unready."""
    return [] if row.public_id else ["ready"]


def _dated(act):
    return f"{act.happened.show() if act.happened else 'Date not stated'}: {act}"


FORMS = {
    "heading": HeadingStatement,
    "claim": ClaimStatement,
    "intervention": InterventionStatement,
}

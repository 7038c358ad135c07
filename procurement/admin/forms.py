"""The forms of the record: what cannot be is said at its field, before the database refuses it."""

from django import forms
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.urls import reverse
from django.utils.html import format_html
from django.utils.timezone import localdate

from procurement.codelists import FACT
from procurement.models import Contract, InterventionActor, Stakeholder
from procurement.models.claim import COLUMN

from .fields import TwoColumns
from .keys import ChosenInOrder
from .site import site
from .widgets import OrderedSelect


class RecordForm(forms.ModelForm):
    """A form that saves only the columns that were changed, so that it undoes nobody's work."""

    nested: tuple = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding:
            for name, field in self._two_columns():
                self.initial[name] = field.joined(self.instance, name)

    def clean(self):
        cleaned = super().clean()
        self.check_together(cleaned)
        for name, field in self._two_columns():
            if name in cleaned:
                cleaned[name], second = field.split(cleaned[name])
                setattr(self.instance, field.second(name), second)
        return cleaned

    def check_together(self, cleaned) -> None:
        """Add an error at each field that does not go with the others."""

    def has_changed(self):
        return super().has_changed() or any(formset.has_changed() for formset in self.nested)

    def changed_beneath(self) -> list[str]:
        """Give the kinds of rows beneath this one that changed, by name."""
        changed = [formset for formset in self.nested if formset.has_changed()]
        return [str(formset.model._meta.verbose_name_plural) for formset in changed]

    def is_valid(self):
        return super().is_valid() and self.nested_are_valid()

    def nested_are_valid(self) -> bool:
        """Tell whether the rows beneath this one can be saved; all are looked at."""
        return not self.has_changed() or all([formset.is_valid() for formset in self.nested])

    @property
    def is_blank(self) -> bool:
        """Whether this row is new and nothing was typed into it."""
        return self.instance._state.adding and not (self.is_bound and self.has_changed())

    def columns(self) -> list[str]:
        """Give the columns to save: those that were changed, and the moment of saving."""
        own = {field.name for field in self.instance._meta.concrete_fields}
        changed = [name for name in self.changed_data if name in own and name != "id"]
        seconds = [field.second(name) for name, field in self._two_columns() if name in changed]
        return [*changed, *seconds, "updated_at"] if changed else []

    def save(self, commit=True):
        if not commit or self.instance._state.adding:
            return super().save(commit)
        if columns := self.columns():
            self.instance.save(update_fields=columns)
        self._save_m2m()
        return self.instance

    def understood(self) -> list[str]:
        """Say how each amount or date that was typed is kept, beneath this row too."""
        told = [
            f"{field.label}: {field.show(field.joined(self.instance, name))}"
            for name, field in self._two_columns()
            if name in self.changed_data and getattr(self.instance, name) is not None
        ]
        for formset in self.nested:
            told += [line for form in formset.live_forms() for line in form.understood()]
        return told

    def _two_columns(self):
        return [
            (name, field) for name, field in self.fields.items() if isinstance(field, TwoColumns)
        ]


class ContractForm(RecordForm):
    """A contract: no other one has its OCID."""

    def clean_ocid(self):
        """Name the other contract, and lead to it."""
        ocid = self.cleaned_data["ocid"]
        others = Contract.objects.exclude(ocid="").exclude(pk=self.instance.pk)
        if other := others.filter(ocid=ocid).first():
            url = reverse("admin:procurement_contract_change", args=[other.pk])
            way = "Add to that one what you have."
            if not other.tracked:
                way = "The register speaks of it: start tracking it, and add to it what you have."
            told = 'Another contract already has this OCID: <a href="{}">{}</a>. {}'
            raise forms.ValidationError(format_html(told, url, other, way), code="ocid")
        return ocid


class ClaimForm(RecordForm):
    """A claim states the one thing that its fact needs."""

    def check_together(self, cleaned):
        fact = cleaned.get("fact")
        if not fact:
            return
        label = FACT.label(fact)
        for column in dict.fromkeys(COLUMN.values()):
            if column not in cleaned:
                continue
            stated = cleaned[column] not in (None, "")
            if column == COLUMN[fact] and not stated:
                self.add_error(column, f"A claim about “{label}” needs this. Fill it in.")
            elif column != COLUMN[fact] and stated:
                self.add_error(column, f"A claim about “{label}” does not take this. Empty it.")
        if fact != "value" and cleaned.get("value_kind", "unknown") != "unknown":
            self.add_error(
                "value_kind", f"A claim about “{label}” has no kind of value. Choose “Value”."
            )


class CitationForm(RecordForm):
    """A source, and how it backs what stands above it."""

    def check_together(self, cleaned):
        on_record = cleaned.get("attribution") == "on_record"
        if on_record and "speaker" in cleaned and cleaned["speaker"] is None:
            self.add_error("speaker", "“On the record” needs the speaker: say who said it.")


class GroundForm(RecordForm):
    """A ground of an intervention."""

    def check_together(self, cleaned):
        ground = cleaned.get("ground")
        if ground and ground.code == "other" and "words" in cleaned and not cleaned["words"]:
            self.add_error("words", "“Other” says nothing by itself: give the reason in words.")


def _actors() -> ChosenInOrder:
    column = InterventionActor._meta.get_field("stakeholder")
    chooser = OrderedSelect(column, site)
    chooser.is_required = (
        True  # or the script’s “clear all” would stand in a list without being an item of it
    )
    return ChosenInOrder(
        Stakeholder.objects.all(),
        label="Who",
        widget=RelatedFieldWidgetWrapper(
            chooser, column.remote_field, site, can_add_related=True, can_change_related=False
        ),
        help_text="The person, office, organisation or group that acted; several that did it together, in order.",
    )


class InterventionForm(RecordForm):
    """An act, who did it, and the earlier act of the same contract that it is about."""

    actors = _actors()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding:
            self.initial["actors"] = [one.pk for one in self.instance.actors]

    def _save_m2m(self):
        super()._save_m2m()
        if "actors" in self.changed_data:
            self.instance.set_actors(self.cleaned_data["actors"])

    def check_together(self, cleaned):
        self._check_dates(cleaned)
        if "related" not in cleaned or "relation" not in cleaned:
            return
        related, relation = cleaned["related"], cleaned["relation"]
        if relation and related is None:
            self.add_error("related", "Say which earlier intervention it is about.")
        elif related is not None and not relation:
            self.add_error("relation", "Say what it does to the earlier intervention.")
        if related is not None:
            self._check_related(related, cleaned)

    def _check_dates(self, cleaned):
        happened, ended = cleaned.get("happened_on"), cleaned.get("outcome_on")
        expires = cleaned.get("expires_on")
        for name, date in (("happened_on", happened), ("outcome_on", ended)):
            if date and date.on > localdate():
                self.add_error(name, "That day is still to come: it cannot have happened yet.")
        if happened and ended and ended.last() < happened.on:
            self.add_error("outcome_on", f"It cannot end before it happened ({happened}).")
        if happened and expires and expires < happened.on:
            self.add_error("expires_on", f"It cannot end before it happened ({happened}).")

    def _check_related(self, related, cleaned):
        contract = cleaned.get("contract") or self.instance.contract_id
        if related.contract_id != getattr(contract, "pk", contract):
            self.add_error("related", "That intervention is about another contract.")
        elif related.pk == self.instance.pk:
            self.add_error("related", "An intervention cannot be about itself.")


class SourceForm(RecordForm):
    """A source; the chain of those that it repeats must come to an end."""

    def check_together(self, cleaned):
        if (read := cleaned.get("accessed_on")) and read > localdate():
            self.add_error(
                "accessed_on", "That day is still to come: it cannot have been read yet."
            )
        step, seen = cleaned.get("repeats"), set()
        while step is not None and step.pk not in seen:
            if step.pk == self.instance.pk and step.pk is not None:
                self.add_error(
                    "repeats",
                    "In the end, that source repeats this one: a source cannot repeat itself.",
                )
                return
            seen.add(step.pk)
            step = step.repeats

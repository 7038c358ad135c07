"""The heads of the forms: what a heading, a claim or an act says of itself, beside its rows."""

from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.timezone import localdate

from procurement.codelists import FACT
from procurement.models import Contract
from procurement.models.claim import COLUMN

from ..keys import Chosen
from .record_form import RecordForm
from .who_field import WhoField

TAKEN = 'Another contract already has this OCID: <a href="{}">{}</a>. {}'


class HeadingForm(RecordForm):
    """The title and parties of a contract: no other one has its OCID."""

    def clean_ocid(self):
        """Name the other contract, and lead to it."""
        ocid = self.cleaned_data["ocid"]
        others = Contract.objects.exclude(ocid="").exclude(pk=self.instance.pk)
        if other := others.filter(ocid=ocid).first():
            url = reverse("admin:procurement_contract_change", args=[other.pk])
            way = "Add to that one what you have."
            if not other.tracked:
                way = "The register speaks of it: start tracking it, and add to it what you have."
            raise forms.ValidationError(format_html(TAKEN, url, other, way), code="ocid")
        return ocid


class ClaimForm(RecordForm):
    """A claim states the one thing that its fact needs."""

    def check_together(self, cleaned):
        fact = cleaned.get("fact")
        if not fact:
            return
        label = FACT.label(fact)
        for column in dict.fromkeys(COLUMN.values()):
            stated = cleaned.get(column) not in (None, "")
            if column in cleaned and column == COLUMN[fact] and not stated:
                self.add_error(column, f"A claim about “{label}” needs this. Fill it in.")
            elif column in cleaned and column != COLUMN[fact] and stated:
                self.add_error(column, f"A claim about “{label}” does not take this. Empty it.")
        if fact != "value" and cleaned.get("value_kind", "unknown") != "unknown":
            self.add_error(
                "value_kind", f"A claim about “{label}” has no kind of value. Choose “Value”."
            )


class InterventionForm(RecordForm):
    """An act, who did it, and the earlier act of the same contract that it is about."""

    actors = WhoField(
        several=True,
        label="Who",
        help_text="The person, office, organisation or group that acted; several that did it together, in order.",
    )
    related = Chosen(Contract.objects.none(), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding:
            self.initial["actors"] = self.instance.actors

    def check_together(self, cleaned):
        self._check_dates(cleaned)
        if "related" not in cleaned or "relation" not in cleaned:
            return
        # Begun at an act, that one is named already, and not spoken of before a relation is chosen.
        begun_at = self.instance.related if self.instance._state.adding else None
        if cleaned["relation"] and cleaned["related"] is None:
            self.add_error("related", "Say which earlier act it is about.")
        elif begun_at is not None and cleaned["related"] == begun_at and not cleaned["relation"]:
            cleaned["related"] = None
        elif cleaned["related"] is not None and not cleaned["relation"]:
            self.add_error("relation", "Say what it does to the earlier act.")

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

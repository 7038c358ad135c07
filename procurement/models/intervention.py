"""Intervention: one act of one or more stakeholders about one contract."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Prefetch, Q

from procurement import codelists, wording
from procurement.dates import PartialDate

from . import fields
from .citation import CitedQuerySet
from .history import History, recorded
from .versions import Statement, touch

# What an act does to an earlier one that is over then.
ENDING = ("lifts", "resolves")


class InterventionActorQuerySet(models.QuerySet):
    def named(self):
        """With the stakeholder of each."""
        return self.select_related("stakeholder")


class InterventionActor(models.Model):
    """A stakeholder that acted in an intervention; several did it together.

    Written by `Intervention.set_actors`, so that the contract's version covers it.
    """

    intervention = models.ForeignKey(
        "Intervention", models.CASCADE, related_name="acting", help_text="What was done."
    )
    stakeholder = models.ForeignKey(
        "Stakeholder", models.PROTECT, related_name="acting", verbose_name="who",
        help_text="The person, office, organisation or group that acted.",
    )  # fmt: skip
    position = models.PositiveSmallIntegerField(help_text="Its place among those who acted.")

    objects = InterventionActorQuerySet.as_manager()

    class Meta:
        ordering = ["intervention", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["intervention", "stakeholder"],
                name="interventionactor_is_named_once",
                violation_error_message="This stakeholder is named already.",
            )
        ]

    def __str__(self):
        return str(self.stakeholder)


class InterventionQuerySet(CitedQuerySet):
    def with_actors(self):
        """Load with each who acted: one query more."""
        return self.prefetch_related(Prefetch("acting", InterventionActor.objects.named()))


class Intervention(Statement):
    """One act: what was done, what it did and how it ended are three fields.

    Published with its contract once `ready`. Standard: eForms review group BT-783 to BT-808.
    """

    contract = models.ForeignKey(
        "Contract", models.CASCADE, related_name="interventions", help_text="What it is about."
    )
    public_id = fields.public_id_field()

    # What was done
    type = fields.code_field(codelists.TYPE, help_text="What kind of act it is.")
    capacity = fields.code_field(
        codelists.CAPACITY, default="not_stated", help_text="In which capacity they acted."
    )
    happened_on = models.DateField(
        "date", null=True, blank=True, help_text="When it happened; empty where not stated."
    )
    happened_on_precision = fields.code_field(
        codelists.PRECISION, blank=True, editable=False, help_text="How exactly that is known."
    )
    power = fields.LineField(
        blank=True, help_text="The legal power used, as a source states it; empty where not stated."
    )
    summary = fields.ProseField(
        blank=True, help_text="What happened, in a sentence or two of ours."
    )

    # What it did and how it ended
    effect = fields.code_field(
        codelists.EFFECT, default="unknown", help_text="What it did to the contract."
    )
    outcome = fields.code_field(codelists.OUTCOME, default="pending", help_text="How it ended.")
    outcome_on = models.DateField(
        null=True, blank=True, help_text="When it ended; empty where not stated."
    )
    outcome_on_precision = fields.code_field(
        codelists.PRECISION, blank=True, editable=False, help_text="How exactly that is known."
    )
    expires_on = models.DateField(
        "expected to end", null=True, blank=True,
        help_text="When it is due to end. Nothing changes on that day until the outcome is set.",
    )  # fmt: skip
    looked_on = models.DateField(
        null=True, blank=True, editable=False,
        help_text="When somebody last looked how it ended, and found nothing new.",
    )  # fmt: skip
    related = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="followed_by",
        verbose_name="earlier intervention", help_text="The one that this one is about.",
    )  # fmt: skip
    relation = fields.code_field(
        codelists.RELATION, blank=True, help_text="What it does to that earlier one."
    )

    # Keeping
    position = fields.PlaceField(
        "order", default=0, help_text="Its place among acts without a date, lowest first."
    )
    ready = models.BooleanField(
        "ready to publish", default=False, help_text="Goes out at the next publication."
    )
    notes = fields.ProseField(blank=True, help_text="For editors only; never published.")

    objects = InterventionQuerySet.as_manager()
    history = History()
    PLACE = ("contract",)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            fields.code_check("intervention", "type", codelists.TYPE),
            fields.code_check("intervention", "capacity", codelists.CAPACITY),
            fields.code_check("intervention", "effect", codelists.EFFECT),
            fields.code_check("intervention", "outcome", codelists.OUTCOME),
            fields.code_check("intervention", "relation", codelists.RELATION, blank=True),
            fields.date_check("intervention", "happened_on"),
            fields.date_check("intervention", "outcome_on"),
            models.CheckConstraint(
                name="intervention_relation_needs_an_earlier_one",
                condition=Q(related__isnull=True) | ~Q(relation=""),
                violation_error_message="Say what it does to the earlier intervention.",
            ),
            models.CheckConstraint(
                name="intervention_is_not_about_itself",
                condition=Q(related__isnull=True) | ~Q(related=F("id")),
                violation_error_message="An intervention cannot be about itself.",
            ),
        ]

    def __str__(self):
        by = wording.listed([one.name for one in self.actors])
        return f"{self.get_type_display()} by {by}" if by else self.get_type_display()

    def contract_pk(self):
        return self.contract_id

    def clean(self):
        """Refuse acts that are about one another in a circle, and an end before what it ends."""
        if odds := self.at_odds():
            raise ValidationError(odds)

    def at_odds(self) -> dict[str, str]:
        """Give what is wrong, by field, with it beside the other acts. Dates known to the day alone are compared.

        One query; none for a new act that is about none.
        """
        if self.related_id is None and self._state.adding:
            return {}
        others = Intervention.objects.filter(contract=self.contract_id).exclude(pk=self.pk)
        acts: dict[int | None, Any] = {one.pk: one for one in others}
        seen, step = set(), self.related_id
        while step in acts and step not in seen:
            seen.add(step)
            step = acts[step].related_id
        if self.pk is not None and step == self.pk:
            return {"related": "In the end, that act is about this one: choose an earlier one."}
        earlier = acts.get(self.related_id)
        if earlier and self.relation in ENDING and _is_before(self, earlier):
            return {
                "related": f"That act is later ({earlier.happened.show()}): it cannot be ended before."
            }
        ending = [one for one in acts.values() if one.related_id and one.related_id == self.pk]
        for one in ending:
            if one.relation in ENDING and _is_before(one, self):
                told = f"“{one.get_type_display()}” of {one.happened.show()} ends this act: it cannot be later."
                return {"happened_on": told}
        return {}

    @property
    def actors(self) -> list:
        """Who acted, in the editor's order. Reads them, unless loaded `with_actors`."""
        return [one.stakeholder for one in self.acting.all()] if self.pk else []

    def set_actors(self, stakeholders: Iterable) -> None:
        """Say who acted, each once and in this order. Where that is new, it makes a new version."""
        wanted = list(dict.fromkeys(stakeholders))
        with transaction.atomic():
            links = InterventionActor.objects.filter(intervention=self)
            if [one.stakeholder_id for one in links] != [one.pk for one in wanted]:
                with recorded(Intervention.objects.filter(pk=self.pk)):
                    links.delete()
                    InterventionActor.objects.bulk_create(
                        InterventionActor(intervention=self, stakeholder=one, position=place)
                        for place, one in enumerate(wanted, start=1)
                    )
                touch(self)
        getattr(self, "_prefetched_objects_cache", {}).pop("acting", None)

    def delete(self, *args, **kwargs):
        with recorded(Intervention.objects.filter(related=self)):
            return super().delete(*args, **kwargs)

    @classmethod
    def linked(cls, pks: list[int]) -> Iterator[tuple[int, int]]:
        """Give (key of an act, key of a stakeholder) for each who acted, in the editor's order."""
        rows = InterventionActor.objects.filter(intervention__in=pks)
        yield from rows.values_list("intervention", "stakeholder")

    @property
    def happened(self) -> PartialDate | None:
        """When it happened, as exactly as is known."""
        return fields.partial_date(self.happened_on, self.happened_on_precision)

    @property
    def ended(self) -> PartialDate | None:
        """When it ended, as exactly as is known."""
        return fields.partial_date(self.outcome_on, self.outcome_on_precision)


def _is_before(one, other):
    days = (one.happened_on_precision, other.happened_on_precision)
    return days == ("day", "day") and one.happened_on < other.happened_on

"""Claim: one statement of a headline fact, which other sources may dispute."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from procurement import codelists
from procurement.dates import PartialDate
from procurement.money import Money

from . import fields
from .citation import CitedQuerySet
from .history import History
from .versions import Statement

ALSO_PREFERRED = "Another claim about this fact is preferred ({}): make that one normal first."
# The one column that each fact needs; all others stay empty.
COLUMN = {
    "value": "value_minor",
    "stage": "stage",
    "decided_on": "stated_on",
    "signed_on": "stated_on",
    "open_until": "stated_on",
    "starts_on": "stated_on",
    "ends_on": "stated_on",
    "latest_end_on": "stated_on",
    "ended_on": "stated_on",
    "decision_maker": "stakeholder",
    "buyer": "buyer",
    "user_body": "buyer",
    "vendor": "vendor",
}


def _stated(column: str, stated: bool) -> Q:
    if column == "stage":
        return ~Q(stage="") if stated else Q(stage="")
    return Q(**{f"{column}__isnull": not stated})


def _only_what_the_fact_needs() -> Q:
    """One alternative for each fact: its own column stated and no other."""
    columns = sorted(set(COLUMN.values()))
    condition = Q()
    for fact, needed in COLUMN.items():
        alternative = Q(fact=fact)
        for column in columns:
            alternative &= _stated(column, column == needed)
        condition |= alternative
    return condition


class Claim(Statement):
    """What one or more sources say about one fact of a contract. Published once `ready`.

    Standards: Wikidata ranks; schema.org `Claim`.
    """

    contract = models.ForeignKey(
        "Contract", models.CASCADE, related_name="claims", help_text="What it is about."
    )
    public_id = fields.public_id_field()
    fact = fields.code_field(codelists.FACT, help_text="Which fact it states.")

    # What is stated: exactly the one that the fact needs
    value_minor = models.BigIntegerField(
        "value", null=True, blank=True, help_text="In the currency's minor unit, such as pence."
    )
    currency = models.CharField(max_length=3, blank=True, help_text="ISO 4217 code.")
    value_kind = fields.code_field(
        codelists.VALUE_KIND, default="unknown", help_text="What kind of value it is."
    )
    stage = fields.code_field(codelists.STAGE, blank=True, help_text="How far the process is.")
    stated_on = models.DateField("date", null=True, blank=True, help_text="The date stated.")
    stated_on_precision = fields.code_field(
        codelists.PRECISION, blank=True, editable=False, help_text="How exactly that is known."
    )
    stakeholder = models.ForeignKey(
        "Stakeholder", models.PROTECT, null=True, blank=True, related_name="claims",
        verbose_name="decision-maker", help_text="Who decides.",
    )  # fmt: skip
    buyer = models.ForeignKey(
        "Buyer", models.PROTECT, null=True, blank=True, related_name="claims",
        help_text="Who buys, or uses.",
    )  # fmt: skip
    vendor = models.ForeignKey(
        "Vendor", models.PROTECT, null=True, blank=True, related_name="claims",
        help_text="Who supplies.",
    )  # fmt: skip

    # Keeping
    rank = fields.code_field(
        codelists.RANK,
        default="normal",
        help_text="Where claims differ, the headline follows the preferred one.",
    )
    ready = models.BooleanField(
        "ready to publish", default=False, help_text="Goes out at the next publication."
    )
    notes = fields.ProseField(blank=True, help_text="For editors only; never published.")

    objects = CitedQuerySet.as_manager()
    history = History()
    PLACE = ("contract",)

    class Meta:
        ordering = ["pk"]
        constraints = [
            fields.code_check("claim", "fact", codelists.FACT),
            fields.code_check("claim", "value_kind", codelists.VALUE_KIND),
            fields.code_check("claim", "stage", codelists.STAGE, blank=True),
            fields.code_check("claim", "rank", codelists.RANK),
            fields.date_check("claim", "stated_on"),
            fields.money_check("claim"),
            models.CheckConstraint(
                name="claim_states_what_its_fact_needs",
                condition=_only_what_the_fact_needs(),
                violation_error_message="State what the fact needs, and nothing else.",
            ),
        ]

    def __str__(self):
        return f"{self.get_fact_display()}: {self.stated_in_words()}"

    def contract_pk(self):
        return self.contract_id

    def clean(self):
        """Refuse a second claim that is preferred about one fact; vendors may be several."""
        if other := self.also_preferred():
            raise ValidationError({"rank": ALSO_PREFERRED.format(other)})

    def also_preferred(self) -> "Claim | None":
        """Give another claim that is preferred about its fact, if this one is: one query. What is taken out is none."""
        if self.rank != "preferred" or self.fact == "vendor" or self.is_out:
            return None
        others = Claim.objects.filter(contract=self.contract_id, fact=self.fact, rank="preferred")
        return next((one for one in others.exclude(pk=self.pk) if not one.is_out), None)

    @property
    def is_out(self) -> bool:
        """Whether it was public and is taken out, or is to be."""
        return self.public_id is not None and not self.ready

    @property
    def money(self) -> Money | None:
        """The value stated, if the fact is a value."""
        return None if self.value_minor is None else Money(self.value_minor, self.currency)

    @property
    def date(self) -> PartialDate | None:
        """The date stated, if the fact is a date."""
        return fields.partial_date(self.stated_on, self.stated_on_precision)

    def stated_in_words(self) -> str:
        """Give what it states, in words. Reads the party it names: one query unless loaded."""
        column = COLUMN.get(self.fact)
        if column == "value_minor":
            return self.money.exact() if self.money else ""
        if column == "stage":
            return codelists.STAGE.label(self.stage)
        if column == "stated_on":
            return self.date.show() if self.date else ""
        return str(getattr(self, column)) if column else ""

"""The public form of a contract, as lists and filters need it.

A copy: publishing and imports write it, nothing edits it, and it can be written anew.
"""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Substr

from procurement.dates import PartialDate
from procurement.money import Money

from . import fields
from .public_contract_indexes import COMPARED, alone, where_stated
from .public_party import PublicParty
from .recency import Recency, Year


class PublicContract(models.Model):
    """One public contract: what lists, filters and sorting need. The rest is in its revision."""

    # Identity
    public_id = models.PositiveIntegerField(unique=True, help_text="Permanent.")
    ocid = models.TextField(blank=True, help_text="Open Contracting ID.")
    title = models.TextField(help_text="Its title as published.")
    slug = models.CharField(max_length=80, help_text="The cosmetic part of its address.")
    headline = models.TextField(
        help_text="The sentence at the top of its page; its verb is left open where the day decides."
    )
    known_as = models.TextField(help_text="How stage and hold are known, in a few words.")

    # Parties
    buyer = models.ForeignKey(
        PublicParty, models.PROTECT, null=True, related_name="bought", db_index=False,
        help_text="Who buys.",
    )  # fmt: skip
    # Editors' contracts mention all whom they name, and mentions protect: no second look at each deletion.
    user_body = models.ForeignKey(
        PublicParty, models.DO_NOTHING, null=True, related_name="used",
        help_text="Who uses it, as editors say.",
    )  # fmt: skip
    run_by = models.ForeignKey(
        PublicParty, models.PROTECT, null=True, related_name="ran",
        help_text="Who runs the procurement for the buyer, as notices say.",
    )  # fmt: skip
    vendors = models.ManyToManyField(
        PublicParty, through="PublicContractVendor", related_name="supplied",
        help_text="Who supplies.",
    )  # fmt: skip
    unnamed_vendors = models.TextField(
        blank=True, help_text="In words, who else does, of whom the notices have no name."
    )

    # Stage and hold
    stage = fields.copied_code(help_text="How far the process is.")
    hold = fields.copied_code(help_text="What holds it up now.")
    held_since = models.DateField(null=True, help_text="Since when, where stated.")
    held_since_precision = fields.copied_code(help_text="How exactly that is known.")
    ever = models.TextField(blank=True, help_text="Holds it has ever had: “,on_hold,blocked,”.")

    # Money and dates
    value_minor = models.BigIntegerField(null=True, help_text="Headline value, minor units.")
    currency = models.CharField(max_length=3, blank=True, help_text="ISO 4217 code.")
    value_kind = fields.copied_code(help_text="Decided, proposed, estimated or unknown.")
    decided_on = models.DateField(null=True, help_text="When it was decided to buy.")
    decided_from = fields.copied_code(
        help_text="What that day is taken from where no decision is dated: signature."
    )
    dated_on = models.DateField(help_text="decided_on, else the day of first publication.")
    last_event_on = models.DateField(null=True, help_text="When something last happened.")
    last_event_on_precision = fields.copied_code(help_text="How exactly that is known.")
    last_event = models.TextField(blank=True, help_text="What last happened, in a sentence.")
    days = models.JSONField(
        default=dict, help_text="What its stage is told by: {“ends_on”: “2026-09”}, as stated."
    )
    merged = models.JSONField(
        default=dict,
        help_text="Whom it names that was merged: {“vendor 2”: [id of whom it is, the cosmetic part of the address]}.",
    )
    merged_version = models.PositiveIntegerField(
        db_default=0, help_text="How often that changed without a revision."
    )
    open_until = models.DateField(null=True, help_text="Last day for bids, while it is a tender.")
    starts_on = models.DateField(null=True, help_text="First day that it runs.")
    ends_on = models.DateField(null=True, help_text="Last day that it runs, without options.")
    latest_end_on = models.DateField(null=True, help_text="Last day that it may run.")
    appeared_at = models.DateTimeField(
        null=True, help_text="Date of its first notice; of one made by hand, of publication here."
    )
    published_at = models.DateTimeField(help_text="When it was first published.")
    changed_at = models.DateTimeField(help_text="When its public form last changed.")

    # Kind
    cpv = models.CharField(max_length=10, blank=True, help_text="CPV code.")
    category = fields.copied_code(help_text="Goods, services or works.")
    method = fields.copied_code(help_text="How the vendor was chosen.")
    bids_received = models.PositiveIntegerField(
        null=True,
        help_text="How many bids came in; of several lots or awards, the fewest; where somebody won, not 0.",
    )
    regions = models.TextField(
        blank=True, help_text="Where it is delivered, level 1 of ITL: “,UKI,UKJ,”."
    )
    framework = fields.copied_code(
        help_text="What it has to do with a framework or dynamic market."
    )
    rationales = models.TextField(
        blank=True, help_text="Reasons given for a direct award, as codes: “,urgency,”."
    )
    tracked = models.BooleanField(default=True, help_text="Editors keep it.")
    disputed = models.TextField(
        blank=True, help_text="Facts that accounts differ on: “,value,stage,”."
    )
    demonstration = fields.demonstration_field()
    invented = models.BooleanField(default=False, help_text="Made up for the demonstration record.")

    # Computed from the rest, to order and to count by
    # One of a kind, as the public id is; an index that says so would be walked instead of the wider
    # one that answers alone.
    recency = models.BigIntegerField(
        help_text="Orders by last event, then by public id; search knows it by this."
    )
    year = models.PositiveSmallIntegerField(help_text="The year of dated_on.")
    division = models.CharField(
        max_length=2, blank=True, help_text="CPV division: the first two digits of the code."
    )

    # Keeping
    revision_hash = models.CharField(
        max_length=64, blank=True,
        help_text="Hash of its newest revision; empty where the register alone speaks of it.",
    )  # fmt: skip
    title_words = models.TextField(help_text="Title, as the index of search takes it.")
    party_words = models.TextField(
        help_text="All names and numbers of its parties, as the index takes them."
    )
    words = models.TextField(help_text="All its public text, as the index takes it.")

    class Meta:
        constraints = [
            fields.invented_check("publiccontract"),
            # Orders by value take those without one by their currency.
            fields.money_check("publiccontract"),
            # Plain columns and not generated ones: SQLite reads no index alone where those are asked.
            models.CheckConstraint(
                name="publiccontract_recency_is_its_own",
                condition=Q(recency=Recency("last_event_on", "public_id")),
            ),
            models.CheckConstraint(
                name="publiccontract_year_is_its_own", condition=Q(year=Year("dated_on"))
            ),
            models.CheckConstraint(
                name="publiccontract_division_is_its_own", condition=Q(division=Substr("cpv", 1, 2))
            ),
        ]
        indexes = [
            # lists by last event, and what is counted beside them: read in its order, and alone
            alone("publiccontract_by_recency", more=(*COMPARED, "regions")),
            alone("publiccontract_by_stage", "stage"),
            alone("publiccontract_by_buyer", "buyer"),
            alone("publiccontract_by_cpv", "division"),
            alone("publiccontract_by_year", "year", more=("dated_on",)),
            # the address by OCID
            models.Index(fields=["ocid"], condition=~Q(ocid=""), name="publiccontract_by_ocid"),
            # the filters that leave few of many
            models.Index(
                fields=["hold", "-recency"],
                condition=~Q(hold="none"),
                name="publiccontract_by_hold",
            ),
            models.Index(
                fields=["-recency"], condition=Q(tracked=True), name="publiccontract_tracked"
            ),
            models.Index(
                fields=["-recency"], condition=Q(invented=True), name="publiccontract_invented"
            ),
            models.Index(
                fields=["-recency"], condition=~Q(disputed=""), name="publiccontract_disputed"
            ),
            models.Index(
                fields=["-recency"], condition=~Q(ever=""), name="publiccontract_ever_held"
            ),
            # and those that leave some of many
            where_stated("bids_received", Q(bids_received__isnull=False), "publiccontract_by_bids"),
            where_stated("framework", ~Q(framework=""), "publiccontract_by_framework"),
            where_stated("rationales", ~Q(rationales=""), "publiccontract_by_rationale"),
            # lists by value, and totals of what the register holds
            models.Index(
                fields=[
                    "currency",
                    "value_minor",
                    "recency",
                    "value_kind",
                    "invented",
                    "demonstration",
                ],
                name="publiccontract_by_value",
            ),
            # lists by their first notice; those without a date too
            models.Index(
                fields=["-appeared_at", "-public_id"],
                name="publiccontract_by_appearing",
            ),
            # what is open for bids now: few among many
            models.Index(
                fields=["open_until"],
                condition=Q(open_until__isnull=False),
                name="publiccontract_open_until",
            ),
            # lists by how long they are held up
            models.Index(
                fields=["held_since"],
                condition=Q(held_since__isnull=False),
                name="publiccontract_held_since",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def money(self) -> Money | None:
        """The headline value."""
        return None if self.value_minor is None else Money(self.value_minor, self.currency)

    @property
    def on_hold_since(self) -> PartialDate | None:
        """Since when it is held up, as exactly as is known."""
        return fields.partial_date(self.held_since, self.held_since_precision)

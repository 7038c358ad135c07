"""Award: one decision to buy inside a contract."""

from typing import TYPE_CHECKING

from django.db import models

from procurement import codelists

from .fields import LineField, code_check, code_field, date_check, money_check
from .versions import Dated

if TYPE_CHECKING:
    from .party import Vendor


class Award(Dated):
    """One decision to buy, from one or more vendors. Written by imports.

    A value shared by several vendors is theirs together, never each one's. Standard: OCDS awards.
    """

    # The constraint is its index.
    contract = models.ForeignKey(
        "Contract", models.CASCADE, related_name="awards", db_index=False,
        help_text="The contract it is part of.",
    )  # fmt: skip
    local_id = LineField(max_length=200, help_text="Its id inside the contract. OCDS awards/id.")
    title = LineField(blank=True, max_length=1000, help_text="Its title. OCDS awards/title.")
    status = code_field(codelists.AWARD_STATUS, blank=True, help_text="OCDS awards/status.")
    decided_on = models.DateField(null=True, blank=True, help_text="OCDS awards/date.")
    decided_on_precision = code_field(
        codelists.PRECISION, blank=True, editable=False, help_text="How exactly that is known."
    )
    value_minor = models.BigIntegerField(
        null=True, blank=True, help_text="In minor units. OCDS awards/value/amount."
    )
    currency = models.CharField(max_length=3, blank=True, help_text="ISO 4217 code.")
    starts_on = models.DateField(null=True, blank=True, help_text="OCDS awards/contractPeriod.")
    ends_on = models.DateField(null=True, blank=True, help_text="OCDS awards/contractPeriod.")
    vendors: "models.ManyToManyField[Vendor, models.Model]" = models.ManyToManyField(
        "Vendor", through="AwardVendor", blank=True, related_name="awards",
        help_text="OCDS awards/suppliers.",
    )  # fmt: skip

    class Meta:
        ordering = ["decided_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "local_id"],
                name="award_id_is_unique_in_its_contract",
                violation_error_message="This contract already has an award with this id.",
            ),
            money_check("award"),
            date_check("award", "decided_on"),
            code_check("award", "status", codelists.AWARD_STATUS, blank=True),
        ]

    def __str__(self):
        return self.title or f"Award {self.local_id}"


class AwardVendor(models.Model):
    """One vendor of an award. Written by imports."""

    # The constraint is its index.
    award = models.ForeignKey(
        Award, models.CASCADE, db_index=False, related_name="links", help_text="The award."
    )
    vendor = models.ForeignKey(
        "Vendor", models.PROTECT, related_name="award_links", help_text="The vendor."
    )
    by_name = models.BooleanField(
        default=False, help_text="The register names the vendor without a number."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["award", "vendor"], name="awardvendor_is_named_once")
        ]

    def __str__(self):
        return f"{self.vendor}: {self.award}"

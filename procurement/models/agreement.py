"""Agreement: one signed contract document, usually following an award."""

from django.db import models

from procurement import codelists

from .fields import LineField, code_check, code_field, money_check
from .versions import Dated


class Agreement(Dated):
    """One signed document. Written by imports. Standard: OCDS contracts."""

    # The constraint is its index.
    contract = models.ForeignKey(
        "Contract", models.CASCADE, related_name="agreements", db_index=False,
        help_text="The contract it is part of.",
    )  # fmt: skip
    award = models.ForeignKey(
        "Award", models.SET_NULL, null=True, blank=True, related_name="agreements",
        help_text="The award it follows. OCDS contracts/awardID.",
    )  # fmt: skip
    local_id = LineField(max_length=200, help_text="Its id inside the contract. OCDS contracts/id.")
    title = LineField(blank=True, max_length=1000, help_text="Its title. OCDS contracts/title.")
    status = code_field(codelists.AGREEMENT_STATUS, blank=True, help_text="OCDS contracts/status.")
    signed_on = models.DateField(null=True, blank=True, help_text="OCDS contracts/dateSigned.")
    starts_on = models.DateField(null=True, blank=True, help_text="OCDS contracts/period.")
    ends_on = models.DateField(null=True, blank=True, help_text="OCDS contracts/period.")
    value_minor = models.BigIntegerField(
        null=True, blank=True, help_text="In minor units. OCDS contracts/value/amount."
    )
    currency = models.CharField(max_length=3, blank=True, help_text="ISO 4217 code.")

    class Meta:
        ordering = ["signed_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "local_id"],
                name="agreement_id_is_unique_in_its_contract",
                violation_error_message="This contract already has an agreement with this id.",
            ),
            money_check("agreement"),
            code_check("agreement", "status", codelists.AGREEMENT_STATUS, blank=True),
        ]

    def __str__(self):
        return f"Agreement {self.local_id}"

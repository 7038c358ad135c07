"""A vendor of a public contract, and its part of what is decided."""

from django.db import models

from .fields import copied_code
from .public_contract import PublicContract
from .public_party import PublicParty


class PublicContractVendor(models.Model):
    """A vendor of a public contract, or one whose awards of it came to nothing or are proposed, or that was removed."""

    contract = models.ForeignKey(
        PublicContract, models.CASCADE, db_index=False, help_text="The contract."
    )
    vendor = models.ForeignKey(PublicParty, models.PROTECT, help_text="The vendor.")
    counted = copied_code(
        help_text="How its part is counted: alone, shared, nominal, unknown, mixed, cancelled, proposed or removed."
    )
    value_minor = models.BigIntegerField(
        null=True, help_text="Decided value that is this vendor's alone, minor units."
    )
    currency = models.CharField(max_length=3, blank=True, help_text="ISO 4217 code.")
    shared_with = models.PositiveIntegerField(
        default=0, help_text="With how many others it shares an award of this contract, at most."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "vendor"], name="publiccontractvendor_is_named_once"
            )
        ]

    def __str__(self):
        return f"{self.vendor}: {self.contract}"

"""A buyer of a public contract that has several, and its part of what is decided.

A copy: publishing and imports write it, nothing edits it, and it can be written anew.
"""

from django.db import models

from .fields import copied_code
from .public_contract import PublicContract
from .public_party import PublicParty


class PublicContractBuyer(models.Model):
    """A buyer of a public contract that has several: each buys under awards of its own, or with others.

    The contract's first buyer is among them. A contract with one buyer has no such row.
    """

    contract = models.ForeignKey(
        PublicContract, models.CASCADE, db_index=False, help_text="The contract."
    )
    buyer = models.ForeignKey(PublicParty, models.PROTECT, help_text="The buyer.")
    counted = copied_code(
        help_text="How its part is counted: alone, shared, nominal, unknown or mixed."
    )
    value_minor = models.BigIntegerField(
        null=True, help_text="Decided value of its own awards, minor units."
    )
    currency = models.CharField(max_length=3, blank=True, help_text="ISO 4217 code.")

    shared_with = models.PositiveIntegerField(
        default=0, help_text="With how many others it shares an award of this contract, at most."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "buyer"], name="publiccontractbuyer_is_named_once"
            )
        ]

    def __str__(self):
        return f"{self.buyer}: {self.contract}"

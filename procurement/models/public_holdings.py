"""What the public record holds in all. A copy: whoever writes the record counts it anew."""

from django.db import models


class PublicHoldings(models.Model):
    """How many contracts there are, of how many buyers, and what they add up to."""

    with_invented = models.BooleanField(
        unique=True, help_text="Whether invented contracts are counted too."
    )
    contracts = models.PositiveIntegerField(help_text="Public contracts.")
    buyers = models.PositiveIntegerField(help_text="Public bodies that buy under one.")
    counted = models.PositiveIntegerField(help_text="Contracts that the sums are of.")
    sums = models.JSONField(
        default=dict,
        help_text="Decided values, {currency: minor units}; once there is a real contract, of those alone.",
    )
    beside = models.JSONField(
        default=list,
        help_text="What the sums leave out: [{kind, currency, minor, contracts}], a code of counted_as each.",
    )

    class Meta:
        verbose_name_plural = "public holdings"

    def __str__(self):
        return f"{self.contracts} contracts"

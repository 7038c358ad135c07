"""What the public record holds in all. A copy: whoever writes the record counts it anew."""

from django.db import models


class PublicHoldings(models.Model):
    """How many contracts there are, of how many buyers, and what they add up to."""

    with_samples = models.BooleanField(
        unique=True, help_text="Whether the demonstration record is counted too."
    )
    contracts = models.PositiveIntegerField(help_text="Public contracts.")
    buyers = models.PositiveIntegerField(help_text="Public bodies that buy under one.")
    counted = models.PositiveIntegerField(help_text="Contracts with a decided value.")
    sums = models.JSONField(default=dict, help_text="Decided values, {currency: minor units}.")

    class Meta:
        verbose_name_plural = "public holdings"

    def __str__(self):
        return f"{self.contracts} contracts"

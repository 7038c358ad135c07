"""Public sums: what a contract's headline value, or a vendor's part in it, or a buyer's, leaves out."""

from django.db import models

from .public_contract import PublicContract
from .public_contract_buyer import PublicContractBuyer
from .public_contract_vendor import PublicContractVendor


class PublicSumQuerySet(models.QuerySet):
    def of_contracts(self):
        """Those of contracts as a whole."""
        return self.filter(link__isnull=True, part__isnull=True)

    def by_kind(self, *columns):
        """Yield (*columns, kind, currency, minor units, number of contracts), added up by the database."""
        grouped = self.order_by().values_list(*columns, "kind", "currency")
        return grouped.annotate(models.Sum("minor"), models.Count("contract"))


class PublicSum(models.Model):
    """One sum of a public contract that stands beside its headline value, as what it counts as.

    Of the contract as a whole; or, with a `link`, of what is one vendor's alone; or, with a `part`, of what
    one of several buyers bought. Most contracts have none.
    """

    contract = models.ForeignKey(
        PublicContract, models.CASCADE, related_name="sums", help_text="The contract."
    )
    link = models.ForeignKey(
        PublicContractVendor, models.CASCADE, null=True, related_name="sums",
        help_text="The vendor whose alone it is; none for the contract as a whole.",
    )  # fmt: skip
    part = models.ForeignKey(
        PublicContractBuyer, models.CASCADE, null=True, related_name="sums",
        help_text="The buyer, of several, who bought it; none for the contract as a whole.",
    )  # fmt: skip
    kind = models.CharField(max_length=20, help_text="What it counts as: a code of counted_as.")
    currency = models.CharField(max_length=3, help_text="ISO 4217 code.")
    minor = models.BigIntegerField(help_text="Minor units.")

    objects = PublicSumQuerySet.as_manager()

    def __str__(self):
        return f"{self.kind}: {self.minor} {self.currency}"

"""What hangs on a public contract: its vendors and buyers with their parts, other sums, whom and what it names.

Copies: publishing and imports write them, nothing edits them, and they can be written anew.
"""

from django.db import models
from django.db.models import Q

from . import fields
from .public_contract import PublicContract
from .public_party import PublicParty
from .public_source import PublicSource


class _Part(models.Model):
    """A party's part of what a public contract decides."""

    contract = models.ForeignKey(
        PublicContract, models.CASCADE, db_index=False, help_text="The contract."
    )
    counted = fields.copied_code(
        help_text="How its part is counted: alone, shared, nominal, unknown or mixed;"
        " of a vendor also cancelled, proposed or removed."
    )
    value_minor = models.BigIntegerField(
        null=True, help_text="Decided value that is its alone, minor units."
    )
    currency = models.CharField(max_length=3, blank=True, help_text="ISO 4217 code.")
    shared_with = models.PositiveIntegerField(
        default=0, help_text="With how many others it shares an award of this contract, at most."
    )

    class Meta:
        abstract = True


class PublicContractBuyer(_Part):
    """A buyer of a public contract that has several: each buys under awards of its own, or with others.

    The contract's first buyer is among them. A contract with one buyer has no such row.
    """

    buyer = models.ForeignKey(PublicParty, models.PROTECT, help_text="The buyer.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "buyer"], name="publiccontractbuyer_is_named_once"
            )
        ]

    def __str__(self):
        return f"{self.buyer}: {self.contract}"


class PublicContractVendor(_Part):
    """A vendor of a public contract, or one whose awards of it came to nothing or are proposed, or that was removed."""

    vendor = models.ForeignKey(PublicParty, models.PROTECT, help_text="The vendor.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contract", "vendor"], name="publiccontractvendor_is_named_once"
            )
        ]

    def __str__(self):
        return f"{self.vendor}: {self.contract}"


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


class PublicMention(models.Model):
    """A public contract names a party or a source, in whichever part. Keeps both public."""

    contract = models.ForeignKey(
        PublicContract, models.CASCADE, related_name="mentions", help_text="Who names."
    )
    party = models.ForeignKey(
        PublicParty, models.PROTECT, null=True, related_name="mentions", help_text="Which party."
    )
    source = models.ForeignKey(
        PublicSource, models.PROTECT, null=True, related_name="mentions", help_text="Which source."
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="publicmention_is_of_one_thing",
                condition=Q(party__isnull=True, source__isnull=False)
                | Q(party__isnull=False, source__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["contract", "party"], name="publicmention_names_a_party_once"
            ),
            models.UniqueConstraint(
                fields=["contract", "source"], name="publicmention_names_a_source_once"
            ),
        ]

    def __str__(self):
        return f"{self.contract}: {self.party or self.source}"

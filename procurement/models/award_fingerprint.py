"""Award fingerprints: by what awards that notices state twice are found; and what editors say of them."""

from django.db import models

from . import fields


class AwardFingerprint(models.Model):
    """What tells whether an award is the same as one of another contract.

    Written by imports of every award with a price, vendors, a buyer and a day; read only to compare.
    """

    public_id = models.PositiveIntegerField(help_text="The public id of its contract.")
    award = models.TextField(help_text="Its id in the contract.")
    key = models.BigIntegerField(help_text="Stands for its amount and day.")
    buyers = models.TextField(help_text="The public ids of its buyers, as they were named: “1,7”.")
    vendors = models.TextField(
        help_text="The public ids of its vendors, as they were named: “1,7”."
    )
    first = models.TextField(
        help_text="Orders awards by their first notice: its moment in UTC and the OCID."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["public_id", "award"], name="awardfingerprint_is_of_one_award"
            )
        ]
        indexes = [
            # awards that may be the same; which contracts, from the index alone
            models.Index(fields=["key", "public_id"], name="awardfingerprint_by_key")
        ]

    def __str__(self):
        return f"Award {self.award} of contract {self.public_id}"


class NotTheSame(models.Model):
    """What an editor says of an award: it is no other, whatever the rules find. Kept across imports."""

    public_id = models.PositiveIntegerField(help_text="The public id of its contract.")
    award = models.TextField(help_text="Its id in the contract.")
    reason = fields.ProseField(help_text="Why, as the editor put it.")
    by = fields.account_field("Who said so.")
    at = models.DateTimeField(help_text="When.")
    demonstration = fields.demonstration_field()

    class Meta:
        verbose_name = "award that is no other"
        verbose_name_plural = "awards that are no others"
        constraints = [
            models.UniqueConstraint(
                fields=["public_id", "award"], name="notthesame_is_said_once",
                violation_error_message="This is said of the award already.",
            )
        ]  # fmt: skip

    def __str__(self):
        return f"Award {self.award} of contract {self.public_id}"

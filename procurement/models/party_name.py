"""Party names: what the register calls a buyer or vendor, by which imports find it."""

from django.db import models
from django.db.models import Q


class PartyName(models.Model):
    """One name that the register gives to one buyer or vendor, in its best spelling.

    Parties without an official number are told apart by these, folded.
    """

    buyer = models.ForeignKey(
        "Buyer", models.CASCADE, null=True, related_name="names", help_text="The buyer so named."
    )
    vendor = models.ForeignKey(
        "Vendor", models.CASCADE, null=True, related_name="names", help_text="The vendor so named."
    )
    name = models.TextField(help_text="The name as published.")
    folded = models.TextField(help_text="The name without case, with single spaces.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="partyname_belongs_to_one_party",
                condition=Q(buyer__isnull=False, vendor__isnull=True)
                | Q(buyer__isnull=True, vendor__isnull=False),
            ),
            *[
                # Found by name, and each name of a party once.
                models.UniqueConstraint(
                    fields=["folded", kind],
                    condition=Q(**{f"{kind}__isnull": False}),
                    name=f"partyname_is_kept_once_of_a_{kind}",
                )
                for kind in ("buyer", "vendor")
            ],
        ]

    def __str__(self):
        return self.name

"""Stakeholder: whoever acts on a contract without being only its buyer or vendor."""

from django.db import models

from procurement import codelists

from .fields import code_check, code_field
from .party import Party


class Stakeholder(Party):
    """One person, office, organisation or group that acts on contracts, or speaks of them.

    Standard: OCDS `interestedParty`, `reviewBody`.
    """

    kind = "stakeholder"

    # What it is
    is_a = code_field(
        codelists.STAKEHOLDER_KIND,
        verbose_name="kind",
        default="organisation",
        help_text="A person, an office, an organisation, or a group a source names only together.",
    )
    buyer = models.ForeignKey(
        "Buyer", models.PROTECT, null=True, blank=True, related_name="stakeholders",
        help_text="The buyer that is the same body, if any.",
    )  # fmt: skip
    vendor = models.ForeignKey(
        "Vendor", models.PROTECT, null=True, blank=True, related_name="stakeholders",
        help_text="The vendor that is the same body, if any.",
    )  # fmt: skip

    class Meta(Party.Meta):
        constraints = [
            *Party.Meta.constraints,
            code_check("stakeholder", "is_a", codelists.STAKEHOLDER_KIND),
        ]

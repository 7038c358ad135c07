"""The public form of a buyer, vendor or stakeholder.

A copy: publishing and imports write it, nothing edits it, and it can be written anew.
"""

from django.db import models

from procurement.codelists import Code, Codelist

from . import fields

PARTY_KIND = Codelist(
    "party_kind",
    Code("buyer", "Buyer", "A public body that buys."),
    Code("vendor", "Vendor", "An organisation that supplies."),
    Code("stakeholder", "Stakeholder", "Whoever acts on a contract."),
)


class PublicPartyQuerySet(models.QuerySet):
    def current(self):
        """Parties that were not merged into another: those that have a page."""
        return self.filter(canonical__isnull=True)


class PublicParty(models.Model):
    """One buyer, vendor or stakeholder, as public. Here only while a public contract names it.

    One that was merged stays as it is named; what contracts link to is its `canonical` one.
    """

    kind = models.CharField(
        max_length=20, choices=PARTY_KIND.choices(), help_text="Buyer, vendor or stakeholder."
    )
    public_id = models.PositiveIntegerField(help_text="Permanent, unique within its kind.")
    name = models.TextField(help_text="The name as published.")
    takes_the = models.BooleanField(default=False, help_text="Reads with “the” in a sentence.")
    slug = models.CharField(max_length=80, help_text="The cosmetic part of its address.")
    is_a = fields.copied_code(help_text="For a stakeholder: person, office, organisation or group.")
    aliases = models.JSONField(default=list, help_text="Other names, as a list.")
    identifiers = models.JSONField(default=list, help_text="[{scheme, value}] as published.")
    website = models.TextField(blank=True, help_text="Its own address on the web.")
    canonical = models.ForeignKey(
        "self", models.SET_NULL, null=True, related_name="merged",
        help_text="The party that it was found to be, which has the page of both.",
    )  # fmt: skip
    same_as = models.ForeignKey(
        "self", models.SET_NULL, null=True, related_name="also",
        help_text="For a stakeholder: the public buyer or vendor that is the same body.",
    )  # fmt: skip
    contract_count = models.PositiveIntegerField(default=0, help_text="Public contracts naming it.")
    intervention_count = models.PositiveIntegerField(default=0, help_text="Its public acts.")
    totals = models.JSONField(
        default=dict,
        help_text="Decided values of its contracts, {currency: minor units}. Of a vendor, those it shares with nobody.",
    )
    value_minor = models.BigIntegerField(
        null=True, help_text="Its total in pounds sterling, in pence; for lists."
    )
    shared_count = models.PositiveIntegerField(
        default=0,
        help_text="Contracts whose value it shares with other vendors, or buyers; in no total.",
    )
    beside = models.JSONField(
        default=list,
        help_text="What is in no total: [{kind, currency, minor, contracts}], a code of counted_as each.",
    )
    unknown_count = models.PositiveIntegerField(
        default=0,
        help_text="Contracts of which no amount is stated; of a vendor, none for it alone.",
    )
    demonstration_count = models.PositiveIntegerField(
        default=0, help_text="Contracts of the demonstration record beside real ones; in no total."
    )
    demonstration = fields.demonstration_field()
    invented = models.BooleanField(default=False, help_text="Made up for the demonstration record.")
    words = models.TextField(
        help_text="Its names and numbers, and of those merged into it, as the index of search takes them."
    )

    objects = PublicPartyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "public parties"
        constraints = [
            fields.invented_check("publicparty"),
            models.UniqueConstraint(
                fields=["kind", "public_id"], name="publicparty_id_is_unique_in_its_kind"
            ),
        ]
        indexes = [
            # lists of parties, and choosers in filters
            models.Index(fields=["kind", "-contract_count", "name"], name="publicparty_by_count"),
            # lists of parties sorted by value
            models.Index(fields=["kind", "-value_minor"], name="publicparty_by_value"),
        ]

    def __str__(self):
        return self.name

"""Party merge and party redirect: which two rows were one body, who said so, what leads where."""

from django.db import models
from django.db.models import F, Q

from . import fields
from .public_party import PARTY_KIND


class PartyMergeQuerySet(models.QuerySet):
    def current(self):
        """Merges that were not undone."""
        return self.filter(undone_at__isnull=True)

    def into(self, kind: str, pk: int) -> set[int]:
        """Give the keys of all that merges in effect lead to a party, through others too."""
        found: set[int] = set()
        reached = {pk}
        while reached:
            edges = self.current().filter(kind=kind, kept_pk__in=reached).order_by()
            reached = set(edges.values_list("merged_pk", flat=True)) - found
            found |= reached
        return found


class PartyMerge(models.Model):
    """One decision that two parties are one body. What is in effect says where `canonical` leads."""

    kind = fields.code_field(PARTY_KIND, help_text="Buyer, vendor or stakeholder.")
    kept_pk = models.BigIntegerField(help_text="Key of the party that it was merged into.")
    kept_public_id = models.PositiveIntegerField(null=True, help_text="Its public id.")
    kept_name = fields.LineField("kept", max_length=1000, help_text="Its name at the time.")
    merged_pk = models.BigIntegerField(help_text="Key of the party that was merged.")
    merged_public_id = models.PositiveIntegerField(null=True, help_text="Its public id.")
    merged_name = fields.LineField("merged", max_length=1000, help_text="Its name at the time.")
    reason = fields.ProseField(help_text="Why, as whoever merged them put it.")
    by = fields.account_field("Who merged them.")
    at = models.DateTimeField(help_text="When.")
    undone_at = models.DateTimeField(null=True, help_text="When it was taken back.")
    undone_by = fields.account_field("Who took it back.", null=True)
    undone_reason = fields.ProseField(blank=True, help_text="Why it was taken back.")
    demonstration = fields.demonstration_field()

    objects = PartyMergeQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            fields.code_check("partymerge", "kind", PARTY_KIND),
            models.UniqueConstraint(
                fields=["kind", "merged_pk"],
                condition=Q(undone_at__isnull=True),
                name="partymerge_stands_once",
                violation_error_message="This party is merged into another already.",
            ),
            models.CheckConstraint(
                name="partymerge_is_undone_by_somebody",
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
            ),
        ]

    def __str__(self):
        return f"“{self.merged_name}” into “{self.kept_name}”"


class PartyRedirect(models.Model):
    """The address of a party that was merged, and the one it leads to: never another redirect."""

    kind = fields.code_field(PARTY_KIND, help_text="Buyer, vendor or stakeholder.")
    public_id = models.PositiveIntegerField(help_text="The id in the old address.")
    to_public_id = models.PositiveIntegerField(help_text="The id that it leads to.")
    demonstration = fields.demonstration_field()

    class Meta:
        constraints = [
            fields.code_check("partyredirect", "kind", PARTY_KIND),
            models.UniqueConstraint(
                fields=["kind", "public_id"], name="partyredirect_leads_to_one_place"
            ),
            models.CheckConstraint(
                name="partyredirect_leads_elsewhere", condition=~Q(public_id=F("to_public_id"))
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.public_id} → {self.to_public_id}"

"""The public form of an intervention, who acted, and its grounds.

A copy: publishing and imports write it, nothing edits it, and it can be written anew.
"""

from django.db import models

from procurement.dates import PartialDate

from . import fields
from .public_contract import PublicContract
from .public_party import PublicParty


class PublicIntervention(models.Model):
    """One public intervention: what lists and filters need."""

    public_id = models.PositiveIntegerField(unique=True, help_text="Permanent.")
    contract = models.ForeignKey(
        PublicContract, models.CASCADE, related_name="interventions", help_text="What it is about."
    )
    type = fields.copied_code(help_text="What kind of act it is.")
    capacity = fields.copied_code(help_text="In which capacity they acted.")
    effect = fields.copied_code(help_text="What it did.")
    outcome = fields.copied_code(help_text="How it ended.")
    happened_on = models.DateField(null=True, help_text="When it happened.")
    happened_on_precision = fields.copied_code(help_text="How exactly that is known.")
    position = models.PositiveSmallIntegerField(default=0, help_text="Its place in the trail.")
    sentence = models.TextField(help_text="What happened, with how it is known.")
    level = fields.copied_code(help_text="Its attribution level.")
    known_as = models.TextField(help_text="How it is known, in a few words.")
    has_primary_source = models.BooleanField(
        default=False, help_text="A primary source is cited for it."
    )
    has_reply = models.BooleanField(default=False, help_text="Somebody replied to it.")
    has_outcome = models.BooleanField(default=False, help_text="It is known how it ended.")
    demonstration = fields.demonstration_field()
    invented = models.BooleanField(default=False, help_text="Made up for the demonstration record.")
    party_words = models.TextField(
        help_text="All names and numbers of who acted, as the index of search takes them."
    )
    words = models.TextField(help_text="All its public text, as the index takes it.")

    class Meta:
        constraints = [fields.invented_check("publicintervention")]
        indexes = [
            # intervention list, newest first
            models.Index(fields=["-happened_on"], name="publicintervention_by_date"),
        ]

    def __str__(self):
        return self.sentence

    @property
    def happened(self) -> PartialDate | None:
        """When it happened, as exactly as is known."""
        return fields.partial_date(self.happened_on, self.happened_on_precision)

    @property
    def actors(self) -> list[PublicParty]:
        """Who acted, in the order of the dossier. Reads `acting` with each `party`, unless loaded."""
        return [one.party for one in self.acting.all()]


class PublicInterventionActor(models.Model):
    """A party that acted in a public intervention."""

    intervention = models.ForeignKey(
        PublicIntervention, models.CASCADE, related_name="acting", db_index=False,
        help_text="The intervention.",
    )  # fmt: skip
    party = models.ForeignKey(
        PublicParty, models.PROTECT, related_name="acts", help_text="Who acted."
    )
    position = models.PositiveSmallIntegerField(help_text="Its place among those who acted.")

    class Meta:
        ordering = ["intervention", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["intervention", "party"], name="publicinterventionactor_is_named_once"
            )
        ]

    def __str__(self):
        return str(self.party)


class PublicInterventionGround(models.Model):
    """A ground of a public intervention."""

    intervention = models.ForeignKey(
        PublicIntervention, models.CASCADE, related_name="grounds", help_text="The intervention."
    )
    ground = models.CharField(max_length=40, help_text="Code of the ground.")
    name = models.TextField(help_text="Its name as published.")
    layer = fields.copied_code(help_text="Stated, attributed or not relied on.")
    direction = fields.copied_code(help_text="Against or for.")

    class Meta:
        indexes = [
            # filter by ground
            models.Index(fields=["ground", "intervention"], name="publicground_by_code"),
        ]

    def __str__(self):
        return self.name

"""Ground: a reason from a codelist, and its link to an intervention."""

from django.db import models

from procurement import codelists

from . import fields
from .citation import uncited
from .history import History
from .versions import Dated, PartOfContract


class Ground(Dated):
    """One reason that can be given for an intervention. Editors can add rows.

    The first rows come from `codelists.GROUNDS`. Standard: eForms irregularity codes.
    """

    code = models.SlugField(
        max_length=40, unique=True, help_text="As it stands in addresses; never changed once used."
    )
    name = fields.LineField(help_text="As it reads on the page.")
    group = fields.code_field(
        codelists.GROUND_GROUP, default="other", help_text="The heading it stands under."
    )
    definition = fields.ProseField(blank=True, help_text="What it means, in a sentence.")
    standard = fields.LineField(blank=True, help_text="The code it maps to in other standards.")
    position = fields.PlaceField(default=1000, help_text="Its place in lists.")

    history = History()

    class Meta:
        ordering = ["position", "name"]
        constraints = [fields.code_check("ground", "group", codelists.GROUND_GROUP)]

    def __str__(self):
        return self.name


class InterventionGroundQuerySet(models.QuerySet):
    def uncited(self):
        """Grounds without a ready citation that need one of their own.

        One that the actor stated rests on the citations of the act.
        """
        return self.filter(uncited("ground")).exclude(layer="stated")


class InterventionGround(PartOfContract):
    """One ground given for one intervention, with who gave it (layer) and which way it speaks."""

    intervention = models.ForeignKey(
        "Intervention", models.CASCADE, related_name="grounds", help_text="What it was given for."
    )
    public_id = fields.public_id_field()
    ground = models.ForeignKey(
        Ground, models.PROTECT, related_name="+", help_text="The reason, from the list."
    )
    layer = fields.code_field(
        codelists.LAYER,
        default="stated",
        help_text="Stated by whoever acted, attributed to them by others, or raised only.",
    )
    direction = fields.code_field(
        codelists.DIRECTION, default="against", help_text="For or against the contract."
    )
    words = fields.LineField(
        blank=True,
        help_text="The reason in a few words of ours, where the ground's name is too wide.",
    )

    # Keeping
    ready = models.BooleanField(
        "ready to publish", default=True, help_text="Goes out with its intervention."
    )

    objects = InterventionGroundQuerySet.as_manager()
    history = History()
    PLACE = ("intervention",)

    class Meta:
        ordering = ["pk"]
        constraints = [
            fields.code_check("interventionground", "layer", codelists.LAYER),
            fields.code_check("interventionground", "direction", codelists.DIRECTION),
            models.UniqueConstraint(
                fields=["intervention", "ground", "layer", "direction"],
                name="interventionground_is_given_once",
                violation_error_message="This ground is already given for this intervention.",
            ),
        ]

    def __str__(self):
        return f"{self.ground}: {self.words}" if self.words else str(self.ground)

    def contract_pk(self):
        return self.intervention.contract_id

    def statement(self):
        return self.intervention

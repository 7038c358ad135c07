"""Citation: a source backing exactly one thing, and how it does."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from procurement import codelists

from . import fields
from .history import History
from .versions import PartOfContract

TARGETS = ("contract", "intervention", "ground", "claim")


def _exactly_one(fields) -> Q:
    condition = Q()
    for chosen in fields:
        condition |= Q(**{f"{field}__isnull": field != chosen for field in fields})
    return condition


def uncited(target: str) -> Q:
    """Say of a row, of the kind that `target` names, that no ready citation backs it."""
    backing = Citation.objects.filter(**{target: OuterRef("pk")}, ready=True)
    return Q(~Exists(backing))


class CitedQuerySet(models.QuerySet):
    def uncited(self):
        """Statements without a ready citation."""
        return self.filter(uncited(self.model._meta.model_name))


class Citation(PartOfContract):
    """A source backing one statement, at one attribution level. Published once `ready`.

    Standard: PROV-O `wasAttributedTo`.
    """

    public_id = fields.public_id_field()

    # What it backs: exactly one
    contract = models.ForeignKey(
        "Contract", models.CASCADE, null=True, blank=True, related_name="citations",
        help_text="The contract whose title and parties it backs.",
    )  # fmt: skip
    intervention = models.ForeignKey(
        "Intervention", models.CASCADE, null=True, blank=True, related_name="citations",
        help_text="The intervention it backs.",
    )  # fmt: skip
    ground = models.ForeignKey(
        "InterventionGround", models.CASCADE, null=True, blank=True, related_name="citations",
        help_text="The ground of an intervention it backs.",
    )  # fmt: skip
    claim = models.ForeignKey(
        "Claim", models.CASCADE, null=True, blank=True, related_name="citations",
        help_text="The claim it backs.",
    )  # fmt: skip

    # How it does
    source = models.ForeignKey(
        "Source", models.PROTECT, related_name="citations", help_text="Where it is said."
    )
    attribution = fields.code_field(
        codelists.ATTRIBUTION,
        verbose_name="how it is known",
        default="reported",
        help_text="How well the source knows it. It decides the verb on the page.",
    )
    speaker = models.ForeignKey(
        "Stakeholder", models.PROTECT, null=True, blank=True, related_name="citations",
        verbose_name="said by", help_text="Whom the source quotes or cites, if anybody.",
    )  # fmt: skip
    hedge = fields.LineField(
        "the source's own hedge",
        blank=True,
        max_length=60,
        help_text="Its own word of caution, as it stands there: reportedly, appears to.",
    )
    quotation = fields.ProseField(blank=True, help_text="A short passage, word for word.")
    place = fields.LineField(blank=True, help_text="Where in the source: page, paragraph, minute.")

    # Keeping
    ready = models.BooleanField(
        "ready to publish", default=True, help_text="Goes out with what it backs."
    )

    history = History()
    PLACE = TARGETS

    class Meta:
        ordering = ["pk"]
        constraints = [
            fields.code_check("citation", "attribution", codelists.ATTRIBUTION),
            models.CheckConstraint(
                name="citation_backs_exactly_one_thing",
                condition=_exactly_one(TARGETS),
                violation_error_message="A citation backs exactly one thing.",
            ),
            models.CheckConstraint(
                name="citation_on_record_needs_a_speaker",
                condition=~Q(attribution="on_record") | Q(speaker__isnull=False),
                violation_error_message="“On the record” needs the speaker: say who said it.",
            ),
        ]

    def __str__(self):
        return f"{self.source}, {self.get_attribution_display().lower()}"

    def contract_pk(self):
        statement = self.statement()
        return statement.pk if self.contract_id else statement.contract_pk()

    def statement(self):
        if self.ground_id:
            return self.ground.intervention
        return self.contract or self.intervention or self.claim

"""InterventionActor: one of those who did an act, in the editor's order."""

from django.db import models


class InterventionActorQuerySet(models.QuerySet):
    def named(self):
        """With the stakeholder of each."""
        return self.select_related("stakeholder")


class InterventionActor(models.Model):
    """A stakeholder that acted in an intervention; several did it together.

    Written by `Intervention.set_actors`, so that the contract's version covers it.
    """

    intervention = models.ForeignKey(
        "Intervention", models.CASCADE, related_name="acting", help_text="What was done."
    )
    stakeholder = models.ForeignKey(
        "Stakeholder", models.PROTECT, related_name="acting", verbose_name="who",
        help_text="The person, office, organisation or group that acted.",
    )  # fmt: skip
    position = models.PositiveSmallIntegerField(help_text="Its place among those who acted.")

    objects = InterventionActorQuerySet.as_manager()

    class Meta:
        ordering = ["intervention", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["intervention", "stakeholder"],
                name="interventionactor_is_named_once",
                violation_error_message="This stakeholder is named already.",
            )
        ]

    def __str__(self):
        return str(self.stakeholder)

"""Submission: statements of a contract that somebody wants to be published, now or at a time."""

import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone

from procurement.codelists import Code, Codelist

from . import fields
from .revision import KIND

STATE = Codelist(
    "submission_state",
    Code("in_review", "In review", "Somebody is asked to look at it and to publish it."),
    Code("sent_back", "Sent back", "Whoever looked at it asks for something first."),
    Code("scheduled", "Scheduled", "It is published when its time comes."),
    Code("failed", "Failed", "Its time came, and it could not be published."),
    Code("published", "Published", "It is public."),
    Code("cancelled", "Taken back", "Nobody asks for it any more."),
)  # fmt: skip
# Those of which something is still to come.
OPEN = ("in_review", "scheduled")
# Those that whoever submitted them has to look at again.
RETURNED = ("sent_back", "failed")

# So long after its time, nothing runs that would publish it.
LATE_AFTER = datetime.timedelta(minutes=15)


def _came_back():
    not_anew = Q(anew__isnull=True) | Q(anew__state="cancelled")
    return Q(not_anew, state__in=RETURNED)


class SubmissionQuerySet(models.QuerySet):
    def open(self):
        """Those that wait for somebody, or for their time."""
        return self.filter(state__in=OPEN)

    def due(self, moment):
        """Those whose time has come, the earliest first."""
        return self.filter(state="scheduled", due_at__lte=moment).order_by("due_at", "pk")

    def scheduled_to_come(self):
        """Those that are scheduled, but for those that are late."""
        return self.filter(state="scheduled", due_at__gte=timezone.now() - LATE_AFTER)

    def failed_or_late(self):
        """Those that failed and that nobody submitted anew, and those whose time passed without anything."""
        late = Q(state="scheduled", due_at__lt=timezone.now() - LATE_AFTER)
        return self.filter(late | _came_back() & Q(state="failed"))

    def waiting_with(self, contract, key):
        """Those that are open and have a statement of a contract, by its key, among theirs."""
        return [one for one in self.open().filter(contract=contract) if key in one.statements]

    def returned(self):
        """Those that were sent back or failed, and of which nobody has submitted any statement anew since."""
        return self.filter(_came_back())

    def follow(self, anew):
        """Say of those that came back, and have a statement of a new submission, that it follows them."""
        for one in self.returned().filter(contract=anew.contract):
            if one.statements.keys() & anew.statements.keys():
                Submission.objects.filter(pk=one.pk).update(anew=anew)

    def unfinished(self):
        """Those that are open, and those that came back."""
        return self.filter(Q(state__in=OPEN) | _came_back())

    def close(self, revision, keys):
        """Mark those as published of which a revision published every statement, in whichever version."""
        for one in self.unfinished().filter(contract=revision.contract):
            if one.statements.keys() <= set(keys):
                Submission.objects.filter(pk=one.pk).update(
                    state="published",
                    revision=revision,
                    answered_by=revision.by,
                    answered_at=timezone.now(),
                )


class Submission(models.Model):
    """Ticked statements of a contract, each in the version that was seen. Never public, and never deleted.

    Whoever publishes or schedules it is `answered_by`: in their name it goes out.
    """

    contract = models.ForeignKey(
        "Contract", models.CASCADE, related_name="submissions", help_text="What they are of."
    )
    statements = models.JSONField(help_text="The version of each statement, by its key.")
    firsts = models.JSONField(
        default=dict,
        help_text="The version of each party and source that becomes public with it, by its key.",
    )
    state = fields.code_field(STATE, default="in_review", help_text="What became of it.")

    # What the public reads once it is published
    reason = fields.ProseField(help_text="Why, in words that the public reads.")
    change = fields.code_field(KIND, default="published", help_text="What kind of change it is.")
    was_said = fields.ProseField(
        blank=True, help_text="Of a correction: what was said, and is wrong."
    )
    is_right = fields.ProseField(blank=True, help_text="Of a correction: what is right.")

    # Who submitted it, and who answered
    note = fields.ProseField(blank=True, help_text="To whoever looks at it; never published.")
    by = fields.account_field("Who submitted it.")
    at = models.DateTimeField(auto_now_add=True, help_text="When.")
    due_at = models.DateTimeField(
        null=True, help_text="When it is to be published; of one scheduled."
    )
    answer = fields.ProseField(
        blank=True,
        help_text="Why it was sent back, taken back, or could not be published; never published.",
    )
    answered_by = fields.account_field(
        "Who sent it back, scheduled it, published it or took it back.", null=True
    )
    answered_at = models.DateTimeField(null=True, help_text="When.")
    revision = models.ForeignKey(
        "Revision", models.CASCADE, null=True, related_name="submissions",
        help_text="What it became, once it was published.",
    )  # fmt: skip

    anew = models.ForeignKey(
        "self", models.SET_NULL, null=True, related_name="+",
        help_text="Of one that came back, the later one in which a statement of it was submitted anew.",
    )  # fmt: skip

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        default_permissions = ("view", "add")
        ordering = ["-pk"]
        indexes = [
            # those that are due, and what the first page counts
            models.Index(
                fields=["state", "due_at"],
                condition=~Q(state__in=("published", "cancelled")),
                name="submission_unfinished",
            ),
        ]
        constraints = [
            fields.code_check("submission", "state", STATE),
            fields.code_check("submission", "change", KIND),
            models.CheckConstraint(
                name="submission_that_is_scheduled_has_its_time",
                condition=~Q(state="scheduled")
                | Q(due_at__isnull=False, answered_by__isnull=False),
                violation_error_message="What is scheduled has a time, and somebody in whose name it goes out.",
            ),
            models.CheckConstraint(
                name="submission_that_is_published_became_a_revision",
                condition=Q(state="published", revision__isnull=False)
                | ~Q(state="published") & Q(revision__isnull=True),
                violation_error_message="What is published became a revision, and nothing else did.",
            ),
        ]  # fmt: skip

    def __str__(self):
        return f"{self.get_state_display()}: {self.contract}"

    @property
    def versions(self) -> dict[str, int]:
        """The versions of all that goes out with it, as they were seen."""
        return self.statements | self.firsts

    @property
    def is_open(self) -> bool:
        """Whether something of it is still to come."""
        return self.state in OPEN

    @property
    def is_late(self) -> bool:
        """Whether its time passed, and nothing published it."""
        is_due = self.due_at is not None and self.due_at < timezone.now() - LATE_AFTER
        return self.state == "scheduled" and is_due

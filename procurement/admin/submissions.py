"""What was submitted for review, scheduled, or failed: to look through; each leads to its own page."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from procurement.models import Submission
from procurement.models.submission import RETURNED, STATE

from .desk.publication_form import kind_in_words
from .large_tables import Untouched
from .site import site

LATE = "Late: its time is past, and nothing has run since that publishes what is scheduled."


class SubmissionFilter(admin.SimpleListFilter):
    """How it stands; of what came back, as long as nobody has submitted it anew; what is late has failed so far."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        words = {"failed": "Failed, or late"}
        return [(code, words.get(code, label)) for code, label in STATE.choices()]

    def queryset(self, request, queryset):
        return in_state(queryset, self.value()) if self.value() else queryset


def in_state(submissions, state: str):
    """Narrow submissions to those that stand in a state now."""
    if state == "failed":
        return submissions.failed_or_late()
    if state == "scheduled":
        return submissions.scheduled_to_come()
    if state in RETURNED:
        submissions = submissions.returned()
    return submissions.filter(state=state)


@admin.register(Submission, site=site)
class SubmissionAdmin(Untouched):
    """Submissions, the newest first; notes stand on their own pages, for editors."""

    list_display_links = None
    list_display = (
        "which",
        "state",
        "kind",
        "reason",
        "by",
        "at",
        "due_at",
        "answered_by",
        "why",
    )
    list_filter = (SubmissionFilter,)
    list_select_related = ("contract", "by", "answered_by")
    search_fields = ("contract__title", "reason")
    fields = (
        "contract", "state", "kind", "reason", "was_said", "is_right", "by", "at", "due_at",
        "answered_by", "answered_at", "revision",
    )  # fmt: skip

    @admin.display(description="change", ordering="change")
    def kind(self, submission):
        """The kind of change, in the words of the form."""
        return kind_in_words(submission)

    @admin.display(description="why it failed", empty_value="")
    def why(self, submission):
        """Why it could not be published, or is late: that is no note."""
        if submission.is_late:
            return LATE
        return submission.answer if submission.state == "failed" else None

    @admin.display(description="contract")
    def which(self, submission):
        """The contract, which leads to the page on which the submission is answered."""
        page = "admin:procurement_contract_submission"
        url = reverse(page, args=[submission.contract_id, submission.pk])
        return format_html('<a href="{}">{}</a>', url, submission.contract)

"""What was submitted for review, scheduled, or failed: to look through; each leads to its own page."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html

from procurement.models import Submission
from procurement.models.submission import RETURNED, STATE

from .large_tables import Untouched
from .site import site


class SubmissionFilter(admin.SimpleListFilter):
    """How it stands; of what came back, as long as nobody has submitted it anew."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return STATE.choices()

    def queryset(self, request, queryset):
        return in_state(queryset, self.value()) if self.value() else queryset


def in_state(submissions, state: str):
    """Narrow submissions to those that stand in a state now."""
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
        "change",
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
        "contract", "state", "change", "reason", "was_said", "is_right", "by", "at", "due_at",
        "answered_by", "answered_at", "revision",
    )  # fmt: skip

    @admin.display(description="why it failed", empty_value="")
    def why(self, submission):
        """Why it could not be published: that is no note."""
        return submission.answer if submission.state == "failed" else None

    @admin.display(description="contract")
    def which(self, submission):
        """The contract, which leads to the page on which the submission is answered."""
        page = "admin:procurement_contract_submission"
        url = reverse(page, args=[submission.contract_id, submission.pk])
        return format_html('<a href="{}">{}</a>', url, submission.contract)

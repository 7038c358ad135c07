"""Filters for unfinished work."""

from django.contrib import admin
from django.db.models import F
from django.utils import timezone

from procurement import dossier

STATES = {
    "draft": "Draft",
    "published": "Published",
    "pending": "Published, with edits that are not",
    "withdrawn": "Withdrawn",
}


class StateFilter(admin.SimpleListFilter):
    """Where a contract stands with the public."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return STATES.items()

    def queryset(self, request, queryset):
        found = {
            "draft": queryset.drafts,
            "published": lambda: queryset.filter(version=F("published_version")),
            "pending": queryset.pending,
            "withdrawn": queryset.withdrawn,
        }.get(self.value() or "")
        return found() if found else queryset


class PendingFilter(admin.SimpleListFilter):
    """Parties and sources whose latest edit is not published."""

    title = "state"
    parameter_name = "pending"

    def lookups(self, request, model_admin):
        return [("yes", "Edited since it was published"), ("draft", "Never published")]

    def queryset(self, request, queryset):
        if self.value() == "yes":
            return queryset.pending()
        return queryset.filter(public_id__isnull=True) if self.value() == "draft" else queryset


class UnsourcedFilter(admin.SimpleListFilter):
    """Contracts with a ready statement, or their own title, that no citation backs."""

    title = "sources"
    parameter_name = "unsourced"

    def lookups(self, request, model_admin):
        return [("yes", "A source is missing")]

    def queryset(self, request, queryset):
        return dossier.with_gaps(queryset) if self.value() == "yes" else queryset


class OverdueFilter(admin.SimpleListFilter):
    """Interventions that were due to end, and whose outcome nobody has recorded."""

    title = "due to end"
    parameter_name = "overdue"

    def lookups(self, request, model_admin):
        return [("yes", "Overdue: record how it ended")]

    def queryset(self, request, queryset):
        if self.value() != "yes":
            return queryset
        return queryset.filter(expires_on__lt=timezone.localdate(), outcome="pending")

"""Filters for unfinished work."""

from django.contrib import admin
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from procurement.models import Citation, Claim, Intervention, InterventionGround, Notice

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


def uncited(**target):
    """Say of a row that no ready citation backs it."""
    return ~Exists(Citation.objects.filter(**target, ready=True))


class UnsourcedFilter(admin.SimpleListFilter):
    """Contracts with a ready statement, or their own title, that no citation backs."""

    title = "sources"
    parameter_name = "unsourced"

    def lookups(self, request, model_admin):
        return [("yes", "A source is missing")]

    def queryset(self, request, queryset):
        if self.value() != "yes":
            return queryset
        here, row = OuterRef("pk"), OuterRef("pk")
        claims = Claim.objects.filter(uncited(claim=row), contract=here, ready=True)
        acts = Intervention.objects.filter(uncited(intervention=row), contract=here, ready=True)
        grounds = InterventionGround.objects.filter(
            uncited(ground=row), intervention__contract=here, intervention__ready=True
        ).exclude(layer="stated")
        bare = uncited(contract=here) & ~Exists(Notice.objects.filter(contract=here))
        return queryset.filter(Q(bare) | Q(Exists(claims)) | Q(Exists(acts)) | Q(Exists(grounds)))


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

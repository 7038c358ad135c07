"""Filters for unfinished work."""

from django.contrib import admin
from django.db.models import Count, F
from django.db.models.functions import Coalesce
from django.utils import timezone

from procurement import dossier
from procurement.models import PartyName

STATES = {
    "draft": "Draft",
    "published": "Published",
    "pending": "Published, with edits that are not",
    "withdrawn": "Withdrawn",
    "register_draft": "Draft: the public reads what the register says",
    "register": "Register only: no editor keeps it",
}


class StateFilter(admin.SimpleListFilter):
    """Where a contract stands with the public."""

    title = "state"
    parameter_name = "state"

    def lookups(self, request, model_admin):
        return [(code, label) for code, label in STATES.items() if code != "register"]

    def queryset(self, request, queryset):
        found = {
            "draft": queryset.drafts,
            "published": lambda: queryset.filter(tracked=True, version=F("published_version")),
            "pending": queryset.pending,
            "register_draft": queryset.register_drafts,
            "withdrawn": queryset.withdrawn,
        }.get(self.value() or "")
        return found() if found else queryset


class AssignedFilter(admin.SimpleListFilter):
    """Who is asked to work on a contract."""

    title = "assigned to"
    parameter_name = "assigned"

    def lookups(self, request, model_admin):
        return [("you", "You"), ("nobody", "Nobody")]

    def queryset(self, request, queryset):
        if self.value() == "nobody":
            return queryset.filter(assigned_to=None)
        return queryset.filter(assigned_to=request.user) if self.value() == "you" else queryset


class _WithDefault(admin.SimpleListFilter):
    """A filter that narrows unless told not to: its first choice is what is on without one."""

    usual = ""

    def choices(self, changelist):
        for code, label in self.lookup_choices:
            query = changelist.get_query_string({self.parameter_name: code})
            if code == self.usual:
                query = changelist.get_query_string(remove=[self.parameter_name])
            yield {
                "selected": (self.value() or self.usual) == code,
                "query_string": query,
                "display": label,
            }


class TrackedFilter(_WithDefault):
    """Whether editors keep a contract. A search looks through all of them unless told."""

    title = "keeper"
    parameter_name = "kept"
    usual = "editors"

    def lookups(self, request, model_admin):
        return [
            ("editors", "Editors (a search: all)"),
            ("register", "The register alone"),
            ("all", "All"),
        ]

    def queryset(self, request, queryset):
        if self.value() == "register":
            return queryset.untracked()
        if self.value() == "all" or (not self.value() and request.GET.get("q", "").strip()):
            return queryset
        return queryset.filter(tracked=True)


class MergedFilter(_WithDefault):
    """Parties that were merged into another are out of sight until they are asked for."""

    title = "merging"
    parameter_name = "merged"
    usual = "standing"

    def lookups(self, request, model_admin):
        return [("standing", "Not merged"), ("merged", "Merged into another")]

    def queryset(self, request, queryset):
        if self.value() == "merged":
            return queryset.filter(canonical__isnull=False)
        return queryset.current()


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


class NamesakesFilter(admin.SimpleListFilter):
    """Parties that share a name in the register: one body under two numbers, or two of one name."""

    title = "who is who"
    parameter_name = "namesakes"

    def lookups(self, request, model_admin):
        return [("yes", "Another bears the same name")]

    def queryset(self, request, queryset):
        if self.value() != "yes":
            return queryset
        bearer = queryset.model.kind
        names = PartyName.objects.filter(**{f"{bearer}__isnull": False}).order_by()
        body = Coalesce(f"{bearer}__canonical", bearer)
        shared = names.values("folded").annotate(times=Count(body, distinct=True))
        shared = shared.filter(times__gt=1)
        bearers = names.filter(folded__in=shared.values("folded"))
        return queryset.filter(pk__in=bearers.values(bearer))


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

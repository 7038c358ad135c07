"""Runs of the importer, and what each of them could not take as it stood."""

from operator import itemgetter

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBadRequest, StreamingHttpResponse
from django.urls import path, reverse
from django.utils.html import format_html

from procurement.files.columns import Column
from procurement.files.csv_rows import as_csv
from procurement.models import ImportProblem, ImportRun

from .large_tables import Untouched
from .site import site

COUNTS = ("files", "releases", "created", "updated", "unchanged", "rejected")
COLUMNS = (
    "run_id", "kind", "file", "position", "ocid", "release_id", "field", "value", "reason", "advice",
)  # fmt: skip


def _columns() -> list[Column]:
    """Give the columns of the file of problems, each read from its place in a row."""
    holds = {field.attname: str(field.help_text) for field in ImportProblem._meta.concrete_fields}
    return [
        Column(
            name.removesuffix("_id"),
            "number" if name == "run_id" else "text",
            holds[name],
            itemgetter(place),
        )
        for place, name in enumerate(COLUMNS)
    ]


@admin.register(ImportRun, site=site)
class ImportRunAdmin(Untouched):
    """Runs of the importer."""

    list_display = ("__str__", "started_at", "status", *COUNTS, "all_problems", "seconds")
    list_filter = ("status",)
    exclude = ("problems", "milliseconds")
    readonly_fields = ("all_problems", "seconds", "started_at")

    @admin.display(description="problems")
    def all_problems(self, run):
        url = reverse("admin:procurement_importproblem_changelist")
        return format_html('<a href="{}?run__id__exact={}">{}</a>', url, run.pk, run.problems)

    @admin.display(description="seconds")
    def seconds(self, run):
        return f"{run.milliseconds / 1000:.1f}"


@admin.register(ImportProblem, site=site)
class ImportProblemAdmin(Untouched):
    """What an import could not take; those for people to review may be one party under two rows."""

    list_display = ("reason", "kind", "file", "position", "ocid", "field", "value", "run")
    list_filter = ("kind",)
    list_select_related = ("run",)
    search_fields = ("ocid", "reason", "value")
    search_help_text = "OCID, or words of the reason or the value."

    def get_urls(self):
        view = self.admin_site.admin_view(self.csv_view)
        return [
            path("problems.csv", view, name="procurement_importproblem_csv")
        ] + super().get_urls()

    def csv_view(self, request):
        """Give all the problems that the list shows, as a file."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            rows = self.get_changelist_instance(request).get_queryset(request)
        except IncorrectLookupParameters:
            return HttpResponseBadRequest(
                "The address asks for what this list cannot be narrowed by. Open the list, and"
                " take the file from there.",
                content_type="text/plain; charset=utf-8",
            )
        rows = rows.order_by("pk").select_related(None).values_list(*COLUMNS)
        lines = as_csv(rows.iterator(chunk_size=2_000), _columns())
        response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="import-problems.csv"'
        return response

    def changelist_view(self, request, extra_context=None):
        query = request.GET.urlencode()
        url = reverse("admin:procurement_importproblem_csv")
        context = {"csv_url": f"{url}?{query}" if query else url}
        return super().changelist_view(request, context | (extra_context or {}))

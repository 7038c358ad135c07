"""Runs of the importer, and what each of them could not take as it stood."""

import csv
from collections.abc import Iterator

from django.contrib import admin
from django.http import StreamingHttpResponse
from django.urls import path, reverse
from django.utils.html import format_html

from procurement.models import ImportProblem, ImportRun

from .large import Untouched
from .site import site

# A spreadsheet takes a cell that begins so for a formula, and runs it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
COUNTS = ("files", "releases", "created", "updated", "unchanged", "rejected")
COLUMNS = (
    "run_id", "kind", "file", "position", "ocid", "release_id", "field", "value", "reason", "advice",
)  # fmt: skip


def plain_cell(text) -> str:
    """Give a cell that no spreadsheet takes for a formula."""
    text = str(text)
    return f"'{text}" if text.startswith(_FORMULA) else text


class _Line:
    """A file that gives back what is written to it."""

    def write(self, line):
        """Give the line."""
        return line


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
        rows = self.get_changelist_instance(request).get_queryset(request)
        rows = rows.order_by("pk").select_related(None).values_list(*COLUMNS)
        response = StreamingHttpResponse(_lines(rows), content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="import-problems.csv"'
        return response

    def changelist_view(self, request, extra_context=None):
        query = request.GET.urlencode()
        url = reverse("admin:procurement_importproblem_csv")
        context = {"csv_url": f"{url}?{query}" if query else url}
        return super().changelist_view(request, context | (extra_context or {}))


def _lines(rows) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield writer.writerow(column.removesuffix("_id") for column in COLUMNS)
    for row in rows.iterator(chunk_size=2_000):
        yield writer.writerow(map(plain_cell, row))

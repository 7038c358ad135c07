"""Sources and citations."""

from django.contrib import admin
from django.db.models import Count

from procurement.models import Citation, Source

from .deleting import Deletes
from .desk.publishing_shared import PublishesShared
from .desk.subject_pages import WorksOnSubject
from .filters import PendingFilter
from .history import KeepsHistory
from .large_tables import ReadOnlyAdmin
from .notes import KeepsNotes
from .search import FindsSources
from .site import site
from .unsaved_input import NoCopies


@admin.register(Source, site=site)
class SourceAdmin(
    WorksOnSubject, PublishesShared, FindsSources, KeepsHistory, KeepsNotes, NoCopies, Deletes
):
    """Sources: one page each, used by any number of records."""

    list_display = ("title", "kind", "publisher", "published", "state", "used")
    list_filter = (PendingFilter, "kind", "is_primary")
    # Counting groups the rows, which drops the order of the model.
    ordering = ("title", "pk")
    show_full_result_count = False
    list_per_page = 50

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(times_used=Count("citations"))

    @admin.display(description="published", ordering="published_on", empty_value="not stated")
    def published(self, source):
        return source.published and source.published.show()

    @admin.display(description="used", ordering="times_used")
    def used(self, source):
        return f"{source.times_used} times" if source.times_used != 1 else "once"


@admin.register(Citation, site=site)
class CitationAdmin(KeepsHistory, ReadOnlyAdmin):
    """All citations, to look through; they are edited beneath what they back."""

    list_display = ("source", "attribution", "speaker", "quotation", "ready")
    list_filter = ("attribution", "ready")
    list_select_related = ("source", "speaker")
    search_fields = ("source__title", "quotation")

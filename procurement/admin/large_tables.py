"""Lists of tables that an import fills, as quick with a million rows as with ten, or that nobody changes here."""

from typing import ClassVar

from django.contrib.admin.options import ModelAdmin, ShowFacets
from django.core.paginator import Paginator
from django.utils.functional import cached_property

# A list is counted, and can be turned over, up to here: beyond it, one searches.
MOST = 10_000


class BoundedPaginator(Paginator):
    """Counts no further than `MOST` rows; `is_more` says that there are more."""

    @cached_property
    def count(self):
        """How many rows there are, at most `MOST`."""
        return min(self._counted, MOST)

    @property
    def is_more(self) -> bool:
        """Whether there are more rows than it counts."""
        return self._counted > MOST

    @cached_property
    def _counted(self):
        rows = self.object_list.order_by().select_related(None).prefetch_related(None)
        return rows[: MOST + 1].count()


class LargeTable(ModelAdmin):
    """The list of a large table: nothing about it counts, sorts or reads the whole of it."""

    paginator = BoundedPaginator
    show_full_result_count = False
    show_facets = ShowFacets.NEVER
    list_per_page = 50


class ReadOnlyAdmin(ModelAdmin):
    """Rows that are written elsewhere: to look at, never to change."""

    actions = None
    show_full_result_count = False
    list_per_page = 50

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class Untouched(ReadOnlyAdmin, LargeTable):
    """A large table that imports alone write, newest first: to look at, never to change."""

    # Of what the site did, nothing is left unstated: it was not, or is not yet.
    empty_value_display = "–"
    ordering: ClassVar[tuple] = ("-pk",)
    # Sorting by a column would sort the whole table.
    sortable_by: ClassVar[tuple] = ()

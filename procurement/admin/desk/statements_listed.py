"""Lists of statements across all contracts; each is looked at and edited on the working page of its contract."""

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseNotAllowed
from django.shortcuts import redirect

from ..history import KeepsHistory
from ..large_tables import ReadOnlyAdmin
from ..notes import KeepsNotes
from .statement_views import desk_url
from .statements import key_of


class ListsStatements(KeepsHistory, KeepsNotes, ReadOnlyAdmin):
    """A list, each row of which leads to its place on a working page."""

    list_per_page = 50
    show_full_result_count = False

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Lead to the statement, beneath its contract."""
        if strange := self._strange(request):
            return strange
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        row = self.get_object(request, unquote(object_id))
        if row is None:
            raise Http404("It is not in the record.")
        return redirect(f"{desk_url(row.contract)}#{key_of(row)}")

"""The pages of the history of a record: the list, and what can be put back as it was."""

import re
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format

from procurement import actions
from procurement.models import Conflict
from procurement.models.history import TRACKED
from procurement.models.versions import version_of

from ..unsaved_input import VERSION, UnsavedPost, shows_typed, version_sent
from . import events, words
from .event import Subject

PUT = "put"
_BY_NAME = {model._meta.model_name: model for model in TRACKED}
STATEMENT = re.compile(r"heading|(claim|intervention)-[0-9]{1,18}", re.ASCII)
# Further back than this one does not turn pages.
MOST_PAGES = 200


class KeepsHistory(admin.ModelAdmin):
    """A page whose history is that of the working rows, in place of the admin's own log."""

    def get_urls(self):
        if hasattr(self.model, "PLACE"):
            return super().get_urls()
        view = self.admin_site.admin_view(self.then_view)
        name = f"procurement_{self.opts.model_name}_then"
        return [path("<path:object_id>/history/then/", view, name=name)] + super().get_urls()

    # The history tells it, with what it was before and after.

    def log_addition(self, request, obj, message):
        """Write nothing to the admin's own log."""

    def log_change(self, request, obj, message):
        """Write nothing to the admin's own log."""

    def log_deletions(self, request, queryset):
        """Write nothing to the admin's own log."""

    def history_view(self, request, object_id, extra_context=None):
        """Show what became of a row, the newest first; of a part of a contract, on that contract's page."""
        row = self._seen(request, object_id)
        pk = _key(object_id)
        if row is not None and (place := row.place_in_history())[0] != Subject(self.model, pk).key:
            return redirect(_address(*place))
        statement = request.GET.get("statement", "")
        statement = statement if STATEMENT.fullmatch(statement) else ""
        with_notes = super().has_change_permission(request)
        subject = Subject(self.model, pk, statement, with_notes=with_notes)
        context = {"original": row, "change_url": row and self._change_url(row)}
        return show(self.admin_site, request, subject, context)

    def _seen(self, request, object_id):
        """Give the row whose history is asked for, None where it is gone and has one."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        row = self.get_object(request, unquote(object_id))
        if row is None and not self._entries(object_id).exists():
            raise Http404
        return row

    def _entries(self, object_id):
        return self.model.history.filter(id=_key(object_id))

    def _change_url(self, row):
        return reverse(f"admin:procurement_{self.opts.model_name}_change", args=[row.pk])

    @shows_typed
    def then_view(self, request, object_id):
        """Compare a statement, a party or a source as it was at an entry with how it is; put back on POST."""
        row = self._seen(request, object_id)
        found = self._entry(object_id, request.GET.get("entry"))
        may = self.has_change_permission(request, row)
        if request.method == "POST" and not may:
            raise PermissionDenied
        problems, status = [], 200
        if request.method == "POST" and not isinstance(request.POST, UnsavedPost):
            status, problems = self._try_restoring(request, found)
            if status == 302:
                messages.success(request, "Put back. Nothing public changes until it is published.")
                return redirect(self._history_url(object_id))
        context = self._as_it_was(request, found, may) | {
            "title": f"As it was on {moment(found.history_date)}", "original": row, "problems": problems,
            "change_url": row and self._change_url(row), "history_url": self._history_url(object_id),
        }  # fmt: skip
        return render(request, "admin/history/as_it_was.html", context, status=status)

    def _history_url(self, object_id):
        return reverse(f"admin:procurement_{self.opts.model_name}_history", args=[_key(object_id)])

    def _entry(self, object_id, named):
        """Give the entry that an address names, “claim-5” by its own key; the newest where none is named."""
        kind, _, pk = (named or "").partition("-")
        model = _BY_NAME.get(kind, self.model)
        key = Subject(self.model, _key(object_id)).key
        entries = (
            model.history.filter(history_id=_key(pk), subject=key)
            if named
            else self._entries(object_id)
        )
        found = entries.first()
        if not found:
            raise Http404
        return found

    def _try_restoring(self, request, entry) -> tuple[int, list[str]]:
        keys, version = set(request.POST.getlist(PUT)), version_sent(request)
        if not super().has_change_permission(request):
            keys = {key for key in keys if not key.endswith(words.NOTES)}
        try:
            actions.restore(entry, keys, by=request.user, version=version, reason=_reason(entry))
        except actions.Refused as refused:
            return 422, refused.problems
        except Conflict:
            return 409, [
                "Nothing was put back: somebody saved it meanwhile. This is how it is now."
            ]
        return 302, []

    def _as_it_was(self, request, entry, may):
        found = actions.then(entry)
        with_notes = super().has_change_permission(request)
        shown = [
            one
            for one in words.differences(found.differences)
            if with_notes or one.field != words.NOTES
        ]
        wanted = request.POST.getlist(PUT) if request.method == "POST" else request.GET.getlist(PUT)
        return {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "entry": entry,
            "statement": words.statements_in_words([entry.statement]).get(entry.statement, ""),
            "differences": shown,
            "ticked": wanted or [one.key for one in shown if found.is_gone and not one.why_not],
            "is_gone": found.is_gone,
            "may_restore": may and any(not one.why_not for one in shown),
            "version_name": VERSION,
            "version": found.row and version_of(found.row) if hasattr(found.row, "version") else "",
            "put": PUT,
        }  # fmt: skip


def _key(object_id: str) -> int:
    text = unquote(object_id)
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise Http404
    return int(text)


def _address(subject, statement):
    kind, _, pk = subject.partition("-")
    query = f"?statement={statement}" if statement else ""
    return reverse(f"admin:procurement_{kind}_history", args=[pk]) + query


def _reason(entry):
    return f"Put back as it was on {moment(entry.history_date)}."


def moment(at: Any) -> str:
    """Give a moment as the pages of the history say it."""
    return date_format(timezone.localtime(at), "j F Y, H:i:s")


def show(site: Any, request: HttpRequest, subject: Subject, extra: dict[str, Any]) -> HttpResponse:
    """Give a page of the list."""
    text = request.GET.get("page", "1")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1
    number = min(max(number, 1), MOST_PAGES)
    found, is_more = events.page(subject, number)
    context = {
        **site.each_context(request),
        "title": "History",
        "subject": subject,
        "days": events.by_day(found),
        "number": number,
        "older": number + 1 if is_more else None,
        "newer": number - 1,
        "statement": words.statements_in_words([subject.statement]).get(subject.statement, "")
        if subject.statement
        else "",
    }
    return render(request, "admin/history/list.html", context | extra)

"""One form as a page: shown, saved on the version that was seen, or compared with what was saved meanwhile."""

import logging

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import render

from procurement.models import Conflict
from procurement.models.versions import version_of

from ..unsaved_input import VERSION, UnsavedPost, version_sent
from . import saving
from .conflicts import NOT_CHOSEN, OPENED, Differences, carried, opened_with, resolved, unresolved
from .dialogs import lead_to
from .source_in_hand import source_in_hand
from .statement_forms import MORE

log = logging.getLogger(__name__)
# Shows the form again, for what was chosen needs other fields; saves nothing.
AGAIN = "_again"
RACED = "Somebody saved the same at the same moment. Look it through, then save again."


class FormPages:
    """The pages of the forms of one model's page in the admin."""

    def __init__(self, admin) -> None:
        self.admin = admin

    # What each kind of page says for itself

    def title(self, row) -> str:
        """Name what the form is of."""
        raise NotImplementedError

    def subject(self, row):
        """Give the row whose page a form belongs to."""
        return row

    def place(self, row) -> str:
        """Give the address to come back to."""
        raise NotImplementedError

    def owned(self, row) -> list[tuple[str, str]]:
        """Give (label, value) of what stands with a form, and is not changed there."""
        return []

    # The form

    def answer(self, request, made, row) -> HttpResponse:
        """Show the form of a row that `made` makes; on POST save it."""
        if request.method != "POST":
            return self.show(request, made(request, row), version_of(row))
        is_new, base, data = row._state.adding, version_sent(request), resolved(request.POST)
        if not is_new and (base != version_of(row) or unresolved(request.POST)):
            return self.conflict(request, made, row, data)
        form = made(request, row, data)
        if isinstance(data, UnsavedPost) or AGAIN in data or MORE in data or not form.is_valid():
            return self.show(request, form, base)
        if not is_new and not form.has_changed():
            messages.info(request, "Nothing was changed, so nothing was saved.")
            return self.saved(request, row)
        return self._save(request, made, form, base, is_new)

    def _save(self, request, made, form, base, is_new):
        row = form.row
        try:
            with transaction.atomic():
                saving.save_statement(form, request.user, base)
                told = "Added" if is_new else f"Changed ({', '.join(form.changes())})"
                self.admin.log_change(request, self.subject(row), f"{told}: “{row}”")
        except Conflict:
            now = type(row)._default_manager.filter(pk=row.pk).first()
            return self.conflict(request, made, now, form.data) if now else self.gone(request, row)
        except IntegrityError:
            log.exception("Not saved: a %s", row._meta.verbose_name)
            form.said.append(RACED)
            return self.show(request, form, base)
        if understood := form.understood():
            messages.info(request, f"Understood as: {'; '.join(understood)}.")
        messages.success(request, f"Saved: “{row}”.")
        return self.saved(request, row)

    def saved(self, request, row) -> HttpResponse:
        """Go back to where the row stands."""
        return lead_to(request, self.place(row))

    def show(self, request, form, version) -> HttpResponse:
        """Show a form."""
        context = self.context(request, form.row) | {
            "title": self.title(form.row),
            "form": form,
            "owned": self.owned(form.row),
            "version": version,
            "opened": request.POST.get(OPENED) or opened_with(form),
            "media": form.media,
            "more": MORE,
            "again": AGAIN,
            "source_in_hand": source_in_hand(request) if "citation" in form.rows else None,
        }
        return render(request, "admin/desk/statement.html", context)

    def conflict(self, request, made, row, data) -> HttpResponse:
        """Show what was typed beside what is saved by now; each is kept until one is chosen."""
        now = made(request, row, like=data)
        differences = Differences(now, data)
        if not any(line["asks"] for line in differences.lines):
            messages.info(request, "What you typed is what the record says now.")
            return self.saved(request, row)
        context = self.context(request, row) | {
            "title": "Somebody saved this before you",
            "row": row,
            "differences": differences,
            "carried": carried(data),
            "version": version_of(row),
            "opened": opened_with(now),
            "not_chosen": NOT_CHOSEN if unresolved(request.POST) else "",
        }
        return render(request, "admin/desk/conflict.html", context, status=409)

    def gone(self, request, row, add: str = "") -> HttpResponse:
        """Show what was typed about a row that is gone; `add` is where it can go into a new one."""
        context = self.context(request, row) | {
            "title": "This was deleted after you opened it",
            "carried": carried(request.POST),
            "add": add,
            "again": AGAIN,
        }
        return render(request, "admin/desk/gone.html", context, status=409)

    def context(self, request, row) -> dict:
        """Give what every page of a form has."""
        return {
            **self.admin.admin_site.each_context(request),
            "opts": self.admin.opts,
            "original": self.subject(row),
            "change_url": self.place(row),
            "version_name": VERSION,
        }

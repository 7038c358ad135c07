"""One form as a page: shown, saved on the version that was seen, or compared with what was saved meanwhile."""

import logging
from copy import copy

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import render

from procurement.models import Conflict
from procurement.models.versions import version_of

from ..bad_requests import refusal_page
from ..unsaved_input import VERSION, version_sent
from . import saving
from .conflicts import NOT_CHOSEN, OPENED, Differences, carried, opened_with, resolved, unresolved
from .dialogs import NEXT, lead_to
from .rows import TOO_MANY, is_too_many
from .saved_once import ONCE, SavedAlready, known_by_its_key, new_key
from .source_in_hand import source_in_hand
from .statement_forms import MORE
from .who_field import Makes, know_parties, making

log = logging.getLogger(__name__)
# Shows the form again, for what was chosen needs other fields; saves nothing.
AGAIN = "_again"
# Looks somebody or something up by what was typed, and shows the form again.
FIND = "_find"
# Buttons after which nothing is said to be wrong: one is not done yet.
QUIET = {AGAIN, MORE, FIND}
LOOKALIKES = "Saved, but look again: some letters look like others and are not the same."
DELETED = "This was deleted after you opened it"
WHY_GONE = "It was deleted after you opened it, so it cannot be saved."
ALREADY = "It was saved already: “{}”."
ANOTHER = (
    "It was saved already, as “{}”, and differs from what is below. Change it there; or save again, to enter this"
    " beside it."
)
RACED = "Somebody saved the same at the same moment. Look it through, then save again."


class _NotSaved(Exception):
    """A form that is only shown; what its fields made is undone."""

    def __init__(self, form) -> None:
        super().__init__()
        self.form = form


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
        if is_too_many(request.POST):
            # Said before any form is built.
            return refusal_page(self.admin.admin_site, request, TOO_MANY, 413)
        is_new, data = row._state.adding, resolved(request.POST)
        if not is_new and (version_sent(request) != version_of(row) or unresolved(request.POST)):
            return self.conflict(request, made, row, data)
        try:
            with known_by_its_key(data):
                return self._saved(request, made, row, data, is_new)
        except _NotSaved as not_saved:
            return self.show(request, not_saved.form, version_sent(request))
        except Conflict:
            return self._overtaken(request, made, row, data)
        except SavedAlready as already:
            return self._saved_already(request, made, row, data, already.row)
        except IntegrityError:
            log.exception("Not saved: a %s", row._meta.verbose_name)
            return self._again(request, made, row, data, RACED)

    def _saved(self, request, made, row, data, is_new):
        try:
            # Others save while it is looked at: SQLite lets one at a time.
            return self._save(request, made(request, copy(row), data), is_new)
        except Makes:
            # A party that was named stays only where all of it is saved.
            with making():
                return self._save(request, made(request, row, data), is_new)

    def _save(self, request, form, is_new):
        row, data = form.row, form.data
        # Looked at in any case, here, where what is made of it is undone.
        valid = form.is_valid()
        form.quiet = not QUIET.isdisjoint(data)
        if not valid or form.quiet:
            raise _NotSaved(form)
        if not is_new and not form.has_changed():
            messages.info(request, "Nothing was changed, so nothing was saved.")
            return self.saved(request, row)
        saving.save_statement(form, request.user, version_sent(request))
        if understood := form.understood():
            messages.info(request, f"Understood as: {'; '.join(understood)}.")
        if letters := form.lookalikes():
            messages.warning(request, f"{LOOKALIKES} {'; '.join(letters)}.")
        messages.success(request, f"Saved: “{row}”.")
        return self.saved(request, row)

    def _saved_already(self, request, made, row, data, saved):
        lines = Differences(made(request, saved, like=data), data).lines
        if any(line["asks"] for line in lines):
            # Gone back to and changed: nothing of it is lost, and nothing is entered twice unasked.
            return self._again(request, made, row, data, ANOTHER.format(saved), new_key())
        messages.info(request, ALREADY.format(saved))
        return self.saved(request, saved)

    def _again(self, request, made, row, data, said, once=""):
        with making():
            form = made(request, row, data)
            form.is_valid()
            form.said.append(said)
            transaction.set_rollback(True)
        return self.show(request, form, version_sent(request), once)

    def _overtaken(self, request, made, row, data):
        now = type(row)._default_manager.filter(pk=row.pk).first()
        return self.conflict(request, made, now, data) if now else self.gone(request, row)

    def saved(self, request, row) -> HttpResponse:
        """Go back to where the row stands."""
        return lead_to(request, self.place(row))

    def show(self, request, form, version, once="") -> HttpResponse:
        """Show a form; one of something new with a key by which it is saved once."""
        know_parties(form.forms())
        if form.row._state.adding:
            once = once or request.POST.get(ONCE) or new_key()
        context = self.context(request, form.row) | {
            "title": self.title(form.row),
            "form": form,
            "owned": self.owned(form.row),
            "version": version,
            "opened": request.POST.get(OPENED) or opened_with(form),
            "media": form.media,
            "once": once,
            "once_name": ONCE,
            "more": MORE,
            "again": AGAIN,
            "source_in_hand": source_in_hand(request) if "citation" in form.rows else None,
            "next": NEXT,
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

    def gone(self, request, row, add: str = "", title: str = DELETED, why: str = WHY_GONE):
        """Show what was typed about a row that is gone; `add` is where it can go into a new one."""
        context = self.context(request, row) | {
            "title": title,
            "why": why,
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

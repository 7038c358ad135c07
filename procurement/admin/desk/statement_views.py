"""The pages on which a statement is entered and changed, taken out, brought back and deleted."""

import logging

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, path, reverse

from procurement import codelists
from procurement.models import Conflict
from procurement.models.versions import version_of

from ..unsaved_input import VERSION, UnsavedPost, shows_typed
from ..versions_sent import version_sent
from . import saving
from .conflicts import NOT_CHOSEN, Differences, opened_with, resolved, unresolved
from .statement_forms import FORMS, MORE
from .statement_keys import HEADING, KINDS, find_statement, key_of

log = logging.getLogger(__name__)
# Shows the form again, for what was chosen needs other fields; saves nothing.
AGAIN = "_again"
# What a script sends that shows the form on another page; it is told where to go in a header.
DIALOG = "X-Statement-Dialog"
FIRST = {"claim": ("fact", codelists.FACT), "intervention": ("type", codelists.TYPE)}
RACED = "Somebody saved the same at the same moment. Look it through, then save again."


class WritesStatements:
    """The forms of the statements of a contract."""

    def get_urls(self):
        pages = {
            "statement/add/<str:kind>/": ("statement_add", self.add_statement_view),
            "statement/<str:key>/": ("statement", self.statement_view),
            "statement/<str:key>/take-out/": ("statement_take_out", self.take_out_view),
            "statement/<str:key>/bring-back/": ("statement_bring_back", self.bring_back_view),
            "statement/<str:key>/delete/": ("statement_delete", self.delete_statement_view),
        }
        return [
            path(
                f"<path:object_id>/{ending}",
                self.admin_site.admin_view(view),
                name=f"procurement_contract_{name}",
            )
            for ending, (name, view) in pages.items()
        ] + super().get_urls()

    def writable(self, request, object_id):
        """Give the contract that is to be written; 404 and 403 where it cannot be."""
        contract = self.get_object(request, unquote(object_id))
        if contract is None:
            raise Http404("It is not in the record.")
        if not self.has_change_permission(request, contract):
            raise PermissionDenied
        return contract

    def statement(self, request, object_id, key):
        """Give (contract, statement); the statement is None where it is gone."""
        contract = self.writable(request, object_id)
        return contract, find_statement(contract, key)

    # One form

    @shows_typed
    def add_statement_view(self, request, object_id, kind):
        """Ask for the fact or type, then show the form of a new statement; save it on POST."""
        contract = self.writable(request, object_id)
        if kind not in KINDS:
            raise Http404("There is no such kind of statement.")
        saving.need(request.user, "add", KINDS[kind])
        name, codelist = FIRST[kind]
        if request.method != "POST" and request.GET.get(name) not in codelist:
            return self._choose(request, contract, kind, name, codelist)
        row = KINDS[kind](contract=contract, ready=True, **{name: request.GET.get(name, "")})
        _place(row, contract, request.GET.get("after", ""))
        return self._form(request, contract, row, kind)

    @shows_typed
    def statement_view(self, request, object_id, key):
        """Show the form of a statement; save it on POST."""
        contract, statement = self.statement(request, object_id, key)
        if statement is None:
            return self._gone(request, contract, key)
        return self._form(request, contract, statement, key.partition("-")[0])

    def _form(self, request, contract, row, kind):
        made, is_new = FORMS[kind], row._state.adding
        if request.method != "POST":
            return self._page(request, contract, made(request, row), version_of(row))
        data, base = resolved(request.POST), version_sent(request)
        shown_only = isinstance(data, UnsavedPost) or AGAIN in data or MORE in data
        if not is_new and (base != version_of(row) or unresolved(request.POST)):
            return self._conflict(request, contract, made, row, data)
        form = made(request, row, data)
        if shown_only or not form.is_valid():
            return self._page(request, contract, form, base)
        if not is_new and not form.has_changed():
            messages.info(request, "Nothing was changed, so nothing was saved.")
            return self._saved(request, contract, row)
        try:
            with transaction.atomic():
                saving.save_statement(form, request.user, base)
                self._note(request, contract, row, form, is_new)
        except Conflict:
            return self._conflict(request, contract, made, find_statement(contract, key_of(row)), data)
        except IntegrityError:
            log.exception("A statement was not saved: %s", key_of(row))
            form.said.append(RACED)
            return self._page(request, contract, form, base)
        if understood := form.understood():
            messages.info(request, f"Understood as: {'; '.join(understood)}.")
        messages.success(request, f"Saved: “{row}”.")
        return self._saved(request, contract, row)

    def _note(self, request, contract, row, form, is_new):
        told = "Added" if is_new else f"Changed ({', '.join(form.changes())})"
        self.log_change(request, contract, f"{told}: {key_of(row)}, “{row}”")

    def _saved(self, request, contract, row):
        url = f"{desk_url(contract)}#{key_of(row)}"
        if DIALOG in request.headers:
            return HttpResponse(status=204, headers={"Location": url})
        return redirect(url)

    # Pages

    def _page(self, request, contract, form, version):
        status = 200
        context = self._context(request, contract) | {
            "title": title_of(form.row),
            "form": form,
            "is_new": form.row._state.adding,
            "version": version,
            "opened": request.POST.get("_opened") or opened_with(form),
            "key": key_of(form.row),
            "owned": [] if form.row is not contract else self.owned_facts(contract),
            "media": form.media,
            "more": MORE,
            "again": AGAIN,
        }
        return render(request, "admin/desk/statement.html", context, status=status)

    def _choose(self, request, contract, kind, name, codelist):
        query = request.GET.copy()
        choices = []
        for code in codelist:
            query[name] = code.code
            choices.append((code, query.urlencode()))
        context = self._context(request, contract) | {
            "title": "Add a claim: about which fact?" if kind == "claim" else "Add an act: of which kind?",
            "choices": choices,
        }
        return render(request, "admin/desk/choose.html", context)

    def _conflict(self, request, contract, made, row, data):
        if row is None:
            return self._gone(request, contract, "")
        now = made(request, row, like=data)
        differences = Differences(now, data)
        if not any(line["asks"] for line in differences.lines):
            messages.info(request, "What you typed is what the record says now.")
            return self._saved(request, contract, row)
        context = self._context(request, contract) | {
            "title": "Somebody saved this before you",
            "row": row,
            "differences": differences,
            "version": version_of(row),
            "opened": opened_with(now),
            "not_chosen": NOT_CHOSEN if unresolved(request.POST) else "",
        }
        return render(request, "admin/desk/conflict.html", context, status=409)

    def _gone(self, request, contract, key):
        if request.method != "POST":
            raise Http404("It is not in the record.")
        kind = key.partition("-")[0]
        add = [contract.pk, kind]
        context = self._context(request, contract) | {
            "title": "This was deleted after you opened it",
            "carried": [
                (name, value) for name, values in request.POST.lists() for value in values
                if name != "csrfmiddlewaretoken" and not name.startswith("_")
            ],
            "add": reverse("admin:procurement_contract_statement_add", args=add) if kind in KINDS else "",
            "again": AGAIN,
        }  # fmt: skip
        return render(request, "admin/desk/gone.html", context, status=409)

    def _context(self, request, contract):
        return {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "original": contract,
            "change_url": desk_url(contract),
            "version_name": VERSION,
        }

    # Taken out, brought back, deleted

    def take_out_view(self, request, object_id, key):
        """Take a public statement out, when it is next published; on POST alone."""
        return self._press(request, object_id, key, self._take_out)

    def bring_back_view(self, request, object_id, key):
        """Bring back what was taken out; on POST alone."""
        return self._press(request, object_id, key, self._bring_back)

    def delete_statement_view(self, request, object_id, key):
        """Delete a draft; on POST alone."""
        return self._press(request, object_id, key, self._delete)

    def _press(self, request, object_id, key, act):
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        contract, row = self.statement(request, object_id, key)
        url = desk_url(contract)
        if row is None or key == HEADING:
            messages.error(request, "Nothing was done: that is not in the record any more.")
            return redirect(url)
        name = str(row)
        try:
            with transaction.atomic():
                told = act(row, request.user, version_sent(request)).format(name)
                self.log_change(request, contract, f"{told} ({key})")
            messages.success(request, told)
        except Conflict:
            messages.error(request, f"Nothing was done: “{name}” was changed meanwhile. Look again.")
        except ValueError as refused:
            messages.error(request, str(refused))
        return redirect(f"{url}#{key}")

    def _take_out(self, row, by, base):
        if row.public_id is None:
            raise ValueError("It was never public: delete the draft instead.")
        saving.set_ready(row, False, by, base)
        return "Taken out, when it is next published: “{}”. Until then it can be brought back."

    def _bring_back(self, row, by, base):
        saving.set_ready(row, True, by, base)
        return "Brought back: “{}”."

    def _delete(self, row, by, base):
        saving.delete_draft(row, by, base)
        return "Deleted: the draft “{}”."


def desk_url(contract) -> str:
    """Give the address of the working page of a contract."""
    try:
        return reverse("admin:procurement_contract_desk", args=[contract.pk])
    except NoReverseMatch:
        return reverse("admin:procurement_contract_change", args=[contract.pk])


def title_of(row) -> str:
    """Name what a form is of."""
    kind = {"contract": "Title and parties", "claim": "Claim", "intervention": "Act"}
    name = kind.get(row._meta.model_name, str(row._meta.verbose_name).capitalize())
    if row._state.adding:
        return f"Add: {name.lower()}"
    return name if row._meta.model_name == "contract" else f"{name}: {row}"


def _place(row, contract, after):
    """Put a new act after another one, among those without a date."""
    other = find_statement(contract, after)
    if hasattr(row, "position") and hasattr(other, "position"):
        row.position = other.position

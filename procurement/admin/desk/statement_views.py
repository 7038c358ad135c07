"""The pages on which a statement is entered and changed, taken out, brought back and deleted."""

from collections.abc import Callable

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import path, reverse

from procurement import codelists
from procurement.everyday_words import with_words
from procurement.models import Claim, Conflict, Contract, Intervention, Submission
from procurement.models.claim import ALSO_PREFERRED
from procurement.models.versions import version_of

from ..lists import LONGEST_SEARCH
from ..register_facts import owned_facts
from ..unsaved_input import shows_typed, version_sent
from . import needed_fields, saving
from .dialogs import NEXT, lead_to_next
from .form_pages import FormPages
from .hints import hints_of
from .statements import FORMS, HEADING, KINDS, find_statement, key_of

FIRST = {
    "claim": ("fact", codelists.FACT, "Add a claim: about which fact?"),
    "intervention": ("type", codelists.TYPE, "Add an act: of which kind?"),
}
MOVED_ON = (
    "An earlier version of it is {state}, and cannot go out any more: have that taken back or sent back, then submit it"
    " again as it is now."
)
NAMES = {Contract: "Title and parties", Claim: "Claim", Intervention: "Act"}


class StatementPages(FormPages):
    """The forms of the statements of a contract."""

    def urls(self) -> list:
        """Give the addresses of all of them, beneath that of the contract."""
        views: dict[str, Callable] = {
            "statement/add/<str:kind>/": self.add_view,
            "statement/<str:key>/": self.statement_view,
            "statement/<str:key>/take-out/": self.take_out_view,
            "statement/<str:key>/bring-back/": self.bring_back_view,
            "statement/<str:key>/delete/": self.delete_view,
        }
        return [
            path(
                f"<path:object_id>/{ending}",
                self.admin.admin_site.admin_view(view),
                name=f"procurement_contract_statement{_name(view)}",
            )
            for ending, view in views.items()
        ]

    def title(self, row):
        name = NAMES[type(row)]
        if row._state.adding:
            return f"Add: {name.lower()}"
        return name if isinstance(row, Contract) else f"{name}: {row}"

    def subject(self, row):
        return row if isinstance(row, Contract) else row.contract

    def place(self, row):
        url = desk_url(self.subject(row))
        return url if row._state.adding else f"{url}#{key_of(row)}"

    def owned(self, row):
        return owned_facts(row) if isinstance(row, Contract) and row.pk else []

    def saved(self, request, row):
        _warn(request, self.subject(row), key_of(row))
        for hint in hints_of(row):
            messages.info(request, hint)
        if NEXT in request.POST:
            return lead_to_next(request, self.place(row))
        return super().saved(request, row)

    def _writable(self, request, object_id):
        contract = self.admin.get_object(request, unquote(object_id))
        if contract is None:
            raise Http404("It is not in the record.")
        if not self.admin.has_change_permission(request, contract):
            raise PermissionDenied
        return contract

    @shows_typed
    def add_view(self, request, object_id, kind):
        """Ask for the fact or type, then show the form of a new statement; save it on POST."""
        contract = self._writable(request, object_id)
        if kind not in KINDS:
            raise Http404("There is no such kind of statement.")
        saving.need(request.user, "add", KINDS[kind])
        name, codelist, _ = FIRST[kind]
        if request.method != "POST" and request.GET.get(name) not in codelist:
            return self._choose(request, contract, kind)
        row = KINDS[kind](contract=contract, ready=True, **{name: request.GET.get(name, "")})
        after = find_statement(contract, request.GET.get("after", ""))
        if isinstance(row, Intervention) and isinstance(after, Intervention):
            # Among acts without a date it stands beside that one.
            row.position = after.position
            if row.type in needed_fields.RELATES:
                # Begun at an act, it is about that one; an answer is its answer.
                row.related = after
                row.relation = "responds_to" if row.type == "response" else ""
        return self.answer(request, FORMS[kind], row)

    @shows_typed
    def statement_view(self, request, object_id, key):
        """Show the form of a statement; save it on POST."""
        if request.method == "POST" and self.admin.get_object(request, unquote(object_id)) is None:
            saving.need(request.user, "change", Contract)
            return self.gone(request, Contract())
        contract = self._writable(request, object_id)
        statement = find_statement(contract, key)
        kind = key.partition("-")[0]
        if statement is not None:
            return self.answer(request, FORMS[kind], statement)
        if request.method != "POST" or kind not in KINDS:
            raise Http404("It is not in the record.")
        add = reverse("admin:procurement_contract_statement_add", args=[contract.pk, kind])
        return self.gone(request, contract, add)

    def _choose(self, request, contract, kind):
        name, codelist, title = FIRST[kind]
        query, choices = request.GET.copy(), []
        words = "".join(query.pop("words", [])[-1:])[:LONGEST_SEARCH]
        carried = [(key, value) for key, values in query.lists() for value in values]
        for code in with_words(codelist, words) if words.strip() else codelist:
            query[name] = code.code
            choices.append((code, query.urlencode()))
        context = self.context(request, contract) | {
            "title": title, "choices": choices, "words": words, "carried": carried,
        }  # fmt: skip
        return render(request, "admin/desk/choose.html", context)

    # Taken out, brought back, deleted

    def take_out_view(self, request, object_id, key):
        """Take a public statement out, when it is next published; on POST alone."""
        return self._press(request, object_id, key, _take_out)

    def bring_back_view(self, request, object_id, key):
        """Bring back what was taken out; on POST alone."""
        return self._press(request, object_id, key, _bring_back)

    def delete_view(self, request, object_id, key):
        """Delete a draft; on POST alone."""
        return self._press(request, object_id, key, _delete)

    def _press(self, request, object_id, key, deed) -> HttpResponse:
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        contract = self._writable(request, object_id)
        row = find_statement(contract, key)
        if row is None or key == HEADING:
            messages.error(request, "Nothing was done: that is not in the record any more.")
            return redirect(desk_url(contract))
        name = str(row)
        try:
            with transaction.atomic():
                told = deed(row, name, request.user, version_sent(request))
            messages.success(request, told)
            _warn(request, contract, key)
        except Conflict:
            messages.error(
                request, f"Nothing was done: “{name}” was changed meanwhile. Look again."
            )
        except ValueError as refused:
            messages.error(request, str(refused))
        return redirect(f"{desk_url(contract)}#{key}")


def _warn(request, contract, key):
    """Say so where what was saved is in review or scheduled in an earlier version."""
    waiting = Submission.objects.waiting_with(contract, key)
    row = find_statement(Contract.objects.get(pk=contract.pk), key) if waiting else None
    for one in waiting:
        if row is None or one.statements[key] != version_of(row):
            state = one.get_state_display().lower()
            messages.warning(request, MOVED_ON.format(state=state))


def _name(view):
    name = view.__name__.removesuffix("_view").removeprefix("statement")
    return f"_{name}" if name else ""


def _take_out(row, name, by, base):
    if row.public_id is None:
        raise ValueError("It was never public: delete the draft instead.")
    saving.set_ready(row, False, by, base)
    return f"Taken out, when it is next published: “{name}”. Until then it can be brought back."


def _bring_back(row, name, by, base):
    saving.set_ready(row, True, by, base)
    if isinstance(row, Claim) and (other := row.also_preferred()):
        raise ValueError(ALSO_PREFERRED.format(other))
    return f"Brought back: “{name}”."


def _delete(row, name, by, base):
    saving.delete_draft(row, by, base)
    return f"Deleted: the draft “{name}”."


class WritesStatements(admin.ModelAdmin):
    """A contract, each statement of which has a form of its own; a new one begins with its title and parties."""

    def get_urls(self):
        return StatementPages(self).urls() + super().get_urls()

    @shows_typed
    def add_view(self, request, form_url="", extra_context=None):
        """Show the form of a new one; save it on POST."""
        if strange := self._strange(request):
            return strange
        if not self.has_add_permission(request):
            raise PermissionDenied
        return StatementPages(self).answer(request, FORMS[HEADING], Contract())


def desk_url(contract) -> str:
    """Give the address of the working page of a contract; of their list, for one that is not saved yet."""
    if contract.pk is None:
        return reverse("admin:procurement_contract_changelist")
    return reverse("admin:procurement_contract_change", args=[contract.pk])

"""The working pages of parties and sources: what is kept of one, where it stands, and its form."""

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpResponseNotAllowed
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.html import format_html

from procurement.lookalikes import lookalikes
from procurement.models import Citation, Claim, Contract, Intervention, Source

from ..unsaved_input import VERSION, KeepsTyped, shows_typed
from .conflicts import in_words
from .form_pages import FormPages
from .statement_views import NAMES, desk_url
from .statements import key_of
from .subjects import SUBJECTS

# As many as a page lists of what names a party or cites a source.
MOST = 50


class SubjectPages(FormPages):
    """The form of a party or a source."""

    def title(self, row):
        name = str(row._meta.verbose_name)
        return f"Add: {name}" if row._state.adding else f"{name.capitalize()}: {row}"

    def place(self, row):
        names = f"admin:procurement_{row._meta.model_name}"
        return (
            reverse(f"{names}_changelist")
            if row.pk is None
            else reverse(f"{names}_change", args=[row.pk])
        )

    def merged(self, request, row):
        """Say into whom a party was merged, and show what was typed about it."""
        kept = row.canonical
        link = format_html('<a href="{}">{}</a>', self.place(kept), kept)
        return self.gone(
            request, row, title=f"This was merged into “{kept}”",
            why=format_html("“{}” was merged into “{}”, so it is edited no more. Edit that one.", row, link),
        )  # fmt: skip


class WorksOnSubject(KeepsTyped):
    """The page of a party or a source: it is looked at there, and edited in a form of its own."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.edit_view)
        name = f"procurement_{self.opts.model_name}_edit"
        return [path("<path:object_id>/edit/", view, name=name), *super().get_urls()]

    @shows_typed
    def add_view(self, request, form_url="", extra_context=None):
        """Show the form of a new one; save it on POST."""
        if strange := self._strange(request):
            return strange
        if not self.has_add_permission(request):
            raise PermissionDenied
        return SubjectPages(self).answer(request, SUBJECTS[self.model], self.model())

    @shows_typed
    def edit_view(self, request, object_id):
        """Show the form of one; save it on POST."""
        row = self.get_object(request, unquote(object_id))
        if getattr(row, "canonical_id", None) and self.has_change_permission(request):
            return SubjectPages(self).merged(request, row)
        if not self.has_change_permission(request, row):
            raise PermissionDenied
        if row is None:
            if request.method == "POST":
                return SubjectPages(self).gone(request, self.model())
            raise Http404("It is not in the record.")
        return SubjectPages(self).answer(request, SUBJECTS[self.model], row)

    def change_view(self, request, object_id, form_url="", extra_context=None):
        """Show what is kept of one, and where it stands."""
        if strange := self._strange(request):
            return strange
        row = self.get_object(request, unquote(object_id))
        if row is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        named, is_more = named_in(row)
        context = self._page(request, row) | {
            "title": str(row),
            "facts": self._facts(request, row),
            "state": self.state(row),
            "named": named,
            "is_more": is_more,
            "lookalikes": lookalikes(getattr(row, "name", "") or getattr(row, "title", "")),
            "may_edit": self.has_change_permission(request, row),
            "may_delete": row.public_id is None and self.has_delete_permission(request, row),
            "may_publish": self.may_publish(request),
            "may_merge": getattr(row, "canonical_id", self) is None and self.may_publish(request),
            "version": row.version,
            "version_name": VERSION,
        }
        return render(request, "admin/desk/subject.html", context)

    def _facts(self, request, row):
        """Give (label, value) of all that its form asks for, as the form has it."""
        form = SUBJECTS[self.model](request, row)
        facts = [
            (bound.label, in_words(bound.field, bound.value()))
            for group in form.shown()
            for bound in group["fields"]
        ]
        numbers = [str(one) for one in form.saved.get("number", ())]
        return [*facts, *([("Numbers", ", ".join(numbers))] if numbers else [])]


def named_in(row) -> tuple[list[tuple[str, str]], bool]:
    """Give (address, words) of what names a party or cites a source, `MOST` at most; whether there is more."""
    if isinstance(row, Source):
        cited = Citation.objects.filter(source=row).select_related(
            "contract",
            "claim__contract",
            "intervention__contract",
            "ground__intervention__contract",
        )[: MOST + 1]
        found = [_place(one.statement()) for one in cited]
    else:
        contracts = Contract.objects.filter(pk__in=_contracts(row)).order_by("-pk")[: MOST + 1]
        found = [_place(one) for one in contracts]
        if row.kind == "stakeholder":
            acts = Intervention.objects.filter(acting__stakeholder=row).select_related("contract")
            found += [_place(one) for one in acts.with_actors()[: MOST + 1]]
    return list(dict.fromkeys(found))[:MOST], len(found) > MOST


def _contracts(row):
    claims = Claim.objects.filter(**{row.kind: row}).values("contract")
    if row.kind == "buyer":
        named = Q(buyer=row) | Q(user_body=row)
    elif row.kind == "vendor":
        named = Q(vendors=row)
    else:
        return claims
    return Contract.objects.filter(named | Q(pk__in=claims)).order_by().values("pk")


def _place(statement):
    contract = statement if isinstance(statement, Contract) else statement.contract
    url, told = f"{desk_url(contract)}#{key_of(statement)}", str(contract)
    if statement is not contract:
        told = f"{contract}: {NAMES[type(statement)].lower()}, {statement}"
    return url, told

"""The pages that publish and withdraw: they show what the public will see, and ask for the reason."""

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.html import format_html

from procurement import actions, dossier, plaintext, public
from procurement.models import Conflict, Contract, PublicContract, Revision, Source
from procurement.models.versions import advance

from .unsaved_input import VERSION, ShowsTyped, shows_typed

PERMISSION = "procurement.publish_contract"


class ReasonForm(ShowsTyped, forms.Form):
    """Why it is published or withdrawn, as the public will read it."""

    reason = forms.CharField(
        label="Reason",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
        help_text="Published in the history of the record. Say what is new, or what was wrong.",
        error_messages={"required": "Say why: the reason is published with it."},
    )

    def clean_reason(self):
        try:
            return plaintext.clean(self.cleaned_data["reason"], multiline=True)
        except plaintext.PlainTextError as error:
            raise forms.ValidationError(str(error)) from error


class Publishes:
    """What the pages of publication share: who may, and how an action is tried."""

    def may_publish(self, request) -> bool:
        """Tell whether whoever asks may publish."""
        return request.user.has_perm(PERMISSION)

    def get_urls(self):
        name = self.opts.model_name
        views = {"publish": self.publish_view, "withdraw": getattr(self, "withdraw_view", None)}
        return [
            path(
                f"<path:object_id>/{word}/",
                self.admin_site.admin_view(view),
                name=f"procurement_{name}_{word}",
            )
            for word, view in views.items()
            if view
        ] + super().get_urls()

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["may_publish"] = self.may_publish(request)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def _wanted(self, request, object_id):
        row = self.get_object(request, unquote(object_id))
        if row is None:
            raise Http404("It is not in the record.")
        if not self.has_view_or_change_permission(request, row):
            raise PermissionDenied
        return row

    def _refused(self, request, row, title):
        context = {**self._page(request, row), "title": title}
        return render(request, "admin/procurement/not_allowed.html", context, status=403)

    def _page(self, request, row):
        return {
            **self.admin_site.each_context(request),
            "original": row,
            "opts": self.opts,
            "change_url": reverse(
                f"admin:procurement_{self.opts.model_name}_change", args=[row.pk]
            ),
            "version_name": VERSION,
        }

    def _try(self, request, form, action):
        """Try an action; give whether it was done, the status of the page, and its sentences."""
        if not form.is_valid():
            return False, 200, []
        try:
            action(form.cleaned_data["reason"])
        except Conflict:
            return (
                False,
                409,
                [
                    "Nothing was published: the record was changed since this page was opened."
                    " Below is how it is now. Your reason is kept."
                ],
            )
        except actions.Refused as refused:
            return False, 200, refused.problems
        return True, 302, []


class PublishesContracts(Publishes):
    """The publish page and the withdraw page of a contract."""

    @shows_typed
    def publish_view(self, request, object_id):
        """Show what will change in public; publish it on POST."""
        contract = self._wanted(request, object_id)
        if not self.may_publish(request):
            return self._refused(request, contract, "You may not publish")
        if request.method == "POST" and "_ready" in request.POST:
            return self._make_ready(request, contract)
        form, status, problems = ReasonForm(request.POST or None), 200, []
        if request.method == "POST":
            done, status, problems = self._try(request, form, lambda reason: actions.publish(
                contract, by=request.user, reason=reason, version=_seen(request)
            ))  # fmt: skip
            if done:
                return self._done(request, contract)
        contract = self._wanted(request, object_id)
        context = self._page(request, contract) | self._preview(contract, problems)
        context |= {"title": "Publish", "form": form, "problems": problems}
        context["ticked"] = request.POST.getlist("ready")
        return render(request, "admin/procurement/publish.html", context, status=status)

    def _done(self, request, contract):
        contract.refresh_from_db()
        link = format_html('<a href="{}">{}</a>', self.public_url(contract), contract)
        messages.success(request, format_html("Published: {}.", link))
        return redirect("admin:procurement_contract_change", contract.pk)

    def public_url(self, contract) -> str:
        """Give the public address of a published contract."""
        slug = PublicContract.objects.values_list("slug", flat=True).get(
            public_id=contract.public_id
        )
        return reverse("contract-detail", args=[contract.public_id, *([slug] if slug else [])])

    def _preview(self, contract, problems):
        before = _before(contract)
        after = actions.preview(contract)
        return {
            "version": contract.version,
            "first": before is None,
            "headline": dossier.as_of(after, public.today())["headline"],
            "changes": dossier.changes(before, after),
            "faults": _faults(contract),
            "behind": [(_key(row), _words(row)) for row in dossier.unready(contract)],
        }

    def _make_ready(self, request, contract):
        ticked = set(request.POST.getlist("ready"))
        rows = [row for row in dossier.unready(contract) if _key(row) in ticked]
        kinds = {row._meta.model_name for row in rows}
        if not all(request.user.has_perm(f"procurement.change_{kind}") for kind in kinds):
            raise PermissionDenied
        try:
            with transaction.atomic():
                if rows:
                    advance(contract, _seen(request))
                for row in rows:
                    row.ready = True
                    row.save(update_fields=["ready", "updated_at"])
        except Conflict as conflict:
            messages.error(request, f"{conflict} Nothing was marked. Look again.")
        else:
            messages.success(request, f"Marked as ready: {len(rows)}.")
        return redirect("admin:procurement_contract_publish", contract.pk)

    @shows_typed
    def withdraw_view(self, request, object_id):
        """Say what the public will see after a withdrawal; withdraw on POST."""
        contract = self._wanted(request, object_id)
        if not self.may_publish(request):
            return self._refused(request, contract, "You may not withdraw")
        form, problems = ReasonForm(request.POST or None), []
        if request.method == "POST":
            done, _, problems = self._try(
                request,
                form,
                lambda reason: actions.withdraw(contract, by=request.user, reason=reason),
            )
            if done:
                messages.success(request, f"“{contract}” is withdrawn from the public record.")
                return redirect("admin:procurement_contract_change", contract.pk)
        context = self._page(request, contract) | {
            "title": "Withdraw", "form": form, "problems": problems,
            "is_public": contract.is_public,
        }  # fmt: skip
        return render(request, "admin/procurement/withdraw.html", context)


class PublishesShared(Publishes):
    """The publish page of a party or source: its edit reaches every contract that names it."""

    @shows_typed
    def publish_view(self, request, object_id):
        """Show the difference and the contracts it touches; publish it on POST."""
        row = self._wanted(request, object_id)
        if not self.may_publish(request):
            return self._refused(request, row, "You may not publish")
        form, status, problems = ReasonForm(request.POST or None), 200, []
        if request.method == "POST":
            done, status, problems = self._try(request, form, lambda reason: actions.publish_shared(
                row, by=request.user, reason=reason, version=_seen(request)
            ))  # fmt: skip
            if done:
                messages.success(request, f"Published: {row}.")
                return redirect(f"admin:procurement_{self.opts.model_name}_change", row.pk)
        row = self._wanted(request, object_id)
        copy = _copy(row)
        context = self._page(request, row) | {
            "title": "Publish", "form": form, "problems": problems, "version": row.version,
            "is_public": copy is not None,
            "changes": _shared_changes(copy, row) if copy else [],
            "touched": actions.preview_shared(row),
        }  # fmt: skip
        return render(request, "admin/procurement/publish_shared.html", context, status=status)

    def state(self, row):
        """Say where a row stands with the public."""
        if row.public_id is None:
            return "Draft"
        if not row.published_version:
            return "Not public any more"
        return "Published" if row.version == row.published_version else "Edited since published"

    state.short_description = "state"  # type: ignore[attr-defined]


def _before(contract):
    """Give what the public reads now; None where that is nothing."""
    latest = Revision.objects.latest_of(contract)
    if latest:
        return dossier.rest_of(latest.body.text) if latest.kind != "withdrawn" else None
    return dossier.register_dossier(contract.public_id) if contract.public_id else None


def _seen(request) -> int:
    """Give the version that the page was opened on; 0, which no row has, where it names none."""
    text = request.POST.get(VERSION, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _key(row):
    return f"{row._meta.model_name}-{row.pk}"


def _words(row):
    if row._meta.model_name == "citation":
        target = row.contract or row.intervention or row.ground or row.claim
        return f"Source “{row}” of “{target}”"
    return f"{str(row._meta.verbose_name).capitalize()}: {row}"


def _faults(contract) -> list[dict[str, str]]:
    """Give [{"says", "url"}]: why it cannot be published, each with where to mend it."""
    bare = dossier.uncited(dossier.loaded(contract.pk))
    page = reverse("admin:procurement_contract_change", args=[contract.pk])
    anchors = ["" if isinstance(row, Contract) else f"#{_key(row)}" for row in bare]
    said = actions.problems(contract)
    anchors += [""] * (len(said) - len(anchors))
    return [
        {"says": says, "url": page + anchor} for says, anchor in zip(said, anchors, strict=False)
    ]


def _copy(row):
    if row.public_id is None:
        return None
    rows = public.sources() if isinstance(row, Source) else public.parties(row.kind)
    return rows.filter(public_id=row.public_id).first()


_SHARED = (
    "name", "takes_the", "is_a", "aliases", "website", "title", "kind", "is_primary", "publisher",
    "author", "published_on", "url", "archive_url", "accessed_on",
)  # fmt: skip


def _shared_changes(copy, row):
    """Give [{"what", "before", "after"}] between a public copy and its working row."""
    names = {field.name: field for field in row._meta.fields}
    told = []
    for name in _SHARED:
        if name not in names:
            continue
        before, after = _text(copy, names[name]), _text(row, names[name])
        if before != after:
            label = str(names[name].verbose_name)
            told.append({"what": label.capitalize(), "before": before, "after": after})
    if isinstance(row, Source):
        told += _told("Repeats", *_stories(copy, row))
    else:
        before = ", ".join(f"{one['scheme']} {one['value']}" for one in copy.identifiers)
        after = ", ".join(f"{one.scheme} {one.value}" for one in row.identifiers.all())
        told += _told("Identifiers", before, after)
        same = actions.same_body(row)
        told += _told("The same body", *[str(one) if one else "" for one in (copy.same_as, same)])
    return told


def _told(what, before, after):
    return [{"what": what, "before": before, "after": after}] if before != after else []


def _stories(copy, row):
    """Say which source a public copy repeats in the end, and which its working row does."""
    root = dossier.root_of(row, dossier.published_roots([row]))
    if root == copy.root:
        return "", ""
    told = copy.repeats or ("a source that is not public" if copy.root != copy.public_id else "")
    return str(told), "" if root == row.public_id else str(row.root())


def _text(row, field):
    """Give what a column says, of a copy or of a working row; the working row's has the labels."""
    name = field.name
    if name == "aliases":
        names = row.aliases if isinstance(row.aliases, list) else row.other_names
        return ", ".join(names)
    if name == "published_on":
        return str(row.published or "")
    value = getattr(row, name)
    value = dict(field.flatchoices).get(value, value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)

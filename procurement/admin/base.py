"""What all pages of the record share: no edit is lost, and nothing that was public is deleted."""

from typing import ClassVar

from django.contrib import messages
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import render

from procurement.models import Conflict
from procurement.models.versions import advance

from . import page_limits
from .bad_requests import refusal_page
from .conflict import Merged
from .deleting import Deletes
from .formfields import TypedFields
from .forms import RecordForm
from .history import KeepsHistory
from .nested import Rows, to_copy
from .notes import KeepsNotes
from .unsaved_input import (
    RESTORE,
    VERSION,
    KeepsTyped,
    UnsavedPost,
    sent_fields,
    sent_values,
    version_sent,
)


class NoCopies(KeepsTyped):
    """A page that saves its own row: Django saves a copy for any form that asks for one."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if "_saveasnew" in request.POST:
            raise PermissionDenied("This page does not save copies.")
        return super().changeform_view(request, object_id, form_url, extra_context)


class RecordAdmin(KeepsHistory, KeepsNotes, TypedFields, NoCopies, Deletes):
    """A page that carries the version it was opened on, and saves on that version only."""

    form = RecordForm
    save_on_top = False
    list_per_page = 50

    # Saving on the version that was seen

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if (
            request.method == "POST"
            and (rows := page_limits.rows_sent(request.POST)) > page_limits.MOST_ROWS
        ):
            # Said before any form is built: a row costs a thousand times what it costs to send.
            return refusal_page(
                self.admin_site, request, page_limits.TOO_MANY_ROWS % f"{rows:,}", 413
            )
        if request.method != "POST" or object_id is None:
            return super().changeform_view(request, object_id, form_url, extra_context)
        try:
            with transaction.atomic():
                if RESTORE in request.POST:
                    self._restore(request, object_id)
                else:
                    self._refuse_stale(request, object_id)
                return super().changeform_view(request, object_id, form_url, extra_context)
        except Conflict:
            return self._conflict(request, object_id)

    def _refuse_stale(self, request, object_id):
        row = self._row(request, object_id)
        if row is None or version_sent(request) != self.versioned(row).version:
            raise Conflict(row)

    def _row(self, request, object_id):
        row = self.get_object(request, unquote(object_id))
        if not self.has_change_permission(request, row):
            raise PermissionDenied
        return row

    def save_model(self, request, obj, form, change):
        # A change is saved in `save_related`, which knows whether there is any on the whole page.
        if not change:
            super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        changed = form.has_changed() or any(formset.has_changed() for formset in formsets)
        if change and changed:
            advance(self.versioned(form.instance), version_sent(request))
            if columns := form.columns():
                form.instance.save(update_fields=columns)
        super().save_related(request, form, formsets, change)
        told = form.understood()
        for formset in formsets:
            told += [line for live in formset.live_forms() for line in live.understood()]
        if told:
            messages.info(request, f"Understood as: {'; '.join(told)}.")

    # Conflict: nothing typed is lost

    def _conflict(self, request, object_id):
        row = self._row(request, object_id)
        merged = self._merge(request, row) if row else None
        context = {
            **self.admin_site.each_context(request),
            "title": "Somebody saved this before you",
            "original": row,
            "opts": self.opts,
            "differences": merged.differences if merged else sent_values(request.POST),
            "kept": [(key, value) for key, values in sent_fields(request.POST) for value in values],
            "restore": RESTORE,
        }
        return render(request, "admin/procurement/conflict.html", context, status=409)

    def _merge(self, request, row):
        fieldsets = flatten_fieldsets(self.get_fieldsets(request, row))
        form = self.get_form(request, row, change=True, fields=fieldsets)(instance=row)
        formsets = [
            formset(
                instance=row,
                prefix=formset.get_default_prefix(),
                queryset=inline.get_queryset(request),
            )
            for formset, inline in self.get_formsets_with_inlines(request, row)
        ]
        return Merged(request.POST, form, formsets)

    def _restore(self, request, object_id):
        row = self._row(request, object_id)
        if row is None:
            raise Conflict(row)
        data = self._merge(request, row).data
        data[VERSION] = str(self.versioned(row).version)
        request.POST = UnsavedPost.of(data.lists())
        messages.warning(
            request,
            "Nothing is saved yet. What you typed is back in the form, on top of the newest"
            " version. Look it through, then save.",
        )

    # The page

    def get_inline_instances(self, request, obj=None):
        inlines = super().get_inline_instances(request, obj)
        if obj is None:
            return inlines
        out = page_limits.left_out(self, inlines, request, obj)
        if request.method == "POST":
            # Whatever was sent is looked at, also where the page would be too large by now.
            out = {one: told for one, told in out.items() if not self._was_sent(request, one)}
        request.left_out = list(out.values())
        return [one for one in inlines if one not in out]

    def _was_sent(self, request, inline):
        prefix = inline.get_formset(request).get_default_prefix()
        return f"{prefix}-TOTAL_FORMS" in request.POST

    def get_inline_formsets(self, request, formsets, inline_instances, obj=None):
        shown = super().get_inline_formsets(request, formsets, inline_instances, obj)
        return [Rows.of(one) for one in shown]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None:
            posted = version_sent(request) if request.method == "POST" else None
            context["base_version"] = posted or self.versioned(obj).version
        context["left_out"] = getattr(request, "left_out", [])
        context["to_copy"] = to_copy(context["inline_admin_formsets"])
        return super().render_change_form(request, context, add, change, form_url, obj)


class PartAdmin(RecordAdmin):
    """The own page of something that belongs to a contract: the contract's version covers it."""

    list_select_related: ClassVar[tuple] = ("contract",)

    def versioned(self, row):
        return row.contract

    def get_queryset(self, request):
        # In one statement, so that the version is never newer than what is shown with it.
        return super().get_queryset(request).select_related("contract")

    def get_readonly_fields(self, request, obj=None):
        return ("contract",) if obj else ()

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "contract":
            # Whoever says something of a contract of the register starts tracking it first.
            kwargs["queryset"] = db_field.related_model.objects.filter(tracked=True)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

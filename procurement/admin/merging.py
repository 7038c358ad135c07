"""Merging parties from the page of the one that stays, and taking merges back."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.html import format_html

from procurement import actions
from procurement.models import PartyMerge

from .desk.with_reason import Publishes, ReasonForm
from .keys import Chosen, OneSelect
from .large_tables import Untouched
from .site import site
from .unsaved_input import shows_typed

# The versions of both that were looked at.
SEEN = "_seen"


class OtherForm(forms.Form):
    """Which party is to be merged into the one at hand."""

    def __init__(self, data, kept, admin_site):
        super().__init__(data)
        model = type(kept)
        self.fields["other"] = Chosen(
            model.objects.current().exclude(pk=kept.pk),
            label="The other one",
            widget=OneSelect(model._meta.get_field("canonical"), admin_site),
            help_text="By name, identifier or public number. It will be part of this one.",
            error_messages={"required": "Choose the one to merge into this one."},
        )


class MergeForm(ReasonForm):
    """Why two are one; and, against two numbers of one register, that a person has looked."""

    despite_identifiers = forms.BooleanField(
        label="I have looked: they are one body all the same",
        required=False,
    )


class Merges(Publishes):
    """The page that merges another party into this one."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.merge_view)
        name = f"procurement_{self.opts.model_name}_merge"
        return [path("<path:object_id>/merge/", view, name=name)] + super().get_urls()

    @shows_typed
    def merge_view(self, request, object_id):
        """Ask for the other one, say what would change; merge on POST."""
        kept = self._wanted(request, object_id)
        if not self.may_publish(request):
            return self._refused(request, kept, "You may not merge")
        chooser = OtherForm(request.GET or None, kept, self.admin_site)
        context = self._page(request, kept) | {
            "title": "Merge another into this one", "chooser": chooser,
            "media": chooser.media + forms.Media(js=["procurement/admin/choosers.js"]),
        }  # fmt: skip
        status = 200
        if chooser.is_valid():
            other = chooser.cleaned_data["other"]
            form = MergeForm(request.POST or None)
            done, status, problems = self._try_merge(request, form, kept, other)
            if done:
                messages.success(request, f"Merged: “{other}” into “{kept}”.")
                return redirect(context["change_url"])
            context |= _shown(kept, other) | {"form": form, "problems": problems}
        return render(request, "admin/procurement/merge.html", context, status=status)

    def _try_merge(self, request, form, kept, other):
        if request.method != "POST":
            return False, 200, []
        if request.POST.get(SEEN) != _versions(kept, other):
            said = "Not merged: one of the two was changed since this page was opened. Look again."
            return False, 409, [said]
        return self._try(request, form, lambda reason: actions.merge_parties(
            kept, other, by=request.user, reason=reason,
            despite_identifiers=form.cleaned_data["despite_identifiers"],
        ))  # fmt: skip

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        merged = obj is not None and obj.canonical_id is not None
        context["may_merge"] = obj is not None and not merged and self.may_publish(request)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def has_change_permission(self, request, obj=None):
        merged = obj is not None and obj.canonical_id is not None
        return not merged and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        # Rows go on naming it.
        merged = obj is not None and obj.canonical_id is not None
        return not merged and super().has_delete_permission(request, obj)

    def get_search_results(self, request, queryset, search_term):
        """Find; choosers never offer what was merged into another."""
        found, twice = super().get_search_results(request, queryset, search_term)
        if is_chooser(request):
            found = found.current()
        return found, twice


def is_chooser(request) -> bool:
    """Tell whether a chooser asks, and not the list."""
    match = request.resolver_match
    return match is not None and match.url_name == "autocomplete"


def _shown(kept, other):
    told = actions.preview_merge(kept, other)
    blocking = [one for one in told["problems"] if one not in told["clashes"]]
    return told | {
        "blocking": blocking,
        "other": other,
        "seen_name": SEEN,
        "seen": _versions(kept, other),
    }


def _versions(kept, other):
    return f"{kept.version}-{other.version}"


class UndoneFilter(admin.SimpleListFilter):
    """Whether a merge stands."""

    title = "state"
    parameter_name = "undone"

    def lookups(self, request, model_admin):
        return [("no", "Stands"), ("yes", "Undone")]

    def queryset(self, request, queryset):
        if self.value() == "no":
            return queryset.current()
        return queryset.filter(undone_at__isnull=False) if self.value() == "yes" else queryset


@admin.register(PartyMerge, site=site)
class PartyMergeAdmin(Publishes, Untouched):
    """Which parties were merged, why and by whom; each can be undone."""

    list_display = ("__str__", "kind", "reason", "by", "at", "state", "taking_back")
    list_filter = ("kind", UndoneFilter)
    list_select_related = ("by",)
    search_fields = ("kept_name", "merged_name")
    search_help_text = "Name of either."
    exclude = ("demonstration", "kept_pk", "merged_pk")

    def get_urls(self):
        view = self.admin_site.admin_view(self.undo_view)
        undo = path("<path:object_id>/undo/", view, name="procurement_partymerge_undo")
        return [undo] + super(Publishes, self).get_urls()

    @admin.display(description="state")
    def state(self, merge):
        return "Undone" if merge.undone_at else "Stands"

    @admin.display(description="taking back", empty_value="")
    def taking_back(self, merge):
        if merge.undone_at:
            return None
        url = reverse("admin:procurement_partymerge_undo", args=[merge.pk])
        return format_html('<a href="{}">Undo</a>', url)

    @shows_typed
    def undo_view(self, request, object_id):
        """Say what would be as before; undo on POST."""
        merge = self._wanted(request, object_id)
        if not self.may_publish(request):
            raise PermissionDenied
        form, problems = ReasonForm(request.POST or None), []
        if request.method == "POST":
            done, _, problems = self._try(request, form, lambda reason: actions.undo_merge(
                merge, by=request.user, reason=reason
            ))  # fmt: skip
            if done:
                messages.success(request, f"Undone: {merge}.")
                return redirect("admin:procurement_partymerge_changelist")
        context = self._page(request, merge) | {
            "title": "Undo a merge", "form": form, "problems": problems,
        }  # fmt: skip
        return render(request, "admin/procurement/undo_merge.html", context)

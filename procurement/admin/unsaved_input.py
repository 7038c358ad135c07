"""What was typed, to be shown in its form and never saved: put back after a login, or on a newer version.

`restored_posts` of this folder, and whoever finds a newer version, makes what was sent `UnsavedPost`; the forms here
are never valid with it.
"""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.contrib import admin
from django.contrib.admin.utils import flatten
from django.core.exceptions import PermissionDenied
from django.http import QueryDict

FOLDED = "collapse"
View = TypeVar("View", bound=Callable)


class UnsavedPost(QueryDict):
    """What was typed, to be shown: no form that holds it is valid, so none can be saved."""

    @classmethod
    def of(cls, fields: Iterable[tuple[str, list[str]]]) -> "UnsavedPost":
        """Give fields, each with all its values, as what a browser sent."""
        data = cls(mutable=True)
        for name, values in fields:
            data.setlist(name, values)
        data._mutable = False
        return data


class ShowsTyped:
    """A form that is never valid with what is only to be shown."""

    data: Any

    def is_valid(self) -> bool:
        """Tell whether it can be saved."""
        return not isinstance(self.data, UnsavedPost) and super().is_valid()  # type: ignore[misc]

    def faults(self) -> list[tuple[str, str, str]]:
        """Give (id of the field, its label, what is wrong) for all that is wrong with what was sent."""
        return [] if isinstance(self.data, UnsavedPost) else faults_of(self)


def faults_of(form: Any) -> list[tuple[str, str, str]]:
    """Give (id of the field, its label, what is wrong) for all that is wrong with a form."""
    return [
        (form[name].id_for_label, str(form.fields[name].label), said)
        if name in form.fields
        else ("", "", said)
        for name, errors in form.errors.items()
        for said in errors
    ]


def unfolded(fieldsets: Iterable[tuple[Any, dict]], form: Any) -> list[tuple[Any, dict]]:
    """Give the groups of a form's fields, none folded that what was sent has changed: it is looked through."""
    changed = set(form.changed_data) if form.is_bound else set()
    return [
        (name, _open(options) if changed.intersection(_names(options)) else options)
        for name, options in fieldsets
    ]


def _names(options):
    return flatten(options["fields"])


def _open(options):
    return options | {"classes": [one for one in options.get("classes", ()) if one != FOLDED]}


def shows_typed(view: View) -> View:
    """Mark a view that only shows its page when what was sent is `Shown`: no other is given any."""
    view.shows_typed = True  # type: ignore[attr-defined]
    return view


class KeepsTyped(admin.ModelAdmin):
    """Pages that add and change, into which what was typed can be put back."""

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change=change, **kwargs)
        if not isinstance(request.POST, UnsavedPost):
            return form
        return type(form.__name__, (ShowsTyped, form), {})

    def render_change_form(self, request, context, *args, **kwargs):
        page = context["adminform"]
        page.fieldsets = unfolded(page.fieldsets, page.form)
        return super().render_change_form(request, context, *args, **kwargs)

    @shows_typed
    def add_view(self, request, form_url="", extra_context=None):
        return super().add_view(request, form_url, extra_context)

    @shows_typed
    def change_view(self, request, object_id, form_url="", extra_context=None):
        return super().change_view(request, object_id, form_url, extra_context)


class NoCopies(KeepsTyped):
    """A page that saves its own row: Django saves a copy for any form that asks for one."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if "_saveasnew" in request.POST:
            raise PermissionDenied("This page does not save copies.")
        return super().changeform_view(request, object_id, form_url, extra_context)


VERSION = "_version"


def version_sent(request, data=None) -> int | None:
    """Give the version that a page was opened on; None where none is sent, or none that could be."""
    text = (request.POST if data is None else data).get(VERSION, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None

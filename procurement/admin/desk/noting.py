"""Notes on a record or a statement of it, and who is to work on it: for editors alone."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path

from procurement import actions
from procurement.accounts import work_mails
from procurement.models import Note, roles

from ..unsaved_input import ShowsTyped, shows_typed
from .page import listed
from .review_beside import NOTES
from .submission_forms import note_field


class NoteForm(ShowsTyped, forms.Form):
    """A note, and what it is about."""

    statement = forms.ChoiceField(label="About", required=False)
    text = note_field("Note", "For editors alone; never public.")

    def __init__(self, data=None, *, statements, initial=None) -> None:
        super().__init__(data, initial=initial)
        about: Any = self.fields["statement"]
        labels = [(one.key, one.label) for one in statements]
        about.choices = [("", "The whole record"), *labels]
        self.fields["text"].required = True
        self.fields["text"].error_messages["required"] = "Write something."


class AssignForm(ShowsTyped, forms.Form):
    """Who is to work on it."""

    to: Any = forms.ModelChoiceField(
        label="Assigned to", required=False, empty_label="nobody", queryset=None,
        to_field_name="username", help_text="It waits for them on their first page.",
    )  # fmt: skip

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        to: Any = self.fields["to"]
        to.queryset = roles.who_may("procurement.change_contract")


class KeepsNotesOfRecords:
    """The notes of a contract, and whom it is assigned to."""

    def get_urls(self):
        views = {
            "notes": ("notes/", self.notes_view),
            "settle_note": ("notes/<int:number>/settle/", self.settle_view),
            "assign": ("assign/", self.assign_view),
        }
        return [
            path(f"<path:object_id>/{end}", self.admin_site.admin_view(view),
                 name=f"procurement_contract_{name}")
            for name, (end, view) in views.items()
        ] + super().get_urls()  # fmt: skip

    @shows_typed
    def notes_view(self, request, object_id):
        """Show all notes of a record, the newest last; add one on POST."""
        contract = self._wanted(request, object_id)
        if not request.user.has_perm(NOTES):
            return self._refused(request, contract, "Notes are for editors", for_editors=True)
        statements = actions.desk(contract).statements
        about = {"statement": request.GET.get("about", "")}
        form = NoteForm(request.POST or None, statements=statements, initial=about)
        problems = self._add(request, contract, form) if request.method == "POST" else None
        if problems == []:
            messages.success(request, "Noted, for editors alone.")
            return redirect("admin:procurement_contract_change", contract.pk)
        labels = {one.key: listed(one)["label"] for one in statements}
        context = self._page(request, contract) | {
            "title": "Notes", "form": form, "problems": problems or [],
            "notes": [(note, labels.get(note.statement, "")) for note in _notes(contract)],
        }  # fmt: skip
        return render(request, "admin/desk/notes.html", context)

    def _add(self, request, contract, form):
        """Give what kept it from being added, None where the form says it."""
        if not form.is_valid():
            return None
        try:
            actions.add_note(contract, form.cleaned_data["text"], by=request.user,
                             statement=form.cleaned_data["statement"])  # fmt: skip
        except actions.Refused as refused:
            return refused.problems
        return []

    def settle_view(self, request, object_id, number):
        """Say that nothing is left to do about a note; on POST alone."""
        contract = self._posted(request, object_id, NOTES)
        if contract is None:
            return HttpResponseNotAllowed(["POST"])
        actions.settle_note(get_object_or_404(Note, contract=contract, pk=number), by=request.user)
        messages.success(request, "Settled. It stays among the notes.")
        return redirect("admin:procurement_contract_change", contract.pk)

    @shows_typed
    def assign_view(self, request, object_id):
        """Ask somebody, or nobody, to work on it, on POST."""
        contract = self._wanted(request, object_id)
        if not request.user.has_perm("procurement.change_contract"):
            return self._refused(
                request, contract, "You may not assign contracts", for_editors=True
            )
        form = AssignForm(request.POST or None, initial={"to": contract.assigned_to})
        if request.method == "POST" and form.is_valid():
            to = form.cleaned_data["to"]
            actions.assign(contract, to, by=request.user)
            work_mails.tell_of_assignment(contract, to, request.user)
            messages.success(request, f"Assigned to {to or 'nobody'}.")
            return redirect("admin:procurement_contract_change", contract.pk)
        context = self._page(request, contract) | {"title": "Assign", "form": form}
        return render(request, "admin/desk/assign.html", context)

    def _posted(self, request, object_id, permission):
        if request.method != "POST":
            return None
        contract = self._wanted(request, object_id)
        if not request.user.has_perm(permission):
            raise PermissionDenied
        return contract


def _notes(contract):
    return Note.objects.filter(contract=contract).select_related("by", "settled_by")

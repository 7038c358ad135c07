"""Rows beneath rows on one page: each form carries the formsets of what belongs to it.

A page is validated as a whole and saved in one transaction; to delete a row is to delete what is
beneath it. Rows can be nested to any depth, and are rendered by `admin/procurement/rows.html`.
"""

from copy import copy

from django import forms
from django.contrib import admin
from django.contrib.admin import helpers
from django.forms.formsets import (
    INITIAL_FORM_COUNT,
    MAX_NUM_FORM_COUNT,
    MIN_NUM_FORM_COUNT,
    TOTAL_FORM_COUNT,
    ManagementForm,
)
from django.forms.models import BaseInlineFormSet
from django.forms.utils import ErrorDict
from django.utils.functional import cached_property

from .formfields import TypedFields
from .keys import Chosen
from .notes import KeepsNotes
from .page_limits import counted
from .unsaved_input import unfolded
from .widgets import set_names

# What the names of a row to copy begin with; the script puts the formset's own prefix there.
ANYWHERE = "__rows__"
SCRIPT = "procurement/admin/editing.js"
MISCOUNTED = (
    "The page was not sent as it was shown: it says %s, and has %s. Nothing was saved; all that was"
    " sent is below. Look it through, then save."
)


class NestedFormSet(BaseInlineFormSet):
    """Rows of one kind; `beneath` holds an (inline, formset class) pair for each kind under them."""

    beneath: tuple = ()
    inline: "NestedInline"

    miscounted = ""

    @cached_property
    def management_form(self):
        """How many rows there are: as many as were sent, whatever the page says of them."""
        said = super().management_form
        if not self.is_bound:
            return said
        claimed = [said.cleaned_data.get(name) for name in (TOTAL_FORM_COUNT, INITIAL_FORM_COUNT)]
        known = [str(row.pk) for row in self.get_queryset()]
        told = {TOTAL_FORM_COUNT, INITIAL_FORM_COUNT}.isdisjoint(said.errors)
        sent = counted(self.data, self.prefix, known, claimed[0] if told else len(self.data))
        if not told or claimed != [*sent]:
            says = _in_words(*claimed) if told else "no number of rows"
            self.miscounted = MISCOUNTED % (says, _in_words(*sent))
        names = (TOTAL_FORM_COUNT, INITIAL_FORM_COUNT, MIN_NUM_FORM_COUNT, MAX_NUM_FORM_COUNT)
        counts = zip(names, (*sent, self.min_num, self.max_num), strict=True)
        data = {f"{self.prefix}-{name}": one for name, one in counts}
        form = ManagementForm(data, auto_id=self.auto_id, prefix=self.prefix)
        form.full_clean()
        return form

    def add_fields(self, form, index):
        super().add_fields(form, index)
        key = form.fields[self._pk_field.name]
        form.fields[self._pk_field.name] = Chosen(
            key.queryset, initial=key.initial, required=False, widget=key.widget
        )
        set_names(form)
        form.nested = tuple(inline.build(formset, form, self) for inline, formset in self.beneath)

    def live_forms(self):
        """Give the forms that are not to be deleted and are not blank."""
        # Cleans the forms, which are told apart by what was cleaned.
        _ = self.is_bound and self.errors
        return [form for form in self.forms if not form.is_blank and not self._goes(form)]

    def _goes(self, form):
        return self.is_bound and self.can_delete and self._should_delete_form(form)

    def full_clean(self):
        super().full_clean()
        if self.miscounted:
            self._non_form_errors.append(self.miscounted)
        # So that the page says that something is wrong where only a row beneath is.
        for form in self.forms if self.is_bound else ():
            live = form.has_changed() and not self._goes(form)
            for formset in form.nested if live else ():
                self._errors += formset.errors
                if formset.non_form_errors():
                    self._errors.append(ErrorDict({"__all__": formset.non_form_errors()}))

    def save_new(self, form, commit=True):
        row = super().save_new(form, commit)
        self._save_beneath(form)
        return row

    def save_existing(self, form, obj, commit=True):
        row = super().save_existing(form, obj, commit)
        self._save_beneath(form)
        return row

    def save_existing_objects(self, commit=True):
        """Also name the rows beneath that changed, for the history: a row may have changed in them alone."""
        rows = super().save_existing_objects(commit)
        # By identity: a row that was deleted has no key any more.
        changed = {id(row) for row, _ in self.changed_objects}
        self.changed_objects = [
            (form.instance, [*form.changed_data, *form.changed_beneath()])
            for form in self.initial_forms
            if id(form.instance) in changed
        ]
        return rows

    def _save_beneath(self, form):
        for formset in form.nested:
            formset.instance = form.instance
            formset.save()


def _in_words(total, known):
    rows = "1 row" if total == 1 else f"{total} rows"
    return f"{rows}, {known} of them saved before"


class Rows(helpers.InlineAdminFormSet):
    """A formset as the template shows it: what is there, blank rows, and the one to copy."""

    def __init__(self, *args, level=2, **kwargs):
        super().__init__(*args, **kwargs)
        self.level = level

    @classmethod
    def of(cls, shown: helpers.InlineAdminFormSet) -> "Rows":
        """Give Django's own wrapper as this one."""
        return cls(
            shown.opts, shown.formset, shown.fieldsets, shown.prepopulated_fields,
            shown.readonly_fields, shown.model_admin, shown.has_add_permission,
            shown.has_change_permission, shown.has_delete_permission, shown.has_view_permission,
        )  # fmt: skip

    @property
    def media(self):
        return self.opts.media + self.formset.media

    def split(self) -> dict:
        """Give {"kept", "blank"}: the rows with something in them, and the blank ones."""
        rows = [self._shown(row) for row in self]
        return {
            "kept": [row for row in rows if not row.form.is_blank],
            "blank": [row for row in rows if row.form.is_blank],
        }

    def __iter__(self):
        # Django adds an empty row to every formset; here, one for each kind is on the page.
        shown = copy(self)
        shown.has_add_permission = False
        return helpers.InlineAdminFormSet.__iter__(shown)

    @property
    def kind(self) -> str:
        """Name the kind of row, for the script that adds one."""
        return type(self.opts).__name__

    def empty(self):
        """Give the row to copy where one is added in place."""
        row = helpers.InlineAdminForm(
            self.formset, self.formset.empty_form, self.fieldsets, {}, None,
            self.readonly_fields, model_admin=self.opts,
        )  # fmt: skip
        return self._shown(row)

    def _shown(self, row):
        row.fieldsets = unfolded(row.fieldsets, row.form)
        row.beneath = [
            formset.inline.rows(formset, self, self.level + 2) for formset in row.form.nested
        ]
        row.can_be_removed = self.formset.can_delete and (
            self.has_delete_permission or not row.original
        )
        return row


class NestedInline(KeepsNotes, TypedFields, admin.StackedInline):
    """Rows of one kind on the page of another, with `beneath` naming inlines for what is under them."""

    template = "admin/procurement/rows.html"
    formset = NestedFormSet
    extra = 1
    allowed: dict
    beneath: tuple = ()
    one = ""
    intro = ""

    @property
    def media(self):
        return forms.Media(js=[SCRIPT])

    def get_formset(self, request, obj=None, **kwargs):
        inlines = [inline(self.model, self.admin_site) for inline in self.beneath]
        for inline in inlines:
            inline.allowed = inline.permissions(request)
        beneath = tuple((inline, inline.get_formset(request)) for inline in inlines)
        formset = super().get_formset(request, obj, **kwargs)
        return type(formset.__name__, (formset,), {"beneath": beneath, "inline": self})

    def permissions(self, request) -> dict:
        """Give the permissions of whoever asks, as the template takes them."""
        allowed = {
            f"has_{act}_permission": getattr(self, f"has_{act}_permission")(request, None)
            for act in ("add", "change", "delete", "view")
        }
        return allowed | {"request": request}

    def build(self, formset, form, parent):
        """Give the formset of this kind beneath one form of a parent formset."""
        bound = form.is_bound
        built = formset(
            data=form.data if bound else None,
            files=form.files if bound else None,
            instance=form.instance,
            prefix=f"{form.prefix}-{formset.get_default_prefix()}",
            queryset=self.get_queryset(self.allowed["request"]),
        )
        if not bound and built.initial_form_count():
            built.extra = min(1, self.extra)
        return built

    def rows(self, formset, above: Rows, level: int) -> Rows:
        """Give a formset beneath a row as the template shows it; never more open than the row."""
        request = self.allowed["request"]
        allowed = {
            name: given and (name == "has_view_permission" or above.has_change_permission)
            for name, given in self.allowed.items()
            if name != "request"
        }
        return Rows(
            self, formset, list(self.get_fieldsets(request)), {},
            list(self.get_readonly_fields(request)), above.model_admin, level=level, **allowed,
        )  # fmt: skip


def to_copy(shown: list[Rows]) -> list[Rows]:
    """Give one formset of each kind on a page, from which the script takes the row to copy."""
    kinds: dict[str, Rows] = {}
    waiting = list(shown)
    while waiting:
        rows = waiting.pop()
        if rows.kind in kinds or not rows.has_add_permission:
            continue
        blank = type(rows.formset)(prefix=ANYWHERE, queryset=rows.formset.model.objects.none())
        kinds[rows.kind] = rows = Rows(
            rows.opts, blank, rows.fieldsets, {}, rows.readonly_fields, rows.model_admin,
            level=rows.level,
        )  # fmt: skip
        waiting += rows.empty().beneath
    return list(kinds.values())

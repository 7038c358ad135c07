"""What the forms of the record share: what was changed is saved and no more, and what was typed is echoed."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.text import capfirst

from procurement.lookalikes import lookalikes
from procurement.models import PARTIES, Source

from ..fields import TwoColumns
from ..formfields import TypedFields
from ..site import site
from .definitions import define
from .source_field import SourceField
from .who_field import Sent, WhoField


class RecordForm(forms.ModelForm):
    """A form of one row, which saves only the columns that were changed."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding:
            for name, field in self._two_columns():
                self.initial[name] = field.joined(self.instance, name)
        define(self)

    def clean(self):
        cleaned = super().clean()
        self.check_together(cleaned)
        for name, field in self._two_columns():
            if name in cleaned:
                cleaned[name], second = field.split(cleaned[name])
                setattr(self.instance, field.second(name), second)
        return cleaned

    def check_together(self, cleaned) -> None:
        """Add an error at each field that does not go with the others."""

    def columns(self) -> list[str]:
        """Give the columns to save: those that were changed, and the moment of saving."""
        own = {field.name for field in self.instance._meta.concrete_fields}
        changed = [name for name in self.changed_data if name in own]
        seconds = [field.second(name) for name, field in self._two_columns() if name in changed]
        return [*changed, *seconds, "updated_at"] if changed else []

    def understood(self) -> list[str]:
        """Say how each amount or date that was typed is kept."""
        return [
            f"{field.label}: {field.show(field.joined(self.instance, name))}"
            for name, field in self._two_columns()
            if name in self.changed_data and getattr(self.instance, name) is not None
        ]

    def _two_columns(self):
        return [
            (name, field) for name, field in self.fields.items() if isinstance(field, TwoColumns)
        ]


class _Columns(TypedFields):
    """Makes the fields of one model as all pages of the admin do, and parties and sources to be found."""

    def __init__(self, model):
        self.model, self.opts, self.admin_site = model, model._meta, site
        super().__init__()

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Give the form field of a column."""
        wanted = getattr(db_field.related_model, "kind", "") if db_field.is_relation else ""
        said = {
            "label": capfirst(db_field.verbose_name),
            "required": not db_field.blank,
            "help_text": db_field.help_text,
        }
        if wanted in PARTIES:
            return WhoField(wanted, several=db_field.many_to_many, **said)
        if db_field.related_model is Source:
            return SourceField(**said)
        return super().formfield_for_dbfield(db_field, request, **kwargs)


def form_class(base: type[RecordForm], model, names, request) -> Any:
    """Give the form of a model with these columns, as whoever asks may fill it in."""
    columns = _Columns(model)

    def field(column, **kwargs):
        return columns.formfield_for_dbfield(column, request, **kwargs)

    return forms.modelform_factory(model, form=base, fields=names, formfield_callback=field)


def lookalikes_in(form) -> list[str]:
    """Say which letters of what was typed into a form look like others: also of the name of a party that it made."""
    told = []
    for name in form.changed_data:
        field, typed = form.fields[name], form.cleaned_data.get(name)
        if isinstance(field, WhoField):
            typed = " ".join(form[name].data)
        if isinstance(typed, str) and (found := lookalikes(typed)):
            told.append(f"{field.label}: {', '.join(found)}")
    return told


def as_sent(bound: BoundField) -> list[str]:
    """Give what a browser sends of a field that nobody touches."""
    value = bound.value()
    if isinstance(value, Sent):
        return list(value)
    if value is None or value is False:
        return [] if isinstance(bound.field, forms.BooleanField) else [""]
    if value is True:
        return ["on"]
    return [str(one) for one in value] if isinstance(value, (list, tuple)) else [str(value)]

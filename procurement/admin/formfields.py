"""Which form field each kind of column gets, on pages and in rows alike."""

from django.contrib.admin.widgets import AdminTextareaWidget, RelatedFieldWidgetWrapper
from django.db import models
from django.forms import ModelMultipleChoiceField
from django.utils.text import capfirst

from .fields import DATE_HELP, DAY_HELP, MONEY_HELP, DayField, MoneyField, PartialDateField
from .malformed_input import Chooses


class TypedFields(Chooses):
    """Gives dates and money one text input each, and prose a few lines."""

    formfield_overrides = {
        models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 3})},
    }

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        found = _typed(db_field)
        if found is None:
            return _lean(super().formfield_for_dbfield(db_field, request, **kwargs))
        field, how = found
        said = db_field.help_text.removesuffix("In the currency's minor unit, such as pence.")
        return field(
            label=capfirst(db_field.verbose_name),
            required=not db_field.blank,
            help_text=f"{said} {how}".strip(),
        )


def _typed(db_field):
    if db_field.name == "value_minor":
        return MoneyField, MONEY_HELP
    if type(db_field) is not models.DateField:
        return None
    columns = {field.name for field in db_field.model._meta.fields}
    if f"{db_field.name}_precision" in columns:
        return PartialDateField, DATE_HELP
    return DayField, DAY_HELP


def _lean(field):
    """Leave out the links that delete or view what a row names: pages have many rows."""
    if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
        field.widget.can_delete_related = False
        field.widget.can_view_related = False
        if isinstance(field, ModelMultipleChoiceField):
            # The script's “clear all” would stand in a list without being an item of it.
            field.widget.widget.is_required = True
    return field

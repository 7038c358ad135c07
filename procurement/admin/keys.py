"""Keys as a browser sends them: one that is none is refused at its field, in words.

Django asks the database for whatever looks like a number to Python, and falls over the rest when
the page is shown again. Here a key is what a page of ours would send: the digits of a row's number.
"""

from collections.abc import Iterable

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.db.models import IntegerField, Model

from procurement import plaintext

LARGEST = 2**63 - 1
# No chooser of ours holds more; a forged list of many more is not looked up.
MOST_CHOSEN = 500
SHOWN = 40
NOT_ON_OFFER = "“%(value)s” is not on offer; choose one of the list."
TOO_MANY = f"At most {MOST_CHOSEN} can be chosen; choose fewer."


def is_key(text: str) -> bool:
    """Tell whether a text is the number of a row as a page sends it."""
    return text.isascii() and text.isdigit() and len(text) < 20 and _is_plain(int(text), text)


def _is_plain(number, text):
    return 0 < number <= LARGEST and str(number) == text


def has_number(model: type[Model]) -> bool:
    """Tell whether the rows of a table are known by number."""
    return isinstance(model._meta.pk, IntegerField)


def keys_of(values: Iterable) -> list:
    """Give what of some values can be the number of a row."""
    return [one for one in values if is_key(str(one))][:MOST_CHOSEN]


def _refuse_junk(model: type[Model], value) -> None:
    if not has_number(model) or isinstance(value, model) or is_key(str(value)):
        return
    shown = plaintext.visible(str(value), mark="\ufffd")
    shown = f"{shown[:SHOWN]}…" if len(shown) > SHOWN else shown
    raise ValidationError(NOT_ON_OFFER, code="invalid_choice", params={"value": shown})


class Chosen(forms.ModelChoiceField):
    """One row, chosen by its number."""

    default_error_messages = {"invalid_choice": NOT_ON_OFFER}

    def to_python(self, value):
        if value not in self.empty_values:
            _refuse_junk(self.queryset.model, value)
        return super().to_python(value)


class SeveralChosen(forms.ModelMultipleChoiceField):
    """Any number of rows, chosen by their numbers."""

    default_error_messages = {
        "invalid_choice": NOT_ON_OFFER,
        "invalid_pk_value": NOT_ON_OFFER.replace("value", "pk"),
    }

    def clean(self, value):
        if isinstance(value, (list, tuple)):
            if len(value) > MOST_CHOSEN:
                raise ValidationError(TOO_MANY, code="too_many")
            for one in value:
                _refuse_junk(self.queryset.model, one)
        return super().clean(value)


class OneSelect(AutocompleteSelect):
    """Django's chooser of one row; what is no key is not looked up."""

    def optgroups(self, name, value, attrs=None):
        return super().optgroups(name, keys_of(value), attrs)


class SeveralSelect(AutocompleteSelectMultiple):
    """Django's chooser of several rows; what is no key is not looked up."""

    def optgroups(self, name, value, attrs=None):
        return super().optgroups(name, keys_of(value), attrs)

"""Form fields that read what a person types: a date as far as it is known, an amount of money.

Each stands for two columns of a row. What is refused is said in words, and stays as it was typed.
"""

from django import forms
from django.core.exceptions import ValidationError

from procurement import dates, money
from procurement.dates import PartialDate
from procurement.models.fields import partial_date
from procurement.money import Money

DATE_HELP = "Such as 21 May 2026, May 2026 or 2026."
DAY_HELP = "Such as 21 May 2026."
MONEY_HELP = "Such as £50m, 50,000,000 or EUR 5m."


class TextValueField(forms.CharField):
    """One line of text that stands for a value; `read` gives the value, or raises ValueError."""

    def __init__(self, **kwargs):
        super().__init__(**{"max_length": 80, "empty_value": None} | kwargs)
        self.widget.attrs["class"] = "vTextField typed"

    def read(self, text: str):
        """Give the value that a text stands for."""
        raise NotImplementedError

    def show(self, value) -> str:
        """Give a value as it stands in the input: exactly as it was understood."""
        return str(value)

    def clean(self, value):
        text = super().clean(value)
        return None if text is None else self._read(text)

    def _read(self, text):
        try:
            return self.read(text)
        except ValueError as error:
            raise ValidationError(str(error), code="typed") from error

    def prepare_value(self, value):
        return value if value is None or isinstance(value, str) else self.show(value)

    def has_changed(self, initial, data):
        try:
            return self.clean(data) != (
                self.clean(initial) if isinstance(initial, str) else initial
            )
        except ValidationError:
            return True


class TwoColumns(TextValueField):
    """A typed value that a row keeps in two columns: the field's own and a second one."""

    def second(self, name: str) -> str:
        """Give the name of the second column."""
        raise NotImplementedError

    def joined(self, row, name: str):
        """Give the value that a row keeps."""
        raise NotImplementedError

    def split(self, value) -> tuple:
        """Give what the two columns keep."""
        raise NotImplementedError


class PartialDateField(TwoColumns):
    """A date known to the day, the month or the year."""

    def read(self, text):
        return dates.parse(text)

    def second(self, name):
        return f"{name}_precision"

    def joined(self, row, name):
        return partial_date(getattr(row, name), getattr(row, self.second(name)))

    def split(self, value):
        return (value.on, value.precision) if value else (None, "")


class DayField(TextValueField):
    """A date known to the day."""

    def read(self, text):
        date = dates.parse(text)
        if date.precision != "day":
            raise dates.DateError("The day is needed here, such as 21 May 2026.")
        return date.on

    def show(self, value):
        return PartialDate(value).show()


class MoneyField(TwoColumns):
    """An amount of money with its currency; pounds unless another one is named."""

    def read(self, text):
        return money.parse(text)

    def second(self, name):
        return name.replace("value_minor", "currency")

    def joined(self, row, name):
        minor = getattr(row, name)
        return None if minor is None else Money(minor, getattr(row, self.second(name)))

    def split(self, value):
        return (value.minor, value.currency) if value else (None, "")

"""What one parameter may be: each is a form field that reads every value given for it.

Empty values count as not given. A field refuses what is not on offer, in words.
"""

import re
from collections.abc import Callable, Iterable
from copy import copy

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from procurement import codelists, dates, identifiers

from .doubt import LONGEST_SHOWN, Answer, Doubt, error_in_words, printable, refuse

LONGEST_TEXT = 200
LARGEST_ID = 999_999_999
# More than anybody counts.
MOST_BIDS = 999_999
MOST_VALUES = 50
MOST_PARTIES = 20
Options = list[tuple[str, str]] | Callable[[], list[tuple[str, str]]]


class Values(forms.Widget):
    """Reads the values given for a parameter."""

    def value_from_datadict(self, data, files, name):
        """Give the list of what was given."""
        return values_given(data, name)


def values_given(data: QueryDict, name: str) -> list[str]:
    """Give the values of a parameter: without empty ones, each once."""
    if name not in data:
        return []
    values = (value.strip() for value in data.getlist(name))
    return list(dict.fromkeys(value for value in values if value))


class Parameter(forms.Field):
    """One parameter; `many` may be given several times, which means any of them."""

    widget = Values
    most = MOST_VALUES

    def __init__(self, *, many: bool = False, **kwargs) -> None:
        self.many = many
        super().__init__(**kwargs)

    def __deepcopy__(self, memo):
        """A form takes its own of each field for each request; these keep nothing of one."""
        return self

    def clean(self, value: list[str]):
        """Give what each value means: a list for `many`, else one or None."""
        if not value:
            return [] if self.many else None
        for one in value:
            if "\x00" in one:
                raise ValidationError(
                    f"“{printable(one)}” holds a character that no text has (NUL). Leave it out."
                )
        if len(value) > 1 and not self.many:
            both = " and ".join(f"“{printable(one)}”" for one in value[:2])
            raise ValidationError(f"It is given as {both}. Accepted: one value.")
        if len(value) > self.most:
            raise ValidationError(f"It is given {len(value)} times. Accepted: at most {self.most}.")
        read = [self.read(one) for one in value]
        return read if self.many else read[0]

    def read(self, text: str):
        """Give what one value means; `ValidationError` where it means nothing."""
        return text


class Text(Parameter):
    """Words to search for."""

    def read(self, text):
        """Give the words, at most 200 characters."""
        if len(text) > LONGEST_TEXT:
            raise ValidationError(
                f"“{printable(text)}” has {len(text)} characters. Accepted: at most {LONGEST_TEXT}."
            )
        return text


class Choice(Parameter):
    """Codes from a list: `options` are (code, label) pairs, and `offered` those that a form shows of many."""

    def __init__(
        self,
        *,
        options: Iterable[tuple[str, str]],
        offered: Iterable[tuple[str, str]] = (),
        **kwargs,
    ) -> None:
        self._options: Options = list(options)
        self._offered = list(offered)
        super().__init__(**kwargs)

    def among(self, options: Callable[[], list[tuple[str, str]]]) -> "Choice":
        """Give this parameter with other options. They are asked for once, if at all: it may take a query."""
        own = copy(self)
        own._options = options
        return own

    @property
    def options(self) -> list[tuple[str, str]]:
        """The (code, label) pairs that are accepted."""
        if callable(self._options):
            self._options = self._options()
        return self._options

    @property
    def offered(self) -> list[tuple[str, str]]:
        """Those that a form shows."""
        return self._offered or self.options

    def read(self, text):
        """Give the code."""
        if text not in dict(self.options):
            raise refuse(text, ", ".join(_coded(*option) for option in self.options))
        return text


def _coded(code, label):
    """A code with its label, which is not said twice where they are the same words."""
    same = code.replace("_", " ").casefold() == label.casefold()
    return code if same else f"{code} ({label})"


class Cpv(Choice):
    """CPV codes: a division from the list, or the first three to eight digits of a code."""

    def read(self, text):
        """Give the digits."""
        code = text.partition("-")[0]
        if re.fullmatch(r"[0-9]{3,8}", code) and code[:2] in dict(self.options):
            return code.rstrip("0").ljust(2, "0") if len(code) == len("72000000") else code
        if text not in dict(self.options):
            raise refuse(
                text, "a division such as 72, or the first three to eight digits of a code"
            )
        return text


class Place(Choice):
    """Codes of regions, or names of them that can mean no other."""

    def read(self, text):
        """Give the code."""
        if code := codelists.region_named(text):
            return code
        refusal = refuse(text, ", ".join(_coded(*option) for option in self.options))
        names = dict(self.options)
        like = [Answer(code, names[code]) for code in codelists.regions_beginning(text)]
        raise Doubt(refusal.message, text, like) if like else refusal


class Bids(Choice):
    """How many bids came in: a number, or a range such as 2-5 or 5- (5 and more)."""

    def read(self, text):
        """Give the least and the most that are meant."""
        found = re.fullmatch(r"([0-9]{1,6})(-([0-9]{1,6})?)?", text)
        least = int(found[1]) if found else 0
        most = None if found is None else int(found[3] or MOST_BIDS) if found[2] else least
        if most is None or most < least:
            raise refuse(text, "a number such as 1, or a range such as 2-5, or 5- for 5 and more")
        return least, most


class Party(Parameter):
    """Buyers, vendors or stakeholders, by public id, identifier or name."""

    most = MOST_PARTIES

    def read(self, text):
        """Give a public id, the scheme and value of an identifier, or else a name."""
        if re.fullmatch(r"[1-9][0-9]{0,8}", text):
            return int(text)
        # An official number without its scheme: of a company, as people paste it.
        if re.fullmatch(r"0[0-9]{5,9}", text):
            return "", text
        try:
            return identifiers.split(text)
        except identifiers.IdentifierError:
            pass
        # A number is no name, and neither is what has no letter.
        if len(text) > LONGEST_TEXT or not re.search(r"[^\W\d_]", text):
            raise refuse(text, ACCEPTED_PARTY)
        return Name(text)


class Name(str):
    """What was typed where a party is asked for, and is neither its number nor an identifier."""


ACCEPTED_PARTY = (
    f"a number from 1 to {LARGEST_ID}, an identifier such as GB-COH-01234567, or a name"
)


class Day(Parameter):
    """A date; a month or year stands for its first day, or for its `last`."""

    def __init__(self, *, last: bool = False, **kwargs) -> None:
        self.last = last
        super().__init__(**kwargs)

    def read(self, text):
        """Give the day."""
        if len(text) > LONGEST_SHOWN:
            raise refuse(text, dates.ACCEPTED.removeprefix("Write ").rstrip("."))
        try:
            date = dates.parse(text)
        except dates.Ambiguous as error:
            days = [Answer(day.iso(), day.show()) for day in error.readings]
            raise Doubt(str(error), text, days, f"Which day is “{text}”?", len(days)) from None
        except dates.DateError as error:
            raise ValidationError(error_in_words(text, error)) from None
        return date.last() if self.last else date.on


class Year(Parameter):
    """A year of four digits."""

    def read(self, text):
        """Give the number."""
        if not re.fullmatch(r"[12][0-9]{3}", text):
            raise refuse(text, "a year such as 2025")
        return int(text)


class PageNumber(Parameter):
    """Which page; one beyond any end is a number all the same."""

    def read(self, text):
        """Give the number."""
        if not re.fullmatch(r"[1-9][0-9]*", text):
            raise refuse(text, "a whole number from 1")
        return int(text[: len(str(LARGEST_ID)) + 1])

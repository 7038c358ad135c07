"""One part of a dictionary that is entered: its values as they should be, or a sentence with their place."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError

from procurement import dates, money, plaintext
from procurement.dates import PartialDate
from procurement.money import Money

from ..errors import Refused

# How columns are called in the dictionary, where that is another word.
_CALLED = {
    "attribution": "level",
    "happened_on": "date",
    "outcome_on": "outcome_date",
    "is_primary": "primary",
    "published_on": "published",
    "stated_on": "date",
    "takes_the": "the",
    "value_minor": "value",
}
_NEEDED = {str: "a text", bool: "true or false", int: "a whole number", list: "a list"}


class Part:
    """One dictionary, which may hold the `known` keys alone; `place` is where it stands."""

    def __init__(self, data: object, known: Iterable[str], place: str = "") -> None:
        self.place = place
        if not isinstance(data, dict):
            raise self.refused("", "a dictionary is needed.")
        self._data: dict[Any, Any] = data
        known = tuple(known)
        for key in data:
            if key not in known:
                raise self.refused("", f"“{key}” is not known here. Known: {', '.join(known)}.")

    def refused(self, key: str, words: str) -> Refused:
        """Give a refusal that names the place of a key."""
        place = self.at(key)
        return Refused([f"{place}: {words}" if place else words[0].upper() + words[1:]])

    def at(self, key: str) -> str:
        """Give the place of a key in words: "interventions 2, grounds 1, words"."""
        return ", ".join(filter(None, (self.place, key)))

    def states(self, key: str) -> bool:
        """Say whether a key is there, and not None."""
        return self._data.get(key) is not None

    def text(self, key: str, default: str = "") -> str:
        """Give a text, as it will be kept."""
        try:
            return plaintext.clean(self._typed(key, str, default), multiline=True)
        except plaintext.PlainTextError as error:
            raise self.refused(key, str(error)) from error

    def flag(self, key: str) -> bool:
        """Give true or false; false where it is not stated."""
        return self._typed(key, bool, False)

    def number(self, key: str) -> int | None:
        """Give a whole number."""
        return self._typed(key, int, None)

    def each(self, key: str) -> list:
        """Give the items of a list."""
        return self._typed(key, list, [])

    def parts(self, key: str, known: Iterable[str]) -> list["Part"]:
        """Give the dictionaries of a list, each with its place, counted from 1."""
        items = enumerate(self.each(key), start=1)
        return [Part(item, known, self.at(f"{key} {number}")) for number, item in items]

    def part(self, key: str, known: Iterable[str]) -> "Part | None":
        """Give a dictionary; None where there is none."""
        return Part(self._data[key], known, self.at(key)) if self.states(key) else None

    def date(self, key: str) -> PartialDate | None:
        """Give a date as far as it is known."""
        if not self.states(key):
            return None
        form = self._data[key]
        stated = form if isinstance(form, dict) else {"on": form}
        part = Part(stated, ("on", "precision"), self.at(key))
        try:
            found = dates.parse(part.text("on"))
        except dates.DateError as error:
            raise self.refused(key, str(error)) from error
        if part.text("precision", found.precision) != found.precision:
            raise self.refused(key, f"“{part.text('on')}” is known to the {found.precision}.")
        return found

    def day(self, key: str) -> datetime.date | None:
        """Give a date that has to be known to the day."""
        found = self.date(key)
        if found and found.precision != "day":
            raise self.refused(key, "it has to be known to the day.")
        return found.on if found else None

    def money(self, key: str) -> Money | None:
        """Give an amount of money; `amount`, where it is stated beside `minor`, has to agree."""
        part = self.part(key, ("minor", "currency", "amount"))
        if part is None:
            return None
        minor = part.number("minor")
        if minor is None or not 0 <= minor <= money.LARGEST_MINOR:
            words = f"a whole number from 0 to {money.LARGEST_MINOR} is needed."
            raise part.refused("minor", words)
        try:
            found = Money(minor, part.text("currency"))
        except money.MoneyError as error:
            raise part.refused("currency", str(error)) from error
        told = str(found.as_json()["amount"])
        if part.text("amount", told) != told:
            raise part.refused("amount", f"`minor` makes it {told}.")
        return found

    def saved(self, row: Any) -> Any:
        """Save a row that this part states, made valid as a form does; give it."""
        self._try(row.full_clean)
        row.save()
        return row

    def normal(self, row: Any) -> Any:
        """Give a row that is only to be looked up, its values as they would be kept."""
        self._try(row.clean)
        return row

    def _try(self, clean):
        try:
            clean()
        except ValidationError as error:
            raise Refused(list(self._told(error))) from error

    def _told(self, error):
        for field, messages in error.message_dict.items():
            key = "" if field == "__all__" else _CALLED.get(field, field)
            yield from (self.refused(key, message).problems[0] for message in messages)

    def _typed(self, key, kind, default):
        value = self._data.get(key)
        if value is None:
            return default
        # A bool is an int to Python, and to nobody else.
        if type(value) is not kind:
            raise self.refused(key, f"{_NEEDED[kind]} is needed.")
        return value


def two_columns(column: str, date: PartialDate | None) -> dict[str, Any]:
    """Give a date as the two columns that a row keeps it in."""
    return {column: date and date.on, f"{column}_precision": date.precision if date else ""}

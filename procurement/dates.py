"""Dates known to the day, the month or the year: shown as known, never with an invented day."""

import calendar
import datetime
import re
import zoneinfo
from dataclasses import dataclass

# The day of this record is London's, wherever it is read.
LONDON = zoneinfo.ZoneInfo("Europe/London")
# Of each precision, how much of a day in ISO 8601 is stated.
WIDTHS = {"day": 10, "month": 7, "year": 4}
PRECISIONS = tuple(WIDTHS)
NOT_STATED = "date not stated"
FIRST_YEAR, LAST_YEAR = 1900, 2100
ACCEPTED = "Write a date as 2026-05-21, 21/05/2026, 21 May 2026, May 2026, 2026-05 or 2026."

_ISO = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?")
_WORDS = re.compile(r"(?:(?P<day>[0-9]{1,2}) +)?(?P<month>[A-Za-z]+) +(?P<year>[0-9]{4})")
_FIGURES = re.compile(r"([0-9]{1,2})( *[/.-] *| +)([0-9]{1,2})\2([0-9]{4})")
# Written out: calendar.month_name would follow the locale of the machine.
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_NUMBERS = {
    name.lower(): number
    for number, month in enumerate(_MONTHS, start=1)
    for name in (month, month[:3])
}
_REFUSED = (
    (r"[\x00-\x1f\x7f]", "The date holds a character that cannot be seen."),
    (r"[^\x00-\x7f]", "The date holds a character other than digits 0 to 9 and English letters."),
    (r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ].+", "Leave the time of day out of “{}”."),
    (r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}", "Month and day need two digits each in “{}”."),
    (r"^[0-9/. -]+[/. -][0-9]{4}$", "Day, month and year cannot be told apart in “{}”."),
    (r"(?<![0-9])[0-9]{2}", "The year in “{}” must have four digits."),
)


def today() -> datetime.date:
    """Give the day by which all that depends on the day is told."""
    return datetime.datetime.now(LONDON).date()


class DateError(ValueError):
    """A date that is not understood; the message says why, and what is accepted."""


class Ambiguous(DateError):
    """A date that may be either of two days: `readings`, day before month first."""

    def __init__(self, text: str, readings: "list[PartialDate]") -> None:
        self.readings = readings
        shown = " or ".join(one.show() for one in readings)
        written = " or ".join(one.iso() for one in readings)
        super().__init__(f"“{text}” may be {shown}. Write {written}.")


@dataclass(frozen=True)
class PartialDate:
    """A date as far as it is known: `on` is the first day it may be.

    Known to the month, `on` is its first day; known to the year, 1 January. Raises `DateError`
    where that does not hold, or the year is outside 1900 to 2100.
    """

    on: datetime.date
    precision: str = "day"

    def __post_init__(self) -> None:
        if type(self.on) is not datetime.date:
            raise DateError("A date is needed, without a time of day.")
        if self.precision not in PRECISIONS:
            raise DateError(f"The precision must be one of {', '.join(PRECISIONS)}.")
        if not FIRST_YEAR <= self.on.year <= LAST_YEAR:
            raise DateError(f"The year must be from {FIRST_YEAR} to {LAST_YEAR}.")
        if self.on != _first(self.on, self.precision):
            raise DateError(f"A date known to the {self.precision} is kept as its first day.")

    def show(self) -> str:
        """Give it in words: "21 May 2026", "May 2026" or "2026"."""
        month = f"{_MONTHS[self.on.month - 1]} {self.on.year}"
        return {"day": f"{self.on.day} {month}", "month": month, "year": str(self.on.year)}[
            self.precision
        ]

    def iso(self) -> str:
        """Give it as ISO 8601 has it: "2026-05-21", "2026-05" or "2026"."""
        return self.on.isoformat()[: WIDTHS[self.precision]]

    def last(self) -> datetime.date:
        """Return the last day it may be."""
        if self.precision == "day":
            return self.on
        month = self.on.month if self.precision == "month" else 12
        return datetime.date(self.on.year, month, calendar.monthrange(self.on.year, month)[1])

    def as_json(self) -> dict[str, str]:
        """Return {"on": "2026-05", "precision": "month"}."""
        return {"on": self.iso(), "precision": self.precision}

    def __str__(self) -> str:
        return self.show()


def from_json(data: dict[str, str]) -> PartialDate:
    """Return the date that `as_json()` wrote; `DateError` where its two parts disagree."""
    date = parse(data["on"])
    if date.as_json() != data:
        raise DateError(f"“{data['on']}” is not a date known to the {data['precision']}.")
    return date


def parse(text: str) -> PartialDate:
    """Read what a person typed: "2026-05-21", "2026-05", "2026", "21 May 2026", "May 2026".

    Month names are English, whole or three letters. Figures are read where they can be one day only
    (31/12/2024, 12.31.2024, 4-4-2024); raises `Ambiguous` where they may be two (01/02/2024).
    Raises `DateError` for all else: dates that do not exist (2024-02-30), or are outside 1900 to 2100.
    """
    text = text.strip(" ")
    if figures := _FIGURES.fullmatch(text):
        return _of_figures(text, figures)
    found = _ISO.fullmatch(text) or _WORDS.fullmatch(text)
    if not found:
        raise DateError(f"{_fault(text)} {ACCEPTED}")
    month = found["month"] and _month(found["month"])
    precision = "day" if found["day"] else "month" if found["month"] else "year"
    try:
        day = datetime.date(int(found["year"]), month or 1, int(found["day"] or 1))
    except ValueError:
        raise DateError(f"There is no such date as {text}. {ACCEPTED}") from None
    return PartialDate(day, precision)


def stated(text: str) -> PartialDate:
    """Read a day in ISO 8601, or a moment, which is of the day that it is in London."""
    if "T" not in text:
        return parse(text)
    return PartialDate(datetime.datetime.fromisoformat(text).astimezone(LONDON).date())


def _of_figures(text, figures):
    first, second, year = (int(figures[group]) for group in (1, 3, 4))
    pairs = dict.fromkeys([(first, second), (second, first)])
    readings = [found for day, month in pairs if (found := _day(year, month, day))]
    if not readings:
        raise DateError(f"There is no such date as {text}. {ACCEPTED}")
    if len(readings) > 1:
        raise Ambiguous(text, readings)
    return readings[0]


def _day(year, month, day):
    """The day, if there is one. A year outside the range is said to be, as everywhere."""
    try:
        return PartialDate(datetime.date(year, month, day))
    except DateError:
        raise
    except ValueError:
        return None


def show(date: PartialDate | None) -> str:
    """Give the date in words, or "date not stated"."""
    return date.show() if date else NOT_STATED


def _first(day: datetime.date, precision: str) -> datetime.date:
    if precision == "day":
        return day
    return day.replace(day=1) if precision == "month" else day.replace(month=1, day=1)


def _month(text: str) -> int:
    number = int(text) if text.isdigit() else _NUMBERS.get(text.lower())
    if number is None:
        raise DateError(f"“{text}” is not an English month. {ACCEPTED}")
    return number


def _fault(text: str) -> str:
    if not text:
        return "The date is empty."
    if len(text) > 40:
        return "The date has more than 40 characters."
    for pattern, words in _REFUSED:
        if re.search(pattern, text):
            return words.format(text)
    return f"“{text}” is not understood as a date."

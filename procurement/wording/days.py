"""The days that a stage is told by, in words: as exact as they are stated, and no more."""

import datetime
from collections.abc import Mapping
from functools import lru_cache

from procurement import dates
from procurement.dates import PartialDate

# Lists tell the same days many times over.
_kept = lru_cache(maxsize=8192)


@_kept
def date(text: str | None) -> PartialDate | None:
    """Give a day as it is stated, parsed; None for none."""
    return dates.parse(text) if text else None


@_kept
def last(text: str) -> datetime.date:
    """Give the last day that a day as stated may be."""
    return dates.parse(text).last()


@_kept
def in_words(text: str | None) -> str:
    """Give a day in words, "May 2026"; "" for none."""
    return dates.parse(text).show() if text else ""


@_kept
def when(text: str | None) -> str:
    """Give when, after a verb: "on 1 May 2026", "in May 2026"; "" for none."""
    found = date(text)
    return f"{'on' if found.precision == 'day' else 'in'} {found.show()}" if found else ""


@_kept
def _end(end, latest):
    if not end:
        return f"at latest {when(latest)}"
    if latest and last(latest) > last(end):
        return f"{when(end)}, at latest {when(latest)}"
    return when(end)


class Words(dict):
    """The words for days that a telling asks for, from the days as stated."""

    def __init__(self, days: Mapping[str, str]) -> None:
        super().__init__()
        self._days = days

    def __missing__(self, name: str) -> str:
        end, latest = self._days.get("ends_on"), self._days.get("latest_end_on")
        if name == "end":
            return _end(end, latest)
        if name == "as_of":
            return in_words(self._days.get("said_on"))
        if name in ("due", "latest"):
            return when(end) if name == "due" else in_words(latest)
        if name == "deadline":
            return in_words(self._days.get("open_until"))
        return when(
            self._days.get({"start": "starts_on", "said": "said_on", "ended": "ended_on"}[name])
        )

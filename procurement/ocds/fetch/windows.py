"""Stretches of time to ask for, in whole minutes of UK local time, as both services count it.

From which day to which is what a person asks for, checked.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from procurement import dates

from .errors import FetchError
from .services import Service

LONDON = ZoneInfo("Europe/London")
SETTLED = timedelta(days=1)  # after its end, a window gets no more notices


@dataclass(frozen=True)
class Window:
    """From `start` to `end`, local time without a zone.

    The hour that comes twice in October belongs to whichever window has it on the clock: windows
    that meet on the clock leave no gap, however a service reads that hour.
    """

    start: datetime
    end: datetime

    @classmethod
    def between(cls, start: str, end: str) -> "Window":
        """Return the window that has these `bounds()`."""
        return cls(datetime.fromisoformat(start), datetime.fromisoformat(end))

    def halves(self) -> tuple["Window", "Window"]:
        """Return the two windows, of whole minutes, that make up this one."""
        middle = self.start + (self.end - self.start) // 2
        middle = middle.replace(second=0, microsecond=0)
        return Window(self.start, middle), Window(middle, self.end)

    def can_be_halved(self, floor: timedelta) -> bool:
        """Say whether both halves are at least as long as `floor`."""
        return all(half.end - half.start >= floor for half in self.halves())

    def is_settled(self, moment: datetime) -> bool:
        """Say whether at that moment, which has a zone, the window was over for more than a day."""
        return self.end.replace(tzinfo=LONDON) + SETTLED < moment

    def bounds(self) -> tuple[str, str]:
        """Return both ends as the services take them: "2026-09-01T06:00:00"."""
        return self.start.isoformat(), self.end.isoformat()

    @property
    def stem(self) -> str:
        """Return what the names of all files about it begin with."""
        return "-".join(end.replace(":", "").replace("-", "") for end in self.bounds())

    def __str__(self) -> str:
        return f"{self.start:%Y-%m-%d %H:%M} to {self.end:%Y-%m-%d %H:%M}"


def windows(start: datetime, end: datetime, step: timedelta) -> Iterator[Window]:
    """Yield windows of `step` from `start` on; the last ends at `end`, cut to the minute."""
    end = end.replace(second=0, microsecond=0)
    while start < end:
        yield Window(start, min(start + step, end))
        start += step


WEEK = timedelta(days=7)


def span(service: Service, since: str, until: str, now: datetime) -> tuple[datetime, datetime]:
    """Return the start of the first day, and the end of the last or `now`, on UK clocks.

    `since` and `until` are dates as people write them, or "": until today, since a week before
    that. Raises `FetchError`, naming what is accepted.
    """
    today = now.date()
    last = min(_read("--until", until, today).last(), today) if until else today
    first = _read("--since", since, today).on if since else max(last - WEEK, service.first)
    if first > last:
        raise FetchError(f"--since {first} is after --until {last}; give the earlier day first.")
    if first < service.first:
        raise FetchError(f"{service.name} has notices from {service.first} on; {first} is before.")
    return _midnight(first), min(_midnight(last + timedelta(days=1)), now)


def _read(option: str, text: str, today: date) -> dates.PartialDate:
    try:
        read = dates.parse(text)
    except dates.DateError as error:
        raise FetchError(f"{option}: {error}") from None
    if read.on > today:
        raise FetchError(f"{option} {text} is in the future; the last day is today, {today}.")
    return read


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())

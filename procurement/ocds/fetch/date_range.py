"""From which day to which: what a person asks for, checked."""

from datetime import date, datetime, time, timedelta

from procurement import dates

from .errors import FetchError
from .services import Service

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

"""The days that tell whether a contract is open for bids, running or over: kept, and compared."""

import datetime
from collections.abc import Mapping

from django.db.models import Q

from procurement import dates

# Stages at which bids may be asked for, of a part at least, and at which a contract may run.
_OPEN = {"tender", "award_proposed", "award", "contract_pending", "active", "unknown"}
_RUNS = {"award", "active", "unknown"}
# At these, nothing that was planned came about.
_CAME_TO_NOTHING = {"cancelled", "unsuccessful", "withdrawn"}
WHEN_COLUMNS = ("open_until", "starts_on", "ends_on", "latest_end_on")
# What the register keeps beside them: the day of ending.
REGISTER_DAYS = (*WHEN_COLUMNS, "ended_on")
_TELLING = (*REGISTER_DAYS, "other_end_on")
_LATEST = ("latest_end_on", "other_end_on")


def when_columns(stage: str, days: Mapping[str, str]) -> tuple[datetime.date | None, ...]:
    """Give the values of WHEN_COLUMNS for a stage and its stated days (`wording.DAYS`).

    Of a start the first day it may be, of all else the last. A day that does not bear on whether
    it is open, running or over is left out: the deadline of what is only planned, the start of what is
    over.
    """
    if stage in _CAME_TO_NOTHING:
        return (None, None, None, None)
    stated = {name: dates.parse(days[name]) for name in _TELLING if days.get(name)}
    start, end = stated.get("starts_on"), stated.get("ends_on")
    if ended := stated.get("ended_on"):
        end = stated["latest_end_on"] = stated["other_end_on"] = ended
    elif start and end and end.last() < start.on:
        start = end = None  # It would end before it starts: neither tells anything.
    return (
        _last(stated.get("open_until")) if stage in _OPEN else None,
        start.on if start and stage in _RUNS else None,
        _last(end),
        max(filter(None, map(_last, (end, *map(stated.get, _LATEST)))), default=None),
    )


def _last(date: dates.PartialDate | None) -> datetime.date | None:
    return date.last() if date else None


def open_on(day: datetime.date) -> Q:
    """Contracts whose deadline for bids is that day or later."""
    return Q(open_until__gte=day)


def running_on(day: datetime.date) -> Q:
    """Contracts that have started by that day and whose stated end is that day or later."""
    return Q(starts_on__lte=day, ends_on__gte=day)


def over_on(day: datetime.date) -> Q:
    """Contracts whose latest stated end is before that day."""
    return Q(latest_end_on__lt=day)

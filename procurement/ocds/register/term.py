"""When bids close, when what is bought runs, and how it came to its end. Days are ISO 8601."""

import datetime
from collections.abc import Sequence
from typing import Any

from procurement.codelists import NOTHING_BOUGHT


def ended(day: str | None, due: Sequence[str]) -> str:
    """Give what a stated day of ending says beside the ends that were stated before it.

    early, at term, or "" where it says neither.
    """
    if not day or not due:
        return ""
    return "early" if day < max(due) else "at term"


def term(awards: Sequence[dict], agreements: Sequence[dict]) -> dict[str, Any]:
    """Give {"starts_on", "ends_on", "latest_end_on", "ended_on", "gaps"} of all that was awarded or signed.

    What is signed says it of its award; what is terminated, of nothing that still runs. What is not
    stated is not there. Where terms leave days out between them ("gaps"), there is no start from which
    it runs.
    """
    standing = [one for one in agreements if one.get("status") not in NOTHING_BOUGHT]
    running = [one for one in standing if one.get("status") != "terminated"] or standing
    signed = {one.get("award") for one in standing if "starts_on" in one or "ends_on" in one}
    rows = [
        *running,
        *(
            one
            for one in awards
            if one.get("status") not in NOTHING_BOUGHT and one["id"] not in signed
        ),
    ]
    ends, latest = _days(rows, "ends_on"), _days(rows, "latest_end_on")
    gaps = _has_gaps(rows)
    found = {
        "starts_on": None if gaps else min(_days(rows, "starts_on"), default=None),
        "ends_on": max(ends, default=None),
        "latest_end_on": max([*latest, *ends], default=None) if latest else None,
        "ended_on": max(_days(running, "ended_on"), default=None),
        "gaps": gaps,
    }
    return {name: day for name, day in found.items() if day}


def with_applying(periods: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Tell by when to apply from by when to bid: a code of PERIOD_KIND is another then.

    Where those who apply are invited to bid on a later day, the deadline for "bidding" is one for "applying".
    """
    invited = max((one["on"] for one in periods if one["what"] == "invitation"), default="")
    return [
        one | {"what": "applying"}
        if one["what"] == "bidding" and one.get("ends_on", invited) < invited
        else one
        for one in periods
    ]


def _has_gaps(rows):
    terms = sorted(
        (one["starts_on"], one["ends_on"])
        for one in rows
        if "starts_on" in one and "ends_on" in one
    )
    until = terms[0][1] if terms else ""
    for starts_on, ends_on in terms[1:]:
        if starts_on > _next(until):
            return True
        until = max(until, ends_on)
    return False


def _next(day):
    return (datetime.date.fromisoformat(day) + datetime.timedelta(days=1)).isoformat()


def _days(rows, name):
    return [one[name] for one in rows if name in one]

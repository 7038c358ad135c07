"""When bids close, when what is bought runs, and how it came to its end."""

import datetime
from collections.abc import Sequence
from typing import Any

from procurement.codelists import NOTHING_BOUGHT

Day = datetime.date | None


def ended_on(row: dict[str, Any]) -> Day:
    """Give the day of ending that a termination states: by itself, or as another end than before."""
    if row.get("status") != "terminated":
        return None
    return row.get("ended_on") or (row.get("ends_on") if row.get("due_on") else None)


def ended(row: dict[str, Any], due: Sequence[datetime.date]) -> str:
    """Give what a reason, or a stated day of ending beside the ends that were stated, says of it.

    early, at term, or "" where neither says so, and of what is not terminated.
    """
    if row.get("status") != "terminated":
        return ""
    if row.get("ended"):
        return row["ended"]
    day = ended_on(row)
    if not day or not due:
        return ""
    return "early" if day < max(due) else "at term"


def open_until(whole: dict[str, Any], tender: dict[str, Any], awards: Sequence[Any]) -> Day:
    """Give the deadline for bids; not one that was still ahead when the tender was said to be closed.

    What is awarded is not told by it, so there it stands as a fact.
    """
    deadline, told = tender.get("open_until"), whole.get("told_on")
    closed = tender.get("status") not in ("", None, "planning", "tender") and not awards
    return None if deadline and closed and told and told < deadline else deadline


def term(awards: Sequence[Any], agreements: Sequence[Any]) -> dict[str, Day]:
    """Give {"starts_on", "ends_on", "latest_end_on", "ended_on"} of all that was awarded or signed.

    What is signed says it of its award; what is terminated, of nothing that still runs.
    """
    standing = [one for one in agreements if one.status not in NOTHING_BOUGHT]
    running = [one for one in standing if one.status != "terminated"] or standing
    signed = {one.award for one in standing if one.starts_on or one.ends_on}
    rows = [
        *running,
        *(
            one
            for place, one in enumerate(awards)
            if one.status not in NOTHING_BOUGHT and place not in signed
        ),
    ]
    starts = [one.starts_on for one in rows if one.starts_on]
    ends = [one.ends_on for one in rows if one.ends_on]
    latest = [one.latest_end_on for one in rows if one.latest_end_on]
    days = [one.ended_on for one in running if one.ended_on]
    return {
        "ended_on": max(days, default=None),
        "starts_on": min(starts, default=None),
        "ends_on": max(ends, default=None),
        "latest_end_on": max([*latest, *ends], default=None) if latest else None,
    }

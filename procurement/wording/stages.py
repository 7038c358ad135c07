"""A stage in words, by the day on which it is read: a deadline that has passed is past.

Nothing here is kept: what is kept are the days as stated, and sentences with the place of the verb
left open.
"""

import datetime
from collections.abc import Mapping
from typing import NamedTuple

from .days import Words, date, in_words, last

# The days that a stage is told by: when it was last said, the deadline for bids, the term, the day
# of ending; the deadline of what is not awarded yet, and an end that is stated beside that of the term.
# Each is ISO 8601, as exact as stated: {"ends_on": "2026-09"}; one that is not stated is left out.
# "beside" is no day: what its notices say beside it, in clauses that follow it.
DAYS = (
    "said_on", "open_until", "starts_on", "ends_on", "latest_end_on", "ended_on", "also_open_until",
    "other_end_on", "beside",
)  # fmt: skip

# Where a headline takes the verb, what follows it, and what is to be added at its end.
VERB, REST, MORE = "\x1c", "\x1d", "\x1e"
# What a sentence ends with that needs no full stop.
ENDS = (".", "!", "?", "…")


class StageWords(NamedTuple):
    """How a stage is told on one day.

    `label` stands by itself; `auxiliary` and `rest` follow the name of a contract, the hedge
    between them; `more` follows the sentence. `is_past`: nothing of it is said to go on.
    """

    label: str
    auxiliary: str
    rest: str
    more: str = ""
    is_past: bool = False


_NOT_ON_RECORD = "what came of it is not on this record"
_OVER = StageWords(
    "Awarded; was due to end {end}", "was", "awarded and was due to end {end}", is_past=True
)
_DUE = StageWords("Was due to end {end}", "was", "due to end {end}", is_past=True)
_MAY_RUN = "{due} and may run until {latest}"

# Each stage, before, on and after its days, and without one. What decides is the deadline of a
# tender; the term of an award and of a contract (`begun`: no end is stated; `ends`: no start; `late`: after the
# stated end, before the latest one); else the day on which it was last said.
STAGES: dict[str, dict[str, StageWords]] = {
    "planning": {
        "on": StageWords("Planning", "is", "being planned"),
        "after": StageWords("Being planned {said}", "was", "being planned {said}", is_past=True),
        "none": StageWords("Planning", "has", "been planned"),
    },
    "tender": {
        "on": StageWords("Open for bids until {deadline}", "is", "open for bids until {deadline}"),
        "after": StageWords(
            "Was open for bids until {deadline}", "was", "open for bids until {deadline}",
            _NOT_ON_RECORD, is_past=True,
        ),
        "none": StageWords("Put out to tender", "was", "put out to tender"),
    },
    "award_proposed": {
        "after": StageWords(
            "Proposed; was due to end {end}", "was", "proposed and was due to end {end}", _NOT_ON_RECORD,
            is_past=True,
        ),
        "none": StageWords("Proposed award", "has", "been proposed"),
    },
    "award": {
        "before": StageWords("Awarded; starts {start}", "has", "been awarded and starts {start}"),
        "on": StageWords("Awarded; due to end {end}", "has", "been awarded and is due to end {end}"),
        "begun": StageWords(
            "Awarded; was due to start {start}", "was", "awarded and was due to start {start}"
        ),
        "late": StageWords(
            f"Awarded; was due to end {_MAY_RUN}", "was", f"awarded, was due to end {_MAY_RUN}"
        ),
        "after": _OVER,
        "none": StageWords("Awarded", "has", "been awarded"),
    },
    "contract_pending": {
        "on": StageWords("Awaiting signature", "is", "awaiting signature"),
        "after": StageWords(
            "Awaiting signature as of {as_of}", "was", "awaiting signature as of {as_of}",
            is_past=True,
        ),
        "none": StageWords("Awaiting signature", "was", "awaiting signature when last reported"),
    },
    "active": {
        "before": StageWords("Signed; starts {start}", "is", "signed and starts {start}"),
        "on": StageWords("Running; due to end {end}", "is", "running and due to end {end}"),
        "ends": StageWords("In force; due to end {end}", "is", "in force and due to end {end}"),
        "begun": StageWords(
            "Signed; was due to start {start}", "was", "signed and was due to start {start}"
        ),
        "late": StageWords(f"Was due to end {_MAY_RUN}", "was", f"due to end {_MAY_RUN}"),
        "after": _DUE,
        "said on": StageWords("In force", "is", "in force"),
        "said": StageWords("In force {said}", "was", "in force {said}", is_past=True),
        "none": StageWords("Active", "was", "in force when last reported"),
    },
    "complete": {"none": StageWords("Complete", "is", "complete", is_past=True)},
    "ended": {
        "none": StageWords(
            "Called terminated", "is", "called terminated by a notice",
            "whether early is not stated", is_past=True,
        )
    },
    "terminated_early": {
        "on": StageWords("Terminated early; to end {ended}", "is", "to end early, {ended}"),
        "after": StageWords("Ended early {ended}", "was", "ended early, {ended}", is_past=True),
        "none": StageWords("Terminated early", "was", "ended early", is_past=True),
    },
    "cancelled": {"none": StageWords("Cancelled", "was", "cancelled", is_past=True)},
    "unsuccessful": {
        "none": StageWords("Unsuccessful", "", "ended without an award", is_past=True)
    },
    "withdrawn": {"none": StageWords("Withdrawn", "was", "withdrawn", is_past=True)},
}  # fmt: skip

# Where a stage has no words of its own for a place, it has those of another.
_LIKE = {"ends": "on"}
_BY_DEADLINE = {"tender"}
_BY_TERM = {"award_proposed", "award", "active"}
_BY_SAYING = {"planning", "contract_pending"}
# Said to be over: a stated day that is still ahead is said beside it.
_SAID_OVER = {"complete", "ended", "terminated_early"}


def stage_in_words(stage: str, days: Mapping[str, str], today: datetime.date) -> StageWords | None:
    """Give how a stage is told on a day; None for one that is not stated.

    `days` are those of DAYS that are stated.
    """
    table = STAGES.get(stage)
    if table is None:
        return None
    place = _place(stage, days, today)
    telling = table.get(place) or table.get(_LIKE.get(place, "")) or table["none"]
    words = Words(days)
    label, auxiliary, rest, more, is_past = telling
    ahead = _ahead(stage, days, today) if stage in _SAID_OVER else []
    also = list(_also(days, today))
    more = "; ".join(part for part in (more, *ahead, *also, days.get("beside")) if part)
    label = "; ".join((label.format_map(words), *also))
    is_past = is_past and not _is_ahead(days.get("other_end_on"), today)
    return StageWords(label, auxiliary, rest.format_map(words), more, is_past)


def headline_in_words(headline: str, telling: StageWords | None) -> str:
    """Give a headline whose verb was left open, with it; another as it is."""
    if telling is None or MORE not in headline:
        return headline
    verb = f"{telling.auxiliary} " if telling.auxiliary else ""
    said, _, end = headline.replace(f"{VERB} ", verb).replace(REST, telling.rest).partition(MORE)
    if telling.more:
        return f"{said}; {telling.more}{end}"
    # A name at the end may bring its own full stop: "according to Acme Ltd."
    return f"{said}{end[1:] if said.endswith(ENDS) else end}"


def _place(stage, days, today):
    """Which row of its stage's table a day falls in."""
    if stage in _BY_DEADLINE:
        return _side(days.get("open_until"), today)
    if stage == "terminated_early":
        return _side(days.get("ended_on"), today)
    if stage in _BY_TERM:
        return _in_term(days, today) or _since_said(days, today)
    return _side(days.get("said_on"), today) if stage in _BY_SAYING else "none"


def _side(text, today):
    if not text:
        return "none"
    return "after" if last(text) < today else "on"


def _in_term(days, today):
    start, end, latest = (days.get(name) for name in ("starts_on", "ends_on", "latest_end_on"))
    end, latest = end or latest, latest or end
    if start and end and last(end) < date(start).on:
        return ""  # It would end before it starts: neither tells anything.
    if start and date(start).on > today:
        return "before"
    if not end:
        return "begun" if start else ""
    if last(end) >= today:
        return "on" if start else "ends"
    if last(latest) >= today:
        return "late"
    return "after"


def _since_said(days, today):
    side = _side(days.get("said_on"), today)
    return {"on": "said on", "after": "said"}.get(side, "none")


def _is_ahead(text, today):
    return bool(text) and last(text) >= today


def _also(days, today):
    """What its notices state beside: that some of it can be bid for still, or another end of it."""
    deadline, end = days.get("also_open_until"), days.get("other_end_on")
    if deadline:
        verb = "is" if _is_ahead(deadline, today) else "was"
        yield f"{verb} also open for bids until {in_words(deadline)}"
    if end:
        yield f"its end is also stated as {in_words(end)}"


def _ahead(stage, days, today):
    start, end = days.get("starts_on"), days.get("ends_on")
    ahead = [("start", start)] if start and date(start).on > today else []
    if end and last(end) > today and stage != "terminated_early":
        ahead.append(("end", end))
    return [f"its stated {what}, {in_words(text)}, is still ahead" for what, text in ahead]

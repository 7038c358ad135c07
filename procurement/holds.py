"""What holds a contract up, computed from the interventions in force; never typed.

Hold does not change by the clock: an expiry is recorded as an outcome.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from procurement.dates import PartialDate

# The strongest first: what stops the contract hides what only conditions or reviews it.
STRENGTH = ("blocked", "suspended_by_law", "on_hold", "under_review", "conditional")

# Outcomes under which an intervention still has its effect; every other outcome has ended it.
STANDING = {
    "pending",
    "upheld",
    "partly_upheld",
    "decision_confirmed",
    "decision_modified",
    "unknown_as_of",
}

_STOPPING = {"signature_blocked", "procurement_paused", "performance_suspended"}
_NOT_HOLDING = {"none_yet", "contract_ended", "cleared_to_proceed"}
_REVIEWING = {"call_in", "review_opened", "investigation", "legal_challenge"}
_BY_LAW = {"automatic_suspension", "interim_order"}
_BINDING = {"ruling", "direction"}


@dataclass(frozen=True)
class Act:
    """What of an intervention bears on the hold. `ended`: a later one lifts or resolves it."""

    type: str
    effect: str
    outcome: str
    on: PartialDate | None = None
    ended: bool = False


@dataclass(frozen=True)
class Hold:
    """The hold of a contract: its code, since when, and the positions of the acts behind it."""

    code: str = "none"
    since: PartialDate | None = None
    acts: tuple[int, ...] = ()


def in_force(act: Act) -> bool:
    """Tell whether an intervention still has its effect."""
    return not act.ended and act.outcome in STANDING


def kind(act: Act) -> str:
    """Give the hold that one intervention brings about by itself, `none` where it does not."""
    if not in_force(act) or act.effect in _NOT_HOLDING:
        return "none"
    if act.type == "approval_refused" or (act.type in _BINDING and act.effect in _STOPPING):
        return "blocked"
    if act.type in _BY_LAW:
        return "suspended_by_law"
    if act.type == "hold" or act.effect in _STOPPING:
        return "on_hold"
    if act.type in _REVIEWING:
        return "under_review"
    if act.type == "approval_conditional" or act.effect == "conditions_added":
        return "conditional"
    return "none"


def compute(acts: Iterable[Act]) -> Hold:
    """Give the strongest hold of the acts, since its first act; no date where any has none.

    An undated act may be older than every dated one, so it leaves `since` unstated.
    """
    acts = list(acts)
    kinds = [kind(act) for act in acts]
    code = next((code for code in STRENGTH if code in kinds), "none")
    if code == "none":
        return Hold()
    behind = tuple(index for index, found in enumerate(kinds) if found == code)
    dates = [acts[index].on for index in behind]
    stated = [date for date in dates if date is not None]
    since = min(stated, key=lambda date: date.on) if len(stated) == len(dates) else None
    return Hold(code, since, behind)


def ever(acts: Iterable[Act]) -> list[str]:
    """Give every hold that the acts have brought about, over or not, the strongest first."""
    kinds = {kind(replace(act, outcome="pending", ended=False)) for act in acts}
    return [code for code in STRENGTH if code in kinds]

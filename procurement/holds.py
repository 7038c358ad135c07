"""What holds a contract up, computed from the interventions in force; never typed.

Hold does not change by the clock: an expiry is recorded as an outcome.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from procurement.codelists import EFFECT, OUTCOME
from procurement.dates import PartialDate

# The strongest first: what stops the contract hides what only conditions or reviews it.
STRENGTH = ("blocked", "suspended_by_law", "on_hold", "under_review", "conditional")
STOPPING = STRENGTH[:3]
# What keeps a contract from going on, or may. One that may go on under conditions is not held up.
NOT_SETTLED = STRENGTH[:4]

# Outcomes under which an intervention still has its effect; every other outcome has ended it.
IN_EFFECT = {
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
# A review is open until it is decided, whatever it has done so far.
_OPEN = {"pending", "unknown_as_of"}
# Outcomes that leave an act which lifts or resolves another without its effect.
UNDONE = {"rejected", "withdrawn", "decision_rescinded", "lapsed"}
_BY_LAW = {"automatic_suspension", "interim_order"}
_BINDING = {"ruling", "direction"}

# Types and effects of acts that can hold a contract up, while their end is not known.
HOLDING_TYPES = {"hold", "approval_refused", "approval_conditional"} | _REVIEWING | _BY_LAW
HOLDING_EFFECTS = _STOPPING | {"conditions_added"}


@dataclass(frozen=True)
class Cause:
    """What of an intervention bears on the hold. `ended`: a later one lifts or resolves it."""

    type: str
    effect: str
    outcome: str
    on: PartialDate | None = None
    ended: bool = False


@dataclass(frozen=True)
class Link:
    """What an intervention does to an earlier one: `act` and `earlier` are their public ids."""

    act: int
    earlier: int
    relation: str
    outcome: str = "pending"


@dataclass(frozen=True)
class Hold:
    """The hold of a contract: its code, since when, and the positions of the acts behind it."""

    code: str = "none"
    since: PartialDate | None = None
    acts: tuple[int, ...] = ()


def ended(links: Iterable[Link]) -> set[int]:
    """Give the interventions that a later one has ended: lifted or resolved.

    A lifting that failed, or was itself lifted, leaves the earlier act in force.
    """
    ending = [
        link
        for link in links
        if link.relation in ("lifts", "resolves") and link.outcome not in UNDONE
    ]
    return {link.earlier for link in ending if not _is_lifted(link.act, ending, {link.earlier})}


def _is_lifted(act: int, ending: list[Link], seen: set[int]) -> bool:
    return any(
        not _is_lifted(link.act, ending, seen | {act})
        for link in ending
        if link.earlier == act and link.relation == "lifts" and link.act not in seen
    )


def in_force(act: Cause) -> bool:
    """Tell whether an intervention still has its effect."""
    return not act.ended and act.outcome in IN_EFFECT


def hold_of(act: Cause) -> str:
    """Give the hold that one intervention brings about by itself, `none` where it does not."""
    if not in_force(act):
        return "none"
    if act.type in _REVIEWING and act.effect == "none_yet":
        return "under_review" if act.outcome in _OPEN else "none"
    if act.effect in _NOT_HOLDING:
        return "none"
    if act.type == "approval_refused" or (act.type in _BINDING and act.effect in _STOPPING):
        return "blocked"
    if act.type in _BY_LAW:
        return "suspended_by_law"
    if act.type == "hold" or act.effect in _STOPPING:
        return "on_hold"
    if act.type in _REVIEWING and act.outcome in _OPEN:
        return "under_review"
    if act.type == "approval_conditional" or act.effect == "conditions_added":
        return "conditional"
    return "none"


def compute(acts: Iterable[Cause]) -> Hold:
    """Give the strongest hold of the acts, since its first act; no date where any has none.

    An undated act may be older than every dated one, so it leaves `since` unstated.
    """
    acts = list(acts)
    kinds = [hold_of(act) for act in acts]
    code = next((code for code in STRENGTH if code in kinds), "none")
    if code == "none":
        return Hold()
    behind = tuple(index for index, found in enumerate(kinds) if found == code)
    dates = [acts[index].on for index in behind]
    stated = [date for date in dates if date is not None]
    since = min(stated, key=lambda date: date.on) if len(stated) == len(dates) else None
    return Hold(code, since, behind)


def ever(acts: Iterable[Cause]) -> list[str]:
    """Give every hold that the acts have brought about, over or not, the strongest first."""
    kinds = {hold_of(replace(act, outcome="pending", ended=False)) for act in acts}
    return [code for code in STRENGTH if code in kinds]


# What ends an act, for whoever records it


def ending(type_: str, effect: str) -> list[str]:
    """Give the outcomes by which an act of a type and effect stops holding a contract up; none if it does not.

    A later act that lifts or resolves it does so too.
    """
    act = Cause(type_, effect, "pending")
    if hold_of(act) == "none":
        return []
    return [code for code in OUTCOME.codes() if hold_of(replace(act, outcome=code)) == "none"]


def outcome_in_words(type_: str, outcome: str) -> str:
    """Say what an outcome makes of an act of a type: whether it ends it. In a few words, without a full stop."""
    if outcome not in IN_EFFECT:
        return "Ends the act"
    if any(outcome in ending(type_, effect) for effect in EFFECT.codes()):
        return "Ends the review, and not what it has stopped"
    return "The act stays in force"

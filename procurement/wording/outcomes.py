"""What each outcome makes of an act, and what would end it, for whoever records it."""

from procurement import holds
from procurement.codelists import OUTCOME

_SAYS = {
    "ends": "Ends the act.",
    "decides": "Ends the review. What it has stopped stays stopped until another outcome or a later act ends that.",
    "goes_on": "The act stays in force.",
}


def outcome_in_words(type_: str, outcome: str) -> str:
    """Say what an outcome makes of an act of a type: whether it ends it."""
    return _SAYS[holds.after_outcome(type_, outcome)]


def ending_in_words(type_: str, effect: str) -> str:
    """Say what would end the hold that an act of a type and effect brings about; "" where it brings about none."""
    codes = holds.ending(type_, effect)
    if not codes:
        return ""
    *labels, last = [f"“{OUTCOME.label(code)}”" for code in codes]
    outcomes = f"{', '.join(labels)} or {last}" if labels else last
    return f"It ends when its outcome is {outcomes}, or when a later act lifts or resolves it."

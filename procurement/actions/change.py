"""What kind of change a publication is, as its public history says it."""

from typing import NamedTuple

from procurement import dossier

from .errors import Refused, checked_text

# What somebody who publishes chooses from; every other kind follows from what is done.
CHOSEN = ("published", "corrected", "slip")


class Change(NamedTuple):
    """A kind of revision; of a correction what was said and what is right, of one put back its number."""

    kind: str = "published"
    was_said: str = ""
    is_right: str = ""
    puts_back: int | None = None


NEW_FACTS = Change()


def checked_change(change: Change, *, first: bool) -> Change:
    """Give a change that somebody chose, as it will be published; `first` where nothing is public yet.

    Raises `Refused` for a kind that nobody chooses, for a correction that does not say both what was said
    and what is right, for another that does, and for a correction or slip of nothing.
    """
    if change.kind not in CHOSEN:
        raise Refused(
            ["Say what kind of change it is: new facts, a correction, or a slip put right."]
        )
    if first and change.kind != "published":
        raise Refused(["Nothing of it is public yet, so that there is nothing to put right."])
    was_said = checked_text("What was said", change.was_said)
    is_right = checked_text("What is right", change.is_right)
    if change.kind == "corrected" and not (was_said and is_right):
        raise Refused(["A correction says what was said, and what is right: both are published."])
    if change.kind != "corrected" and (was_said or is_right):
        raise Refused(
            ["What was said and what is right are of a correction: choose that, or leave them out."]
        )
    return Change(change.kind, was_said, is_right)


def refuse_facts(change: Change, before: dict | None, after: dict) -> None:
    """Raise `Refused` where a slip is said to be put right, and more than words would change."""
    if change.kind == "slip" and before and not dossier.differs_in_words_alone(before, after):
        raise Refused([
            "A slip changes words alone, and this changes a fact: choose a correction, or new facts."
        ])  # fmt: skip

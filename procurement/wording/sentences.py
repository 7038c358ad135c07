"""Sentences that never say more than their sources: the verb follows from the attribution."""

from dataclasses import dataclass

from .attribution import Attribution
from .names import capitalise, join
from .stages import ENDS


@dataclass(frozen=True)
class Clause:
    """A subject and what is said of it; the hedge goes between `auxiliary` and `rest`.

    `says` tells that what is said of it is itself a saying.
    """

    subject: str
    auxiliary: str
    rest: str
    says: bool = False

    def plain(self) -> str:
        """Give the clause as it reads without a hedge."""
        return join(self.subject, self.auxiliary, self.rest)

    def hedged(self, adverb: str) -> str:
        """Give the clause with an adverb where it reads best."""
        return join(self.subject, self.auxiliary, adverb, self.rest)


def sentence(clause: Clause, how: Attribution, more: str = "") -> str:
    """Give a clause as a sentence that says how it is known; `more` stands at its end."""
    said = ended(capitalise(_SAYINGS[how.level](clause, how)) + more)
    return f"{said} Accounts differ." if how.disputed else said


def ended(text: str) -> str:
    """Give the text with a full stop, unless a name at its end brings its own: "Acme Ltd."."""
    return text if text.endswith(ENDS) else f"{text}."


def _found(clause: Clause, how: Attribution) -> str:
    # Who rules does not find that it has ruled.
    if how.speaker == clause.subject:
        return clause.plain()
    return f"{how.speaker or how.source or 'it was'} found that {clause.plain()}"


def _said(clause: Clause, how: Attribution) -> str:
    if how.speaker == clause.subject:
        return _of_itself(clause)
    return f"{clause.plain()}, {how.speaker} said" if how.speaker else _reported(clause, how)


def _of_itself(clause: Clause) -> str:
    """What somebody says to have done; to have said something is to say it."""
    return clause.plain() if clause.says else f"{clause.plain()}, by their own account"


def _reported(clause: Clause, how: Attribution) -> str:
    hedged = clause.hedged("reportedly")
    if how.breadth == "multiple":
        return hedged
    cites = f", citing {how.speaker}" if how.speaker else ""
    return f"{hedged}, according to {how.source or 'a source'}{cites}"


def _alleged(clause: Clause, how: Attribution) -> str:
    if how.speaker == clause.subject:
        return _of_itself(clause)
    return (
        f"{how.speaker} alleges that {clause.plain()}"
        if how.speaker
        else f"it is alleged that {clause.plain()}"
    )


_SAYINGS = {
    "official_record": lambda clause, how: clause.plain(),
    "finding": _found,
    "on_record": _said,
    "reported": _reported,
    "alleged": _alleged,
}

"""The one sentence at the top of a contract's page."""

import re
from collections.abc import Sequence

from .attribution import INVENTED, Attribution
from .names import capitalise, join, listed, possessive
from .sentences import Clause, ended, sentence
from .stages import MORE, REST, STAGES, VERB

_HOLD = {
    "on_hold": ("is", "on hold"),
    "blocked": ("is", "blocked"),
    "suspended_by_law": ("is", "suspended by law"),
    "conditional": ("may", "go on under conditions"),
    "under_review": ("is", "under review"),
}


# How many vendors a headline names one by one.
MOST_NAMED = 3


# How a value is told that is no price of a purchase: beside the contract, and not before it.
_BESIDE = {
    "estimate": "estimated at {}",
    "ceiling": "with a ceiling of {}",
    "yearly": "at {} a year",
    "gross": "at {} with VAT",
    "same_award": "with an award of {} that counts elsewhere",
}

_ADJECTIVE = {"award_proposed": "proposed", "planning": "planned"}


def headline(
    *,
    buyer: str,
    vendors: Sequence[str],
    purpose: str,
    value: str,
    stage: str,
    hold: str,
    actors: Sequence[str],
    how: Attribution,
    value_kind: str = "",
    unnamed: str = "",
    what: str = "",
    value_disputed: bool = False,
    stage_disputed: bool = False,
) -> str:
    """Give the one sentence at the top of a contract's page.

    A hold does not change by the day, a stage does: without a hold, the places of the verb and of
    what follows are left open, and `headline_in_words` fills them.
    `unnamed` are, in words, vendors beside those with a name, who have their part in the value.
    `how` is the weakest attribution of what the sentence says, because one hedge covers it all.
    A disputed value is left out of the sentence and said to be disputed; an estimate, a ceiling and
    the like are said to be what they are. `what` it is, is said where it is no contract: "framework".
    Where neither hold nor stage is known, the sentence says who reports it, and one of ours that this
    is so.
    """
    value = "" if value_disputed else value
    beside = _BESIDE.get(value_kind, "") if value else ""
    parts = buyer, _counted(vendors, unnamed), purpose, "" if beside else value
    subject = _subject(*parts, what or "contract", stage, hold)
    if beside:
        subject = f"{subject}, {beside.format(value)},"
    if hold in _HOLD:
        auxiliary, rest = _HOLD[hold]
        if actors:
            rest = f"{rest} after an intervention by {listed(actors)}"
        said = sentence(Clause(subject, auxiliary, rest), how)
    elif stage in STAGES:
        said = sentence(Clause(subject, VERB, REST), how, MORE)
    else:
        said = ended(f"{capitalise(subject)} {_told(how)}")
        # A notice may say more of its stage than is read.
        unsaid = "" if how.level == "official_record" else " Its stage is not stated."
        said += " Its stage is disputed." if stage_disputed else unsaid
    return f"{said} Its value is disputed." if value_disputed else said


def _told(how: Attribution) -> str:
    """Say who tells of a contract of which nothing more is told."""
    if how.level == "official_record":
        return "is invented" if how.source == INVENTED else "is on the official record"
    if how.level == "finding":
        return f"is named by {how.speaker or how.source or 'a finding'}"
    if how.level == "alleged":
        return f"is alleged by {how.speaker}" if how.speaker else "is alleged"
    if how.level == "on_record" and how.speaker:
        return f"is mentioned by {how.speaker}"
    if how.breadth == "multiple":
        return "is reported by several sources"
    cites = f", citing {how.speaker}" if how.speaker else ""
    return f"is reported by {how.source or 'a source'}{cites}"


def _subject(
    buyer: str,
    vendors: str,
    purpose: str,
    value: str,
    what: str,
    stage: str,
    hold: str,
) -> str:
    adjective = _ADJECTIVE.get(stage, "") if hold in _HOLD else ""
    article = "" if buyer else _article(adjective or value)
    return join(
        possessive(buyer) if buyer else article,
        adjective,
        value,
        what,
        f"with {vendors}" if vendors else "",
        f"for {purpose}" if purpose else "",
    )


def _counted(vendors: Sequence[str], unnamed: str) -> str:
    """A sentence holds three names; of more vendors it says how many."""
    many = [f"{len(vendors)} vendors"] if len(vendors) > MOST_NAMED else vendors
    return listed([*many, unnamed] if vendors and unnamed else many)


def _article(next_word: str) -> str:
    # "£8m", "£80m", "£11m" and "£18m" are read with a vowel; "£110m" is not.
    return "an" if re.match(r"[£€]?([aeio8]|1[18](?![0-9]))", next_word) else "a"

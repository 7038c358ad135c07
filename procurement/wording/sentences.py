"""Sentences that never say more than their sources: the verb follows from the attribution.

Rules: design, "Attribution"; the AI Incident Database's editors' guide, "Operational keywords".
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from .stages import ENDS, MORE, REST, STAGES, VERB

# The strongest first.
LEVELS = ("official_record", "finding", "on_record", "reported", "alleged")

# How a kind of source reads after "according to" where its publisher is not stated.
_SOURCES = {
    "official_notice": "an official notice",
    "official_decision": "an official decision",
    "court_document": "a court document",
    "legislation": "legislation",
    "contract_document": "a contract document",
    "foi_release": "a freedom of information release",
    "parliamentary_record": "a parliamentary record",
    "company_filing": "a company filing",
    "press_release": "a press release",
    "news_report": "a news report",
    "investigation": "an investigation",
    "campaign_publication": "a campaign publication",
    "social_post": "a social media post",
    "expert_analysis": "an expert analysis",
    "mirror_or_aggregator": "a copy of another publication",
}


# What stands in for an official notice in what is invented.
INVENTED = "an invented notice"


@dataclass(frozen=True)
class Cited:
    """What of one citation bears on the wording. `root` tells copies of one story apart."""

    level: str
    root: object
    source: str = ""
    speaker: str = ""


@dataclass(frozen=True)
class Attribution:
    """How a statement is known: its level, and for a report whether one or several say so."""

    level: str = "alleged"
    breadth: str = ""
    source: str = ""
    speaker: str = ""
    disputed: bool = False

    @property
    def label(self) -> str:
        """Give the level in the few words that stand beside a statement."""
        words = {
            "official_record": "invented" if self.source == INVENTED else "official record",
            "finding": "found",
            "on_record": "on the record",
            "reported": "reported by several sources"
            if self.breadth == "multiple"
            else "reported by one source",
            "alleged": "alleged",
        }[self.level]
        return f"{words}; accounts differ" if self.disputed else words


def by_notices(*, invented: bool) -> Attribution:
    """Give how that is known which the notices of a contract say; an invented one is no record."""
    return Attribution("official_record", source=INVENTED if invented else "an official notice")


def hedge(known_as: str) -> str:
    """Give the word of caution that goes with a `label`; nothing where none is due."""
    if known_as.startswith("reported"):
        return "reportedly"
    return "allegedly" if known_as.startswith("alleged") else ""


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
        return _join(self.subject, self.auxiliary, self.rest)

    def hedged(self, adverb: str) -> str:
        """Give the clause with an adverb where it reads best."""
        return _join(self.subject, self.auxiliary, adverb, self.rest)


def source_phrase(kind: str, publisher: str = "", published: str = "") -> str:
    """Give how a source reads after "according to", with whatever of it is stated."""
    phrase = publisher or _SOURCES.get(kind, "a source")
    return f"{phrase}, {published}" if published else phrase


def attribution(cited: Iterable[Cited], disputed: bool = False) -> Attribution:
    """Give how a statement is known from its citations: the strongest level wins.

    Reports are counted by distinct roots, because two copies of one story are one source.
    """
    cited = list(cited)
    if not cited:
        return Attribution(disputed=disputed)
    level = min((one.level for one in cited), key=LEVELS.index)
    strongest = [one for one in cited if one.level == level]
    breadth = ""
    if level == "reported":
        breadth = "multiple" if len({one.root for one in strongest}) > 1 else "single"
    speaker = next((one.speaker for one in strongest if one.speaker), "")
    return Attribution(level, breadth, strongest[0].source, speaker, disputed)


def weakest(attributions: Sequence[Attribution]) -> Attribution:
    """Give the attribution that a sentence made of several statements must carry.

    Where several are the weakest, it names the source of each: none of them says it all.
    """
    if not attributions:
        return Attribution()
    least = max(attributions, key=strength)
    tied = [one.source for one in attributions if strength(one) == strength(least)]
    return replace(least, source=listed(list(dict.fromkeys(filter(None, tied)))))


def strength(how: Attribution) -> tuple[int, bool]:
    """Give what to sort attributions by, the strongest first."""
    return LEVELS.index(how.level), how.breadth == "single"


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
    value_disputed: bool = False,
    stage_disputed: bool = False,
) -> str:
    """Give the one sentence at the top of a contract's page.

    A hold does not change by the day, a stage does: without a hold, the places of the verb and of
    what follows are left open, and `headline_told` fills them.
    `how` is the weakest attribution of what the sentence says, because one hedge covers it all.
    A disputed value is left out of the sentence and said to be disputed; an estimate, a ceiling and
    the like are said to be what they are. Where neither hold nor stage is known, the sentence says who reports the contract, and one of ours that this is so.
    """
    value = "" if value_disputed else value
    beside = _BESIDE.get(value_kind, "") if value else ""
    subject = _subject(buyer, vendors, purpose, "" if beside else value, stage, hold)
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
    buyer: str, vendors: Sequence[str], purpose: str, value: str, stage: str, hold: str
) -> str:
    adjective = _ADJECTIVE.get(stage, "") if hold in _HOLD else ""
    article = "" if buyer else _article(adjective or value)
    with_vendors = f"with {_counted(vendors)}" if vendors else ""
    return _join(
        possessive(buyer) if buyer else article,
        adjective,
        value,
        "contract",
        with_vendors,
        f"for {purpose}" if purpose else "",
    )


def _counted(vendors: Sequence[str]) -> str:
    """A sentence holds three names; of more vendors it says how many."""
    return listed(vendors) if len(vendors) <= MOST_NAMED else f"{len(vendors)} vendors"


def _article(next_word: str) -> str:
    # "£8m", "£80m", "£11m" and "£18m" are read with a vowel; "£110m" is not.
    return "an" if re.match(r"[£€]?([aeio8]|1[18](?![0-9]))", next_word) else "a"


def named(name: str, takes_the: bool) -> str:
    """Give a party's name as it reads inside a sentence: "the Mayor", "a spokesperson for it"."""
    article, _, rest = name.partition(" ")
    if takes_the:
        return f"the {rest if article == 'The' and rest else name}"
    return f"{article.lower()} {rest}" if article in ("A", "An", "The") and rest else name


def possessive(name: str) -> str:
    """Give the possessive of a name: "the Metropolitan Police's", "Campaigners'"."""
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def listed(names: Sequence[str]) -> str:
    """Give names as a list in a sentence: "A", "A and B", "A, B and C"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} and {names[-1]}"


def capitalise(text: str) -> str:
    """Give the text with its first letter large and the rest as it is."""
    return text[:1].upper() + text[1:]


def _join(*parts: str) -> str:
    return " ".join(part for part in parts if part)

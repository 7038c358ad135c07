"""How a statement is known, by its citations: the strongest level wins.

Rules: design, "Attribution"; the AI Incident Database's editors' guide, "Operational keywords".
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from .names import listed

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


@lru_cache(maxsize=1024)
def hedge(known_as: str) -> str:
    """Give the word of caution that goes with a `label`; nothing where none is due."""
    if known_as.startswith("reported"):
        return "reportedly"
    return "allegedly" if known_as.startswith("alleged") else ""


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

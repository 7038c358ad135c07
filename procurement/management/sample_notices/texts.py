"""Titles and descriptions: invented, of everyday words, the common ones often."""

import re

from .chance import Chance
from .organisations import Organisation
from .places import NUMBER, place
from .topics import Topic
from .words import (
    ACTS,
    AIMS,
    ENDS,
    GROUPS,
    OPENINGS,
    PATTERNS,
    PLAIN,
    QUALITIES,
    THINGS,
    TITLES,
)

SENTENCES_MOST = 12_000
FEW = 8  # random words are there for search to chew on, plain sentences for people to read
AN = re.compile(r"\b([Aa]) (?=[aeio]|u(?!n?i))")
LISTS = {"act": ACTS, "thing": THINGS, "quality": QUALITIES, "group": GROUPS, "aim": AIMS}
COMPOUNDS = [f"{thing}-{end}" for thing in THINGS for end in ENDS]


class Texts:
    """A store of sentences, made once, from which descriptions are put together."""

    def __init__(self, chance: Chance, count: int, sample: bool) -> None:
        self.chance = chance
        self.sentences: list[str] = []
        size = min(SENTENCES_MOST, 400 + count)
        while len(self.sentences) < size:
            # Each of them once in a round, so that a description does not say a thing twice.
            many, few = (PLAIN, PATTERNS) if sample else (PATTERNS, PLAIN)
            chosen = chance.shuffled(many + chance.shuffled(few)[:FEW])
            self.sentences += map(self._filled, chosen)

    def title(self, thing: str, topic: Topic, buyer: Organisation, year: int, months: int) -> str:
        """Give a title."""
        chance = self.chance
        return chance.common(TITLES[topic.category]).format(
            object=thing, Object=_raised(thing), place=buyer.town, place2=self.place(),
            year=year, later=year + months // 12, lot=1 + chance.below(6), months=months,
        )  # fmt: skip

    def description(self, thing: str, buyer: Organisation, months: int) -> str:
        """Give a description of 30 to 120 words."""
        chance = self.chance
        opening = chance.pick(OPENINGS).format(
            buyer=buyer.name, object=thing, Object=_raised(thing), place=buyer.town,
            months=months, aim=chance.pick(AIMS),
        )  # fmt: skip
        start = chance.below(len(self.sentences) - 7)
        return " ".join([opening, *self.sentences[start : start + 3 + chance.below(5)]])

    def place(self) -> str:
        """Give the name of a place."""
        return place(self.chance.rank(NUMBER) * 1009)

    def _filled(self, pattern: str) -> str:
        """Give a sentence: each gap of the pattern filled by its own draw."""
        parts = []
        for part in pattern.split("{"):
            gap, closed, rest = part.partition("}")
            parts.append(self._word(gap) + rest if closed else part)
        return AN.sub(r"\1n ", "".join(parts))

    def _word(self, gap: str) -> str:
        if gap == "place":
            return self.place()
        if gap == "compound":
            return self.chance.common(COMPOUNDS)
        word = self.chance.common(LISTS[gap.lower()])
        return _raised(word) if gap[0].isupper() else word


def _raised(text: str) -> str:
    return text[0].upper() + text[1:]

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
    QUALITIES,
    THINGS,
    TITLES,
)

SENTENCES_MOST = 12_000
AN = re.compile(r"\b([Aa]) (?=[aeio]|u(?!n?i))")


class Texts:
    """A store of sentences, made once, from which descriptions are put together."""

    def __init__(self, chance: Chance, count: int) -> None:
        self.chance = chance
        self.compounds = [f"{thing}-{end}" for thing in THINGS for end in ENDS]
        size = min(SENTENCES_MOST, 400 + count)
        self.sentences = [self._sentence() for _ in range(size)]

    def title(self, topic: Topic, buyer: Organisation, year: int) -> str:
        """Give a title."""
        chance = self.chance
        thing = chance.pick(topic.objects)
        quality = chance.common(QUALITIES)
        return chance.common(TITLES).format(
            object=thing, Object=thing[0].upper() + thing[1:], place=buyer.town,
            place2=self.place(), quality=quality, Quality=quality.capitalize(),
            group=chance.common(GROUPS), year=year, later=year + 3, lot=1 + chance.below(6),
        )  # fmt: skip

    def description(self, topic: Topic, buyer: Organisation, months: int) -> str:
        """Give a description of 30 to 120 words."""
        chance = self.chance
        opening = chance.pick(OPENINGS).format(
            buyer=buyer.name, object=chance.pick(topic.objects), place=buyer.town,
            months=months, group=chance.common(GROUPS), aim=chance.common(AIMS),
        )  # fmt: skip
        start = chance.below(len(self.sentences) - 6)
        rest = self.sentences[start : start + 2 + chance.below(5)]
        return " ".join([opening[0].upper() + opening[1:], *rest])

    def place(self) -> str:
        """Give the name of a place."""
        return place(self.chance.rank(NUMBER) * 1009)

    def _sentence(self) -> str:
        """Give one sentence: a pattern, each gap of it filled by its own draw."""
        parts = []
        for part in self.chance.pick(PATTERNS).split("{"):
            gap, closed, rest = part.partition("}")
            parts.append(self._word(gap) + rest if closed else part)
        return AN.sub(r"\1n ", "".join(parts))

    def _word(self, gap: str) -> str:
        if gap == "place":
            return self.place()
        if gap == "compound":
            return self.chance.common(self.compounds)
        word = self.chance.common(LISTS[gap.lower()])
        return word.capitalize() if gap[0].isupper() else word


LISTS = {"act": ACTS, "thing": THINGS, "quality": QUALITIES, "group": GROUPS, "aim": AIMS}

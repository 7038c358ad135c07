"""Any number of invented notices, made by multiplying those of the demonstration record.

    python -m benchmarks.notices 100000 var/notices.jsonl

Each contracting process of the packed file is told again and again: of other buyers and vendors, in
other words, for other amounts, on other days. There are as many notices of one process, and as many
buyers and vendors, as an official source has, a few of them met often. Needs nothing but Python.
"""

import gzip
import heapq
import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import accumulate, count, islice
from pathlib import Path
from typing import Any
from uuid import UUID

PACKED = Path(__file__).parent.parent / "procurement/management/invented-notices.json.gz"
LENGTHS = {1: 0.776, 2: 0.186, 3: 0.027, 4: 0.007, 5: 0.004}  # share that has so many notices
MEAN = sum(length * share for length, share in LENGTHS.items())
VENDORS, BUYERS = 0.88, 0.63  # meet in n processes: n to this power
SIZE, FLAT = 20_000, 9  # of the vocabulary: the word of a rank is met as 1 / (rank + FLAT) says
TOWNS = 15_000  # of them, the last, are names of towns too
SYLLABLES = "ba ce di fo gu ha ki lo mu ne pa ri so tu va wen zor mel tam bir cor dun fel".split()
# What differs in each telling, beside towns: numbers of buyers and vendors; and all else, where ¤
# stands for words that are made up.
NUMBERS = (
    r"\b99\d{6}\b|\bZZ\w\w-\d{4}-\w{4}\b|GB-(?:CFS|FTS)-\d+|register\.example\.org/\w+"
    r"|\b\d{6}(?=\.example)"
)
OTHERS = (
    r"\w{8}(?:-\w{4}){3}-\w{12}|¤\d+|\d{4}-\d\d-\d\d(?=T)"
    r'|"amount(?:Gross)?":[\d.]+|\b\d{6}-20\d\d\b|ocds-sample2-\w+'
)
_text = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def releases(count: int, *, seed: int = 0) -> Iterator[dict[str, Any]]:
    """Yield so many OCDS releases, in order of date. The same arguments give the same ones."""
    return map(json.loads, islice(Pack(count, seed).lines(), count))


def write(path: Path, count: int, *, seed: int = 0) -> None:
    """Write so many releases as JSON Lines."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in islice(Pack(count, seed).lines(), count))


def vocabulary(packed: list[dict]) -> list[str]:
    """Give the words, the commonest first: those of the packed descriptions, then made-up ones."""
    said = " ".join(one["tender"].get("description", "") for one in packed)
    words = dict(Counter(re.findall(r"\b[a-z]{5,}\b", said)).most_common())
    chance = random.Random(0)
    while len(words) < SIZE:
        words["".join(chance.choices(SYLLABLES, k=chance.randint(3, 4)))] = 0
    return list(words)


class Pack:
    """The packed notices, ready to be multiplied to a number of them."""

    def __init__(self, number: int, seed: int) -> None:
        packed = json.loads(gzip.decompress(PACKED.read_bytes()))["releases"]
        self.chance, self.numbers = random.Random(seed), count(seed * 10_000_000 + 1)
        self.processes = number / MEAN * 1.03  # the last notices of some are not reached
        self.words = vocabulary(packed)
        self.weights = list(accumulate(1 / (rank + FLAT) for rank in range(1, SIZE + 1)))
        self.bodies = self._bodies(party for release in packed for party in release["parties"])
        self.stories = self._stories(packed)

    def _bodies(self, parties: Iterable[dict]) -> dict[str, tuple[bool, int]]:
        """Give {town or number of a buyer or vendor: (whether it buys, which of them it is)}."""
        bodies, places = {}, ({}, {})
        for party in parties:
            name, buys = party["name"].lower().replace("limited", "ltd"), "buyer" in party["roles"]
            body = (buys, places[buys].setdefault(name, len(places[buys])))
            bodies |= dict.fromkeys(re.findall(NUMBERS, _text(party)), body)
            bodies.setdefault(name.removeprefix("university of ").split()[0], body)
        self.kinds = [len(some) for some in places]
        return bodies

    def _stories(self, packed: list[dict]) -> list[tuple[bool, list[float], list[list[str]]]]:
        """Give of each process its source, the moments (in days) of its notices, and their texts."""
        towns = "|".join(name for name in self.bodies if name.isalpha())
        cut, told = re.compile(rf"({OTHERS}|{NUMBERS}|\b(?i:{towns})\b)"), defaultdict(list)
        for release in packed:
            told[release["ocid"]].append(release)
        return [
            (
                "sample2" in ocid,
                [datetime.fromisoformat(one["date"]).timestamp() / 86_400 for one in notices],
                [cut.split(_marked(one)) for one in notices],
            )
            for ocid, notices in told.items()
        ]

    def lines(self) -> Iterator[str]:
        """Yield release after release as JSON, without an end."""
        waiting, order = [], count()
        alike = [[story for story in self.stories if story[0] == newer] for newer in (False, True)]
        weights = [_weights(stories) for stories in alike]
        for index in count():
            # Begun as the packed ones are, one after the other, with as many between each two.
            at = index / self.processes * len(self.stories)
            near = min(int(at), len(self.stories) - 2)
            (newer, (begun, *_), _), (_, (then, *_), _) = self.stories[near : near + 2]
            day = int(begun + (at - near) * (then - begun))
            while waiting and waiting[0][0] < day:
                _, _, told, text = heapq.heappop(waiting)
                yield told.filled(text)
            [(_, moments, texts)] = self.chance.choices(alike[newer], weights[newer])
            told = Told(self, day - int(moments[0]))
            for moment, text in zip(moments, texts, strict=True):
                heapq.heappush(waiting, (moment + told.shift, next(order), told, text))


class Told(dict):
    """One telling of a process: {what the packed file says: what is said here}."""

    def __init__(self, pack: Pack, shift: int) -> None:
        self.pack, self.shift, self.factor = pack, shift, pack.chance.randrange(25, 400) / 100
        limits = (pack.processes**power / kinds for power, kinds in zip((VENDORS, BUYERS), pack.kinds))
        # The small ones often, as Zipf's law has it.
        self.ranks = [int(3 * ((limit + 3) / 3) ** pack.chance.random()) - 3 for limit in limits]

    def filled(self, text: list[str]) -> str:
        """Give a text with what differs put in."""
        return "".join(self[part] if at % 2 else part for at, part in enumerate(text))

    def __missing__(self, token: str) -> str:
        self[token] = made = self._made(token)
        return made

    def _made(self, token: str) -> str:
        chance, pack = self.pack.chance, self.pack
        if body := pack.bodies.get(token.lower()) or pack.bodies.get(token):
            return self._named(token, *body)
        if token[0] == "¤":
            return " ".join(chance.choices(pack.words, cum_weights=pack.weights, k=int(token[1:])))
        if token[0] == '"':
            name, _, amount = token.partition(":")
            return f"{name}:{round(float(amount) * self.factor, 2) if float(amount) > 1 else amount}"
        if len(token) == 36:
            return str(UUID(int=chance.getrandbits(128)))
        if token.startswith("ocds"):
            return f"{token[:-6]}{next(pack.numbers):06x}"
        if len(token) == 11:
            return f"{next(pack.numbers):06}{token[-5:]}"
        return str(date.fromisoformat(token) + timedelta(self.shift))

    def _named(self, token: str, buys: bool, place: int) -> str:
        """Give the town or number of the buyer or vendor that stands here for a packed one."""
        number = place + self.ranks[buys] * self.pack.kinds[buys]
        if token.isalpha():
            town = self.pack.words[-1 - number * 1009 % TOWNS]
            return town.upper() if token.isupper() else town if token.islower() else town.capitalize()
        if token.startswith("ZZ"):
            return f"ZZ{'VB'[buys]}{chr(66 + number // 10_000)}-{number % 10_000:04}-BBZX"
        return f"99{number:06}" if token.startswith("99") else f"{token[:-5]}{number:06}"


def _marked(release: dict) -> str:
    """Give the text of a release, marked where words are to be made up."""
    text, title = _text(release), release["tender"]["title"]
    said = release["tender"].get("description", "")
    first, _, rest = said.partition(". ")
    text = text.replace(_text(said), _text(f"{first}. ¤{len(rest.split())}"))
    return text.replace(_text(title), _text(f"{title}, ¤2"))


def _weights(stories: list[tuple]) -> list[float]:
    """Weigh the stories, so that there are as many of each length as there should be."""
    lengths = Counter(len(texts) for _, _, texts in stories)
    return [LENGTHS[len(texts)] / lengths[len(texts)] for _, _, texts in stories]


if __name__ == "__main__":
    write(Path(sys.argv[2]), int(sys.argv[1]))

"""Any number of invented notices, made by multiplying those of the demonstration record.

    python -m benchmarks.notices 100000 var/notices.jsonl

The contracting processes of the packed file are told again and again: of other buyers and vendors,
in other words, for other amounts, on other days. There are about as many processes, buyers and
vendors as an official source has, a few of them met often. Needs nothing but Python.
"""

import gzip
import heapq
import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from itertools import accumulate, count, islice
from pathlib import Path
from uuid import UUID

FILE = Path(__file__).parent.parent / "procurement/management/invented-notices.json.gz"
PACKED = json.loads(gzip.decompress(FILE.read_bytes()))["releases"]
ALONE = 0.6  # of the processes are told by their last notice alone: there are 1.28 of each
POWERS = 0.9, 0.63  # n processes have n to these powers of vendors, of buyers
SIZE, FLAT = 20_000, 9  # of the vocabulary: the word of a rank is met as 1 / (rank + FLAT) says
WEIGHTS = list(accumulate(1 / (rank + FLAT) for rank in range(1, SIZE + 1)))
# What differs, beside towns: the numbers of buyers and vendors; all else, ¤ being words made up.
NUMBERS = (
    r"\b99\d{6}\b|\bZZ\w\w-\d{4}-\w{4}\b|GB-(?:CFS|FTS)-\d+|register\.example\.org/\w+"
    r"|\b\d{6}(?=\.example)"
)
OTHERS = (
    r"\w{8}(?:-\w{4}){3}-\w{12}|¤\d+|\d{4}-\d\d-\d\d(?=T)"
    r'|"amount(?:Gross)?":[\d.]+|\b\d{6}-20\d\d\b|ocds-sample2-\w+'
)
_text = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def releases(count: int, *, seed: int = 0) -> Iterator[dict]:
    """Yield so many OCDS releases, in order of date. The same arguments give the same ones."""
    return map(json.loads, islice(_Pack(count, seed).lines(), count))


def write(path: Path, count: int, *, seed: int = 0) -> None:
    """Write so many releases as JSON Lines."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in islice(_Pack(count, seed).lines(), count))


def vocabulary() -> list[str]:
    """Give the words, the commonest first: those of the packed descriptions, then made-up ones."""
    said = " ".join(one["tender"].get("description", "") for one in PACKED)
    words = dict(Counter(re.findall(r"\b[a-z]{5,}\b", said)).most_common())
    pick = random.Random(0).choice
    while len(words) < SIZE:
        words["".join(pick("bcdfghklmnprstvwz") + pick("aeiou") for _ in range(pick((3, 4))))] = 0
    return list(words)


class _Pack:
    """The packed notices, cut at what differs, ready to be multiplied to so many."""

    def __init__(self, number: int, seed: int) -> None:
        self.chance, self.numbers = random.Random(seed), count(seed * 10_000_000 + 1)
        # A few processes too many: the later notices of some are not reached.
        self.processes, self.words = number / 1.25, vocabulary()
        places, processes, self.bodies = ({}, {}), defaultdict(list), {}
        for release in PACKED:
            processes[release["ocid"]].append(release)
            for party in release["parties"]:
                name = party["name"].lower().replace("limited", "ltd")
                alike = places["buyer" in party["roles"]]
                body = alike is places[1], alike.setdefault(name, len(alike))
                self.bodies |= dict.fromkeys(re.findall(NUMBERS, _text(party)), body)
                self.bodies.setdefault(name.removeprefix("university of ").split()[0], body)
        self.kinds = len(places[0]), len(places[1])
        self.limits = [self.processes ** POWERS[buys] / self.kinds[buys] for buys in (0, 1)]
        towns = "|".join(name for name in self.bodies if name.isalpha())
        # Few words are as long as the shortest town: the rest is passed over sooner.
        cut = re.compile(rf"({OTHERS}|{NUMBERS}|\b(?=\w{{8}})(?i:{towns})\b)").split
        self.stories = [[_timed(one, cut) for one in told] for told in processes.values()]

    def lines(self) -> Iterator[str]:
        """Yield release after release as JSON, at the pace of the packed ones, without an end."""
        waiting, order, chance, stories = [], count(), self.chance, self.stories
        # From the Act of 2023 on there are notices of two kinds.
        act = next(at for at, [(_, text), *_] in enumerate(stories) if text[1].startswith("ocds"))
        for index in count():
            at = index / self.processes * (len(stories) - 1)
            near = min(int(at), len(stories) - 2)
            begun, then = stories[near][0][0], stories[near + 1][0][0]
            day = int(begun + (at - near) * (then - begun))
            while waiting and waiting[0][0] < day:
                *_, told, text = heapq.heappop(waiting)
                yield "".join(told[part] if at % 2 else part for at, part in enumerate(text))
            story = chance.choice(stories[:act] if near < act else stories[act:])
            story = story[-1 if chance.random() < ALONE else 0 :]
            told = _Told(self, day - int(story[0][0]))
            for moment, text in story:
                heapq.heappush(waiting, (moment + told.shift, next(order), told, text))


class _Told(dict):
    """One telling of a process: {what the packed file says: what is said here}."""

    def __init__(self, pack: _Pack, shift: int) -> None:
        self.pack, self.shift, self.factor = pack, shift, pack.chance.randrange(25, 400) / 100
        # The small ones often, as Zipf's law has it.
        self.ranks = [int(3 * (one / 3 + 1) ** pack.chance.random()) - 3 for one in pack.limits]

    def __missing__(self, token: str) -> str:
        body = self.pack.bodies.get(token) or self.pack.bodies.get(token.lower())
        return self.setdefault(token, self._named(token, *body) if body else self._made(token))

    def _made(self, token: str) -> str:
        chance = self.pack.chance
        if token[0] == "¤":
            return " ".join(chance.choices(self.pack.words, cum_weights=WEIGHTS, k=int(token[1:])))
        if token[0] == '"':
            name, _, amount = token.partition(":")
            factor = self.factor if float(amount) > 1 else 1
            return f"{name}:{round(float(amount) * factor, 2)}"
        if len(token) == 36:
            return str(UUID(int=chance.getrandbits(128)))
        if len(token) == 10:
            return str(date.fromisoformat(token) + timedelta(self.shift))
        number = next(self.pack.numbers)
        return f"{token[:-6]}{number:06x}" if token[0] == "o" else f"{number:06}{token[-5:]}"

    def _named(self, token: str, buys: bool, place: int) -> str:
        """Give the town or number of the buyer or vendor that stands in the place of a packed one."""
        number = place + self.ranks[buys] * self.pack.kinds[buys]
        if token.isalpha():
            town = self.pack.words[-1 - number * 1009 % (SIZE * 3 // 4)]
            return town if token.islower() else town.upper() if token.isupper() else town.title()
        if token.startswith("ZZ"):
            return f"ZZ{'VB'[buys]}{chr(66 + number // 10_000)}-{number % 10_000:04}-BBZX"
        return f"99{number:06}" if token.startswith("99") else f"{token[:-5]}{number:06}"


def _timed(release: dict, cut: Callable[[str], list[str]]) -> tuple[float, list[str]]:
    """Give when a notice comes, in days, and its text, with what differs at the odd places."""
    title, said = release["tender"]["title"], release["tender"].get("description", "")
    first, _, rest = said.partition(". ")
    text = _text(release).replace(_text(said), _text(f"{first}. ¤{len(rest.split())}"))
    text = text.replace(_text(title), _text(f"{title}, ¤2"))
    return datetime.fromisoformat(release["date"]).timestamp() / 86_400, cut(text)


if __name__ == "__main__":
    write(Path(sys.argv[2]), int(sys.argv[1]))

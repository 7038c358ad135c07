"""Words as a register has them: few in every third contract, most in a handful. Seeded."""

import random
from itertools import accumulate

from procurement.management.sample_notices import words

LONG_TAIL = 20_000
# Zipf and Mandelbrot: how often the word of a rank comes is 1 / (rank + FLAT). With some 34 words a
# contract, the commonest stands in about a third of them.
FLAT = 9
_SYLLABLES = [
    "ba",
    "ce",
    "di",
    "fo",
    "gu",
    "ha",
    "ki",
    "lo",
    "mu",
    "ne",
    "pa",
    "ri",
    "so",
    "tu",
    "va",
    "wen",
    "zor",
    "mel",
    "tam",
    "bir",
    "cor",
    "dun",
    "fel",
    "gar",
]


def vocabulary(seed: int) -> list[str]:
    """Give the words by rank, the commonest first: of procurement, then made-up ones."""
    chance = random.Random(seed)
    known = [*words.THINGS, *words.QUALITIES, *words.ACTS, *words.GROUPS, *words.AIMS]
    found = dict.fromkeys(word for word in known if word.isalpha())
    while len(found) < LONG_TAIL:
        found["".join(chance.choices(_SYLLABLES, k=chance.randint(3, 4)))] = None
    return list(found)


def zipf(count: int, flat: int = FLAT) -> list[float]:
    """Give the cumulative weights of `count` ranks."""
    return list(accumulate(1 / (rank + flat) for rank in range(1, count + 1)))

"""The one source of chance: the same seed gives the same choices."""

import random
from collections.abc import Sequence
from itertools import chain, repeat
from typing import TypeVar

T = TypeVar("T")

HEAD = 3  # the larger, the less the first few stand out


class Chance:
    """What is drawn, from one seed; no state outside it."""

    __slots__ = ("bits", "draw")

    def __init__(self, seed: int) -> None:
        source = random.Random(seed)  # noqa: S311 -- invented data, no secrets
        self.draw = source.random
        self.bits = source.getrandbits

    def once(self, share: float) -> bool:
        """Say yes in this share of cases."""
        return self.draw() < share

    def below(self, limit: int) -> int:
        """Give a number from 0, all alike, below the limit."""
        return int(self.draw() * limit)

    def rank(self, limit: int) -> int:
        """Give a number from 0 below the limit: the small ones often, as Zipf's law has it."""
        return int(HEAD * ((limit + HEAD) / HEAD) ** self.draw()) - HEAD

    def pick(self, choices: Sequence[T]) -> T:
        """Give one of the choices, all alike."""
        return choices[int(self.draw() * len(choices))]

    def common(self, choices: Sequence[T]) -> T:
        """Give one of the choices, the first ones most often."""
        return choices[self.rank(len(choices))]

    def lower(self, choices: Sequence[T]) -> T:
        """Give one of the choices, the first ones somewhat more often."""
        return choices[int(min(self.draw(), self.draw()) * len(choices))]

    def shuffled(self, choices: Sequence[T]) -> list[T]:
        """Give the choices in another order."""
        return sorted(choices, key=lambda _: self.draw())

    def guid(self) -> str:
        """Give a number in the form of a GUID."""
        digits = f"{self.bits(128):032x}"
        return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-a{digits[17:20]}-{digits[20:]}"


def spread(weights: dict[T, int]) -> list[T]:
    """Give each choice as many places as its weight says, for `Chance.pick`."""
    return list(chain.from_iterable(repeat(key, times) for key, times in weights.items()))


def mixed(index: int, limit: int, step: int) -> int:
    """Send each number below the limit to another below it; no two meet.

    `step` has no divisor in common with `limit`.
    """
    return index * step % limit


def listed(text: str) -> list[str]:
    """Give the words of a text."""
    return text.split()

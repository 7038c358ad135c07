"""Long lists of keys, in pieces that every database takes in one statement."""

from collections.abc import Iterator
from typing import TypeVar

PIECE = 5_000

Row = TypeVar("Row")


def pieces(rows: list[Row], size: int = PIECE) -> Iterator[list[Row]]:
    """Yield a list in pieces; nothing for an empty one."""
    for start in range(0, len(rows), size):
        yield rows[start : start + size]

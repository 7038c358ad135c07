"""Words as a register has them: few in every third contract, most in a handful."""

from itertools import accumulate

from benchmarks.notices import FLAT, vocabulary

__all__ = ["FLAT", "vocabulary", "zipf"]


def zipf(count: int, flat: int = FLAT) -> list[float]:
    """Give the cumulative weights of `count` ranks, after Zipf and Mandelbrot.

    With some 34 words a contract, the commonest stands in about a third of them.
    """
    return list(accumulate(1 / (rank + flat) for rank in range(1, count + 1)))

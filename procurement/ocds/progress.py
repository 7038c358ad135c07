"""How far a long piece of work has come, at which rate, and how long it will take."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

from tqdm import tqdm


class Progress:
    """Draws one bar for each phase; without a file to draw on, nothing."""

    def __init__(self, file: TextIO | None) -> None:
        self._file = file

    @contextmanager
    def phase(self, name: str, total: int | None = None, unit: str = "") -> Iterator[Callable]:
        """Give a function that tells how far the phase is: the place, or with `add` a step."""
        with tqdm(
            desc=name, total=total, unit=unit or "it", unit_scale=unit == "B", file=self._file,
            disable=self._file is None, mininterval=0.5,
        ) as bar:  # fmt: skip

            def tell(place: int, *, add: bool = False) -> None:
                bar.update(place if add else place - bar.n)

            yield tell

"""An import into a fresh database, and the same file again."""

import json
from pathlib import Path
from typing import NamedTuple

from .databases import MANAGE, Databases, Environment
from .process import Measured, measured

RATES = {100_000: 5_000, 1_000_000: 3_000}  # releases: at least so many a second
MOST_MEGABYTES = 300
MOST_AGAIN = 0.5


class Imported(NamedTuple):
    """One file of so many releases, taken twice."""

    database: str
    releases: int
    first: Measured
    again: Measured

    @property
    def rate(self) -> float:
        """Releases in a second, of the whole program from start to end."""
        return self.releases / self.first.seconds

    @property
    def least_rate(self) -> int:
        """The bar: of the largest size that this one reaches, else of the smallest."""
        reached = [rate for size, rate in RATES.items() if size <= self.releases]
        return reached[-1] if reached else RATES[100_000]


def import_file(path: Path, environment: Environment) -> Measured:
    """Import one file as an operator does, in a process of its own; every release is to be taken."""
    done = measured(command(path), environment)
    assert done.code == 0, f"import_ocds ended with {done.code}: {done.said}"
    return done


def command(path: Path) -> list[str]:
    """Give the command that imports a file."""
    return [*MANAGE, "import_ocds", "--quiet", str(path)]


def import_twice(databases: Databases, path: Path, releases: int) -> Imported:
    """Import a file into a fresh database, and again."""
    with databases.fresh() as environment:
        first = import_file(path, environment)
        again = import_file(path, environment)
    counts = [json.loads(one.said.splitlines()[-1]) for one in (first, again)]
    assert counts[0]["created"] + counts[0]["updated"] == releases, counts
    assert counts[1]["unchanged"] == releases, counts
    return Imported(databases.version(), releases, first, again)

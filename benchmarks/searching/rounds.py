"""Everyone who is measured, asked in turn: whatever else the machine does meets all alike."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

PATIENCE = 20_000  # milliseconds; what has taken so long in all is not asked for again


class Asker(NamedTuple):
    """Answers the queries of some names, and says how many milliseconds each answer took."""

    names: frozenset[str]
    ask: Callable[[str], float]


Times = dict[str, list[float]]


def take(askers: Mapping[str, Asker], names: list[str], rounds: int) -> dict[str, Times]:
    """Ask everyone for everything once to warm up, and then so many times, query by query.

    Gives, for each asker, the milliseconds of each round by the names of the queries.
    """
    took: dict[str, Times] = {
        label: {name: [] for name in names if name in asker.names}
        for label, asker in askers.items()
    }
    for name, label in _pairs(names, took):
        askers[label].ask(name)
    for _ in range(rounds):
        for name, label in _pairs(names, took):
            times = took[label][name]
            if sum(times) < PATIENCE:
                times.append(askers[label].ask(name))
    return took


def _pairs(names, took):
    return [(name, label) for name in names for label, times in took.items() if name in times]

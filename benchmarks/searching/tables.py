"""What was measured, as tables in Markdown that say where a figure falls short of its bar."""

from collections.abc import Iterator
from statistics import median, quantiles
from typing import NamedTuple

from benchmarks.told import bar, table

from .bare import Bare
from .queries import Asked

FASTER = {100_000: 10, 1_000_000: 30}  # contracts: times as fast as Datasette, in the median
SLOWEST = 1  # times as fast as Datasette, the slowest query
BARE_TIMES, BARE_MORE = 1.5, 15  # p95 of the page: of that of its bare SQL, and milliseconds more
STATEMENTS = 7
GROWTH, GROWN = 5, (100_000, 1_000_000)


class Searched(NamedTuple):
    """One database of one size: by the names of the queries, in milliseconds."""

    database: str
    contracts: int
    queries: list[Asked]
    ours: dict[str, float]
    bare: dict[str, Bare]
    theirs: dict[str, float]  # of Datasette; empty where it was not measured
    their_hits: dict[str, int]

    def ratios(self) -> dict[str, float]:
        """Give how many times as fast as Datasette ours is."""
        return {name: self.theirs[name] / self.ours[name] for name in self.theirs}


def summary(rows: list[Searched]) -> str:
    """Tell each database and size beside the bars."""
    headings = [
        "Search page, ms", "contracts", "median", "p95", "p95 / (1.5 × bare SQL + 15)", "max",
        "statements", "Datasette median", "p95", "Datasette / ours: median", "least", "grown",
    ]  # fmt: skip
    return table(headings, [_summed(one, rows) for one in rows])


def _summed(one, rows):
    ours = list(one.ours.values())
    most = BARE_TIMES * p95([bare.ms for bare in one.bare.values()]) + BARE_MORE
    statements = max(bare.statements for bare in one.bare.values())
    return [
        one.database, f"{one.contracts:,}", f"{median(ours):.1f}", f"{p95(ours):.0f}",
        f"{p95(ours) / most:.2f} {bar(most / p95(ours), f'≤ {most:.0f} ms')}", f"{max(ours):.0f}",
        f"{statements} {bar(STATEMENTS / statements, f'≤ {STATEMENTS}')}",
        *_compared(one), _grown(one, rows),
    ]  # fmt: skip


def _compared(one):
    if not one.theirs:
        return ["not measured"] * 4
    theirs, ratios = list(one.theirs.values()), list(one.ratios().values())
    times, wanted = median(ratios), FASTER.get(one.contracts)
    middle = f"{times:.0f} {bar(times / wanted, f'≥ {wanted}')}" if wanted else f"{times:.1f}"
    least = f"{min(ratios):.1f} {bar(min(ratios) / SLOWEST, f'≥ {SLOWEST}')}"
    return [f"{median(theirs):.0f}", f"{p95(theirs):.0f}", middle, least]


def _grown(one, rows):
    """How many times the median of the smaller register, where both were measured."""
    smaller = [
        other for other in rows
        if (other.database, other.contracts) == (one.database, GROWN[0])
    ]  # fmt: skip
    if one.contracts != GROWN[1] or not smaller:
        return ""
    times = median(one.ours.values()) / median(smaller[0].ours.values())
    return f"{times:.1f} {bar(GROWTH / times, f'≤ {GROWTH}')}"


def each(one: Searched) -> str:
    """Tell every query of one database."""
    ratios = one.ratios()
    return f"{one.database}, {one.contracts:,} contracts:\n\n" + table(
        ["Query, ms", "asked", "hits", "page", "bare SQL", "statements", "Datasette", "ratio"],
        [
            [
                asked.name, f"`{asked.ours}`", f"{one.bare[asked.name].hits:,}",
                f"{one.ours[asked.name]:.1f}", f"{one.bare[asked.name].ms:.1f}",
                str(one.bare[asked.name].statements),
                f"{one.theirs[asked.name]:.0f}" if asked.name in ratios else "",
                f"{ratios[asked.name]:.1f}" if asked.name in ratios else "",
            ]
            for asked in one.queries
        ],
    )  # fmt: skip


def unlike(rows: list[Searched]) -> Iterator[str]:
    """Warn of queries that find more in one database than in another, or than Datasette does."""
    for size in sorted({one.contracts for one in rows}):
        same = [one for one in rows if one.contracts == size]
        for asked in same[0].queries:
            hits = {one.database: one.bare[asked.name].hits for one in same}
            if asked.name in same[0].their_hits:
                hits["Datasette"] = same[0].their_hits[asked.name]
            if len(set(hits.values())) > 1:
                told = ", ".join(f"{number:,} in {name}" for name, number in hits.items())
                yield f"**Hits differ** at {size:,}, {asked.name}: {told}.\n"


def p95(values: list[float]) -> float:
    """Give the 95th percentile of a few."""
    return quantiles(values, n=20, method="inclusive")[18]

"""What was measured, as tables in Markdown that say where a figure falls short of its bar.

A query's figure is the median of its rounds; median, p95 and max are those over the queries.
"""

from collections.abc import Iterable, Iterator
from statistics import median, quantiles
from typing import NamedTuple

from benchmarks.told import bar, table

from .bare import Bare
from .queries import Asked
from .rounds import Times

FASTER = {100_000: 10, 1_000_000: 30}  # contracts: times as fast as Datasette, in the median
SLOWEST = 1  # times as fast as Datasette, the slowest query
BARE_TIMES, BARE_MORE = 1.5, 15  # p95 of the page: of that of its bare SQL, and milliseconds more
STATEMENTS = 7
GROWTH, GROWN = 5, (100_000, 1_000_000)


class Searched(NamedTuple):
    """One database of one size: what each query asks and finds, and the milliseconds of its rounds."""

    database: str
    contracts: int
    queries: list[Asked]
    pages: dict[str, Bare]
    ours: Times
    bare: Times
    theirs: dict[str, Times]  # of Datasette, by its variants; {} where not measured
    their_hits: dict[str, int]

    def ratios(self, variant: str) -> dict[str, float]:
        """Give how many times as fast as Datasette ours is."""
        ours = medians(self.ours)
        return {name: ms / ours[name] for name, ms in medians(self.theirs[variant]).items()}


def medians(times: Times) -> dict[str, float]:
    """Give the median of the rounds of each query."""
    return {name: median(took) for name, took in times.items()}


def p95(values: Iterable[float]) -> float:
    """Give the 95th percentile of a few."""
    some = list(values)
    return quantiles(some, n=20, method="inclusive")[18] if len(some) > 1 else some[0]


def summary(rows: list[Searched]) -> str:
    """Tell each database and size beside the bars."""
    headings = [
        "Search page, ms", "contracts", "median", "grown", "p95", "p95 / (1.5 × bare SQL + 15)",
        "max", "p95 of single requests", "bare SQL median", "p95", "statements",
    ]  # fmt: skip
    return table(headings, [_summed(one, rows) for one in rows])


def _summed(one, rows):
    ours, bare = medians(one.ours).values(), medians(one.bare).values()
    most = BARE_TIMES * p95(bare) + BARE_MORE
    statements = max(each.statements for each in one.pages.values())
    return [
        one.database, f"{one.contracts:,}", f"{median(ours):.1f}", _grown(one, rows),
        f"{p95(ours):.0f}", f"{p95(ours) / most:.2f} {bar(most / p95(ours), f'≤ {most:.0f} ms')}",
        f"{max(ours):.0f}", f"{p95(ms for took in one.ours.values() for ms in took):.0f}",
        f"{median(bare):.1f}", f"{p95(bare):.0f}",
        f"{statements} {bar(STATEMENTS / statements, f'≤ {STATEMENTS}')}",
    ]  # fmt: skip


def _grown(one, rows):
    """How many times the median of the smaller register, where both were measured."""
    smaller = [
        other for other in rows
        if (other.database, other.contracts) == (one.database, GROWN[0])
    ]  # fmt: skip
    if one.contracts != GROWN[1] or not smaller:
        return ""
    times = median(medians(one.ours).values()) / median(medians(smaller[0].ours).values())
    return f"{times:.1f} {bar(GROWTH / times, f'≤ {GROWTH}')}"


def compared(rows: list[Searched]) -> str:
    """Tell how many times as fast as Datasette each is.

    The bar may be read of the median pages, or of the median of what each query gains: both stand.
    """
    headings = [
        "Beside Datasette, ms", "contracts", "ours median", "Datasette", "median", "p95",
        "theirs / ours: of the medians", "median of each query’s", "least", "slower than it",
    ]  # fmt: skip
    return table(headings, [_beside(one, variant) for one in rows for variant in one.theirs])


def _beside(one, variant):
    theirs, ratios = medians(one.theirs[variant]).values(), one.ratios(variant)
    ours = median(ms for name, ms in medians(one.ours).items() if name in ratios)
    wanted = FASTER.get(one.contracts)
    times = [median(theirs) / ours, median(ratios.values())]
    least = min(ratios.values())
    slower = [name for name, ratio in ratios.items() if ratio < SLOWEST]
    return [
        one.database, f"{one.contracts:,}", f"{ours:.1f}", variant,
        f"{median(theirs):.0f}", f"{p95(theirs):.0f}",
        *(f"{one:.1f} {bar(one / wanted, f'≥ {wanted}')}" if wanted else f"{one:.1f}" for one in times),
        f"{least:.1f} {bar(least / SLOWEST, f'≥ {SLOWEST}')}", str(len(slower)),
    ]  # fmt: skip


def each(one: Searched) -> str:
    """Tell every query of one database."""
    headings = ["Query, ms", "asked", "hits", "page", "slowest", "bare SQL", "statements"]
    for variant in one.theirs:
        headings += [f"Datasette {variant}", "ratio"]
    told = table(headings, [_query(one, asked) for asked in one.queries])
    return f"{one.database}, {one.contracts:,} contracts:\n\n{told}"


def _query(one, asked):
    page, took = one.pages[asked.name], one.ours[asked.name]
    cells = [
        asked.name, f"`{asked.ours}`", f"{page.hits:,}", f"{median(took):.1f}", f"{max(took):.1f}",
        f"{median(one.bare[asked.name]):.1f}", str(page.statements),
    ]  # fmt: skip
    for variant, theirs in one.theirs.items():
        said = asked.name in theirs
        cells.append(f"{median(theirs[asked.name]):.0f}" if said else "")
        cells.append(f"{one.ratios(variant)[asked.name]:.1f}" if said else "")
    return cells


def unlike(rows: list[Searched]) -> Iterator[str]:
    """Warn of queries that find more in one database than in another, or than Datasette does."""
    for size in sorted({one.contracts for one in rows}):
        same = [one for one in rows if one.contracts == size]
        for asked in same[0].queries:
            hits = {one.database: one.pages[asked.name].hits for one in same}
            if asked.name in same[0].their_hits:
                hits["Datasette"] = same[0].their_hits[asked.name]
            if len(set(hits.values())) > 1:
                told = ", ".join(f"{number:,} in {name}" for name, number in hits.items())
                yield f"**Hits differ** at {size:,}, {asked.name}: {told}.\n"

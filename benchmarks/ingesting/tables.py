"""What was measured, as tables in Markdown that say where a figure falls short of its bar."""

from benchmarks.told import bar, table

from .imports import MOST_AGAIN, MOST_MEGABYTES, Imported
from .kills import IN_A_ROW, RELEASES, Killed
from .peers import PINNED, Peer
from .search import MOST_TIMES, Searched


def imports(rows: list[Imported]) -> str:
    """Tell the imports: bars are releases a second, megabytes, and how long the same file takes."""
    return table(
        ["Import", "releases", "s", "releases/s", "bar", "CPU s", "peak MB", "again s", "again / first"],
        [
            [
                one.database, f"{one.releases:,}", f"{one.first.seconds:.1f}", f"{one.rate:,.0f}",
                bar(one.rate / one.least_rate, f"≥ {one.least_rate:,}"),
                f"{one.first.processor_seconds:.1f}",
                f"{one.first.megabytes:.0f} {bar(MOST_MEGABYTES / one.first.megabytes, f'≤ {MOST_MEGABYTES}')}",
                f"{one.again.seconds:.1f}", _again(one),
            ]
            for one in rows
        ],
    )  # fmt: skip


def _again(one):
    ratio = one.again.seconds / one.first.seconds
    return f"{ratio:.2f} {bar(MOST_AGAIN / ratio, f'≤ {MOST_AGAIN}')}"


def searches(rows: list[Searched]) -> str:
    """Tell how long searches took, in milliseconds: idle, and during an import."""
    return table(
        ["Search, ms", "releases", "idle p50", "p95", "during import p50", "p95", "p95 / idle p95", "searches"],
        [
            [
                one.database, f"{one.releases:,}", f"{one.idle.median:.0f}", f"{one.idle.p95:.0f}",
                f"{one.meanwhile.median:.0f}", f"{one.meanwhile.p95:.0f}", _times(one),
                f"{one.idle.searches} + {one.meanwhile.searches}",
            ]
            for one in rows
        ],
    )  # fmt: skip


def _times(one):
    times = one.meanwhile.p95 / one.idle.p95
    return f"{times:.1f} {bar(MOST_TIMES / times, f'≤ {MOST_TIMES}')}"


def kills(rows: list[Killed]) -> str:
    """Tell what kills left: rows that differ, sums that do not add up, helpers that went on."""
    told = table(
        ["Kills", "imports killed", "rows differ after", "do not add up", "helpers left running"],
        [
            [one.database, str(one.kills), _none(one.unlike), _none(one.uneven), str(one.left_over)]
            for one in rows
        ],
    )
    return (
        f"{told}\n{RELEASES:,} releases; at random moments, {IN_A_ROW} kills in a row on one"
        " database, then an import to the end.\n"
    )


def _none(found):
    return f"{len(found)}: {'; '.join(found[:3])}" if found else "0"


def peers(rows: list[Peer], ours: Imported) -> str:
    """Tell what others reach on the same releases, and how many times as fast ours is."""
    told = table(
        ["Peer", "releases", "s", "releases/s", "peak MB", "ours / theirs"],
        [
            [
                one.name, f"{one.releases:,}", f"{one.seconds:.1f}", f"{one.releases / one.seconds:,.0f}",
                f"{one.megabytes:.0f}", f"{ours.rate / (one.releases / one.seconds):.2f}",
            ]
            for one in rows
        ],
    )  # fmt: skip
    return (
        f"{told}\nOurs: {ours.rate:,.0f} releases/s on {ours.database}, {ours.releases:,} releases;"
        f" theirs: {', '.join(PINNED)}; they tell nobody apart, merge nothing, and write no index.\n"
    )

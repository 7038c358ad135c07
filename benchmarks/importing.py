"""Imports measured: speed, processors, memory, the same file again, and searches meanwhile.

    python -m benchmarks.importing --sizes 10000 100000 --keep

Each import is the command `import_ocds` in a process of its own, from its start to its end, into a
fresh database; the notices are invented, the same for the same size. It shows how far it has come.
CPU seconds are those of all processes, the PostgreSQL server's included; memory is that of ours.
Beside them, on the same file, runs what a user would put together (benchmarks/peers.py). Then a
reader searches, alone and while a quarter as many other notices are imported.
"""

import json
import subprocess
import time
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from statistics import median
from typing import NamedTuple

from . import measuring, peers
from .measuring import (
    MANAGE,
    ROOT,
    Database,
    Environment,
    Spent,
    bar,
    get,
    p95,
    run,
    say,
    serving,
    table,
)

LEAST = {"sqlite": {100_000: 2000, 1_000_000: 1500}, "postgres": {100_000: 1200, 1_000_000: 1000}}
MOST_PEERS = {"sqlite": 2, "postgres": 3}  # times the CPU seconds of the peer
MOST_MEGABYTES, MOST_AGAIN, MOST_TIMES = 300, 0.5, 4
PAUSE = 0.05  # seconds between two searches
QUERIES = [
    "q=catering", "q=window+renewal", "q=road&stage=tender", "q=council&sort=-value",
    "q=hospital&stage=award&stage=active", "q=supply&value_min=100000", "q=%22staff+restaurant%22",
    "q=vans&date_from=2024-01-01", "sort=-value", "stage=award&sort=-published",
    "q=software&category=services", "q=ltd",
]  # fmt: skip


class Imported(NamedTuple):
    """One file of so many releases, taken twice; `stored` are the megabytes on the disk afterwards."""

    database: Database
    releases: int
    first: Spent
    again: Spent
    stored: float


def main(argv: list[str] | None = None) -> None:
    """Measure what is asked for, and print it."""
    parser = measuring.arguments(__doc__, "10000")
    parser.add_argument("--no-peer", dest="peer", action="store_false")
    parser.add_argument("--seconds", type=float, default=20, help="of searching alone; 0: none")
    measuring.report("Imports", parser.parse_args(argv), _measured)


def _measured(asked, databases: list[Database], folder: Path) -> Iterator[str]:
    for size in asked.sizes:
        file = measuring.file_of(folder, size)
        peer = _peer(file, folder) if asked.peer else None
        imported, searched = [], []
        for database in databases:
            say(f"{database.name}: importing {size:,} releases, twice")
            with database.opened(f"import_{size}") as environment:
                imported.append(_twice(database, file, size, environment))
                if asked.seconds:
                    say(f"{database.name}: searching, without and with an import")
                    other = measuring.file_of(folder, max(size // 4, 1), seed=1)
                    waited = _search_meanwhile(environment, other, asked.seconds)
                    searched.append([database.name, f"{size:,}", *waited])
        rows = [_row(one, peer) for one in imported]
        yield table(HEADINGS, [*rows, _peer_row(size, peer)] if peer else rows)
        if searched:
            yield table(SEARCHED, searched)


def _peer(file: Path, folder: Path) -> Spent:
    peers.install()
    say("peer: ocdsmerge, flatterer, SQLite")
    out = folder / "peer.sqlite3"
    out.unlink(missing_ok=True)
    return run([str(peers.PYTHON), "-B", peers.__file__, str(file), str(out)])


def _twice(database: Database, file: Path, size: int, environment: Environment) -> Imported:
    taken = []
    for _ in range(2):
        before = database.processor_seconds()
        done = run(_command(file), environment)
        server = database.processor_seconds() - before
        taken.append(done._replace(processor_seconds=done.processor_seconds + server))
    first, again = (json.loads(one.said.splitlines()[-1]) for one in taken)
    for told in (first, again):
        accounts = sum(told[one] for one in ("created", "updated", "unchanged", "rejected"))
        assert told["releases"] == accounts == size, told
    assert again["unchanged"] + again["rejected"] == size, f"not the same again: {again}"
    return Imported(database, size, *taken, database.megabytes(environment))


def _command(file: Path) -> list[str]:
    return [*MANAGE, "import_ocds", str(file)]


def _search_meanwhile(environment: Environment, other: Path, seconds: float) -> list[str]:
    with serving(environment, "/contracts/") as served:
        end = time.monotonic() + seconds
        idle = _ask(served.port, lambda: time.monotonic() < end)
        importing = subprocess.Popen(
            [*_command(other), "--quiet"], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL
        )
        busy = _ask(served.port, lambda: importing.poll() is None)
        assert importing.wait() == 0
    times = p95(busy) / p95(idle)
    return [
        f"{median(idle):.0f}", f"{p95(idle):.0f}", f"{median(busy):.0f}", f"{p95(busy):.0f}",
        f"{times:.1f} {bar(MOST_TIMES / times, f'≤ {MOST_TIMES}')}", f"{len(idle)} + {len(busy)}",
    ]  # fmt: skip


def _ask(port: int, more: Callable[[], bool]) -> list[float]:
    """Search on while there is reason to, at least once; give the milliseconds of each."""
    took = []
    for query in cycle(QUERIES):
        answer = get(port, f"/contracts/?{query}")
        assert answer.status == 200, f"{query}: {answer.status}"
        took.append(answer.ms)
        if not more():
            return took
        time.sleep(PAUSE)


SEARCHED = [
    "Search, ms", "releases", "idle median", "p95", "during import median", "p95",
    "p95 / idle p95", "searches",
]  # fmt: skip
HEADINGS = [
    "Import", "releases", "s", "releases/s", "CPU s", "releases/CPU s", "CPU of the peer’s",
    "peak MB", "again s", "again / first", "stored MB",
]  # fmt: skip


def _row(one: Imported, peer: Spent | None) -> list[str]:
    kind, first, rate = one.database.kind, one.first, one.releases / one.first.seconds
    reached = [least for size, least in LEAST[kind].items() if size <= one.releases]
    ratio, again = "", one.again.seconds / first.seconds
    if peer:
        times, most = first.processor_seconds / peer.processor_seconds, MOST_PEERS[kind]
        ratio = f"{times:.2f} × {bar(most / times, f'≤ {most}')}"
    wall = bar(rate / reached[-1], f"≥ {reached[-1]:,}") if reached else ""
    within = bar(MOST_MEGABYTES / first.megabytes, f"≤ {MOST_MEGABYTES}")
    return [
        *_spent(one.database.name, one.releases, first, f" {wall}"), ratio,
        f"{first.megabytes:.0f} {within}", f"{one.again.seconds:.1f}",
        f"{again:.2f} {bar(MOST_AGAIN / again, f'≤ {MOST_AGAIN}')}", f"{one.stored:.0f}",
    ]  # fmt: skip


def _peer_row(size: int, peer: Spent) -> list[str]:
    row = _spent("peer: ocdsmerge, flatterer, SQLite with FTS5", size, peer)
    return [*row, "1", f"{peer.megabytes:.0f}", "", "", ""]


def _spent(name: str, size: int, spent: Spent, wall: str = "") -> list[str]:
    return [
        name, f"{size:,}", f"{spent.seconds:.1f}", f"{size / spent.seconds:,.0f}{wall}",
        f"{spent.processor_seconds:.1f}", f"{size / spent.processor_seconds:,.0f}",
    ]  # fmt: skip


if __name__ == "__main__":
    main()

"""Imports measured: speed, memory, the same file again, searches meanwhile, kills, and peers.

    python benchmarks/ingest.py --sizes 10000,100000 --kills 100 --search --peers --keep

Each import is the command `import_ocds` in a process of its own, from its start to its end, into a
fresh SQLite database in a temporary folder and a fresh PostgreSQL (that of DATABASE_URL, else one
that scripts/with_postgres starts, writing to the disk as in use). Memory is that of the process
and its children, not of the PostgreSQL server. The files are of invented notices, the same for the
same size. Prints tables; --keep adds them to benchmarks/RESULTS.md.
"""

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.ingesting import files, imports, kills, peers, search, tables  # noqa: E402
from benchmarks.ingesting.databases import Databases, server  # noqa: E402

RESULTS = Path(__file__).resolve().parent / "RESULTS.md"
KINDS = ("sqlite", "postgres")


def main() -> None:
    """Measure what is asked for, and print it."""
    asked = _arguments()
    with tempfile.TemporaryDirectory(prefix="ingest-") as folder:
        work = asked.work or Path(folder)
        work.mkdir(parents=True, exist_ok=True)
        told = "\n".join([_heading(), *_measured(asked, work)])
    print(told)
    if asked.keep:
        with RESULTS.open("a", encoding="utf-8") as file:
            file.write(f"\n{told}")


def _measured(asked: argparse.Namespace, work: Path) -> Iterator[str]:
    taken, searched, killed = [], [], []
    for kind in asked.databases:
        with server(kind) as address, ExitStack() as cleaning:
            if address is None:
                yield f"{kind}: not measured, no server is installed and DATABASE_URL names none.\n"
                continue
            databases = cleaning.enter_context(closing(Databases(kind, work, address)))
            for size in asked.sizes:
                _say(f"{kind}: importing {size:,} releases, twice")
                taken.append(imports.import_twice(databases, files.whole(work, size), size))
                _say(tables.imports(taken[-1:]))
            if asked.search:
                _say(f"{kind}: searching, without and with an import")
                size = asked.sizes[-1]
                halves = files.halves(work, size)
                searched.append(search.search_meanwhile(databases, *halves, size))
                _say(tables.searches(searched[-1:]))
            if asked.kills:
                _say(f"{kind}: killing {asked.kills} imports")
                file = files.whole(work, kills.RELEASES)
                killed.append(kills.kill_imports(databases, file, asked.kills))
                _say(tables.kills(killed[-1:]))
    if taken:
        yield tables.imports(taken)
    if searched:
        yield tables.searches(searched)
    if killed:
        yield tables.kills(killed)
    if asked.peers and taken:
        _say("measuring peers")
        within = [one for one in taken if one.releases <= max(peers.MOST.values())] or taken
        ours = max(within, key=lambda one: (one.database.startswith("SQLite"), one.releases))
        yield tables.peers(peers.peers(work, ours.releases), ours)


def _heading() -> str:
    said = " ".join(["python benchmarks/ingest.py", *_told_arguments()])
    day = datetime.now(UTC).date().isoformat()
    return f"## {day}: {os.cpu_count()} cores, Python {platform.python_version()}\n\n    {said}\n"


def _told_arguments() -> list[str]:
    """Give the arguments without the folder, which says nothing to anybody else."""
    given = iter(sys.argv[1:])
    kept = []
    for one in given:
        if one == "--work":
            next(given)
        elif not one.startswith("--work="):
            kept.append(one)
    return kept


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=_sizes, default=[10_000], help="releases: 10000,100000")
    parser.add_argument("--databases", type=_kinds, default=KINDS, help="sqlite,postgres")
    parser.add_argument("--kills", type=int, default=0, help="imports to kill on each database")
    parser.add_argument("--search", action="store_true", help="search meanwhile, largest size")
    parser.add_argument("--peers", action="store_true", help="needs pip and the network once")
    parser.add_argument("--work", type=Path, help="folder that keeps the files and the peers")
    parser.add_argument("--keep", action="store_true", help="add the tables to RESULTS.md")
    return parser.parse_args()


def _sizes(text: str) -> list[int]:
    return sorted(int(part.replace("_", "")) for part in text.split(","))


def _kinds(text: str) -> list[str]:
    kinds = text.split(",")
    if set(kinds) - set(KINDS):
        raise argparse.ArgumentTypeError(f"of {', '.join(KINDS)}")
    return kinds


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()

"""Imports measured: speed, memory, the same file again, searches meanwhile, kills, and peers.

    python benchmarks/ingest.py --sizes 10000,100000 --kills 100 --search --peers --keep

Each import is the command `import_ocds` in a process of its own, from its start to its end, into a
fresh SQLite database in a temporary folder and a fresh PostgreSQL (that of DATABASE_URL, else one
that scripts/with_postgres starts, writing to the disk as in use). Memory is that of the process
and its children, not of the PostgreSQL server. The files are of invented notices, the same for the
same size. Prints tables; --keep adds them to benchmarks/RESULTS.md.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks import arguments, told  # noqa: E402
from benchmarks.ingesting import files, imports, kills, peers, search, tables  # noqa: E402
from benchmarks.ingesting.databases import Databases, server  # noqa: E402


def main() -> None:
    """Measure what is asked for, and print it."""
    asked = _arguments()
    with tempfile.TemporaryDirectory(prefix="ingest-") as folder:
        work = asked.work or Path(folder)
        work.mkdir(parents=True, exist_ok=True)
        found = "\n".join([told.heading(), *_measured(asked, work)])
    print(found)
    if asked.keep:
        told.keep(found)


def _measured(asked: argparse.Namespace, work: Path) -> Iterator[str]:
    taken, searched, killed = [], [], []
    for kind in asked.databases:
        with server(kind) as address, ExitStack() as cleaning:
            if address is None:
                yield f"{kind}: not measured, no server is installed and DATABASE_URL names none.\n"
                continue
            databases = cleaning.enter_context(closing(Databases(kind, work, address)))
            for size in asked.sizes:
                told.say(f"{kind}: importing {size:,} releases, twice")
                taken.append(imports.import_twice(databases, files.whole(work, size), size))
                told.say(tables.imports(taken[-1:]))
            if asked.search:
                told.say(f"{kind}: searching, without and with an import")
                size = asked.sizes[-1]
                halves = files.halves(work, size)
                searched.append(search.search_meanwhile(databases, *halves, size))
                told.say(tables.searches(searched[-1:]))
            if asked.kills:
                told.say(f"{kind}: killing {asked.kills} imports")
                file = files.whole(work, kills.RELEASES)
                killed.append(kills.kill_imports(databases, file, asked.kills))
                told.say(tables.kills(killed[-1:]))
    if taken:
        yield tables.imports(taken)
    if searched:
        yield tables.searches(searched)
    if killed:
        yield tables.kills(killed)
    if asked.peers and taken:
        told.say("measuring peers")
        within = [one for one in taken if one.releases <= max(peers.MOST.values())] or taken
        ours = max(within, key=lambda one: (one.database.startswith("SQLite"), one.releases))
        yield tables.peers(peers.peers(work, ours.releases), ours)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--sizes", type=arguments.sizes, default=[10_000], help="releases: 10000,100000"
    )
    parser.add_argument(
        "--databases", type=arguments.kinds, default=arguments.KINDS, help="sqlite,postgres"
    )
    parser.add_argument("--kills", type=int, default=0, help="imports to kill on each database")
    parser.add_argument("--search", action="store_true", help="search meanwhile, largest size")
    parser.add_argument("--peers", action="store_true", help="needs pip and the network once")
    parser.add_argument("--work", type=Path, help="folder that keeps the files and the peers")
    parser.add_argument("--keep", action="store_true", help="add the tables to RESULTS.md")
    return parser.parse_args()


if __name__ == "__main__":
    main()

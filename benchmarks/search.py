"""Search measured: mixed queries over HTTP, their bare SQL, and Datasette on the same rows.

    python benchmarks/search.py --sizes 10000,100000,1000000 --data /tmp/search --keep

Invented registers, the same for the same size and seed, are written into SQLite in a folder and
into PostgreSQL (that of DATABASE_URL, else one that scripts/with_postgres starts). With --data they
stay for the next time, until the code that fills them changes. Pages come from the production
server (scripts/serve), one client, nothing cached: each query's figure is the median of its rounds;
median, p95 and max are those over the queries. "Bare SQL" is the statements of the page alone, run
again by the driver. Datasette (requirements-bench.txt) is installed into the folder, its limits
lifted, and asked the same queries and facets, as far as it can say them: it has no page numbers.
All of them are asked in turn, query by query. Prints tables; --keep adds them to
benchmarks/RESULTS.md.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks import arguments, told  # noqa: E402
from benchmarks.ingesting.databases import server  # noqa: E402
from benchmarks.searching import datasette, measured, registers, tables  # noqa: E402
from benchmarks.searching.queries import queries  # noqa: E402
from benchmarks.searching.world import World  # noqa: E402


def main() -> None:
    """Measure what is asked for, and print it."""
    asked = _arguments()
    with tempfile.TemporaryDirectory(prefix="search-") as folder:
        Path(folder).chmod(0o755)  # PostgreSQL may run as another user.
        work = (asked.data or Path(folder)).resolve()
        work.mkdir(parents=True, exist_ok=True)
        found = "\n".join([told.heading(), *_measured(asked, work)])
    print(found)
    if asked.keep:
        told.keep(found)


def _measured(asked: argparse.Namespace, work: Path) -> Iterator[str]:
    yield told.neighbours()
    program = datasette.installed(work) if asked.datasette else None
    if asked.datasette and not program:
        yield "Without Datasette: `pip install -r requirements-bench.txt` does not work here.\n"
    found = []
    with ExitStack() as running:
        kept = []
        for kind in asked.databases:
            place = running.enter_context(server(kind, *registers.options(work)))
            if place is None:
                yield f"{kind}: not measured, no server is installed and DATABASE_URL names none.\n"
                continue
            kept.append(registers.Registers(kind, work, place))
            yield from kept[-1].settings()
        for size in asked.sizes:
            world = World(size, asked.seed)
            some = [one for one in queries(world) if asked.queries.search(one.name)]
            if not some:
                raise SystemExit(f"No query is named like {asked.queries.pattern}.")
            theirs = measured.Peer(program, datasette.made(work, world)) if program else None
            if theirs and not found:
                yield from theirs.version()
            found += measured.searched(kept, world, some, asked.rounds, theirs)
            for one in found[-len(kept) :]:
                told.say(tables.each(one))
    yield tables.summary(found)
    if program:
        yield tables.compared(found)
    yield from tables.unlike(found)
    yield from map(tables.each, found)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=arguments.sizes, default=[10_000], help="10000,100000")
    parser.add_argument(
        "--databases", type=arguments.kinds, default=arguments.KINDS, help="sqlite,postgres"
    )
    parser.add_argument(
        "--queries",
        type=arguments.pattern,
        default="",
        help="those whose names it is in: 'word|stage'",
    )
    parser.add_argument("--rounds", type=int, default=5, help="how often each query is asked")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--data", type=Path, help="folder that keeps the registers and Datasette")
    parser.add_argument("--no-datasette", dest="datasette", action="store_false")
    parser.add_argument("--keep", action="store_true", help="add the tables to RESULTS.md")
    return parser.parse_args()


if __name__ == "__main__":
    main()

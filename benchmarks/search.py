"""Search measured: mixed queries over HTTP, their bare SQL, and Datasette on the same rows.

    python benchmarks/search.py --sizes 10000,100000,1000000 --data /tmp/search --keep

Invented registers, the same for the same size and seed, are written into SQLite in a folder and
into PostgreSQL (that of DATABASE_URL, else one that scripts/with_postgres starts). With --data they
stay for the next time, until the code that fills them changes. Pages come from the production
server (scripts/serve), one client, nothing cached: each query's figure is the median of its rounds;
median, p95 and max are those over the queries. "Bare SQL" is the statements of the page alone, run
again by the driver. Datasette (requirements-bench.txt) is installed into the folder, its limits
lifted, and asked the same queries and facets, as far as it can say them: it has no page numbers.
Prints tables; --keep adds them to benchmarks/RESULTS.md.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks import arguments, told  # noqa: E402
from benchmarks.ingesting.databases import Environment, server  # noqa: E402
from benchmarks.searching import datasette, pages, registers, tables  # noqa: E402
from benchmarks.searching.bare import Bare  # noqa: E402
from benchmarks.searching.queries import Asked, queries  # noqa: E402
from benchmarks.searching.world import World  # noqa: E402
from benchmarks.serving import SERVE, serving  # noqa: E402

Theirs = tuple[dict[str, dict[str, float]], dict[str, int]]


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
    program = datasette.installed(work) if asked.datasette else None
    if asked.datasette and not program:
        yield "Without Datasette: `pip install -r requirements-bench.txt` does not work here.\n"
    found = []
    with ExitStack() as running:
        kept = {}
        for kind in asked.databases:
            place = running.enter_context(server(kind, *registers.options(work)))
            if place is None:
                yield f"{kind}: not measured, no server is installed and DATABASE_URL names none.\n"
                continue
            kept[kind] = registers.Registers(kind, work, place)
            if kind == "postgres":
                yield kept[kind].settings()
        for size in asked.sizes:
            world = World(size, asked.seed)
            theirs = _theirs(program, work, world, asked.rounds) if program else ({}, {})
            for kind, register in kept.items():
                told.say(f"{kind}: {size:,} contracts")
                environment = register.filled(world)
                one = _ours(register.version(), environment, world, asked.rounds, theirs)
                told.say(tables.each(one))
                found.append(one)
    yield tables.summary(found)
    if program:
        yield tables.compared(found)
    yield from tables.unlike(found)
    yield from map(tables.each, found)


def _ours(
    database: str, environment: Environment, world: World, rounds: int, theirs: Theirs
) -> tables.Searched:
    asked = queries(world)
    with serving(SERVE, environment, "/healthz") as port:
        took = pages.ask(port, {one.name: one.address for one in asked}, rounds)
    ours = {name: page.ms for name, page in took.items()}
    bare = _bare(environment, asked, rounds)
    return tables.Searched(database, world.count, asked, ours, bare, *theirs)


def _bare(environment: Environment, asked: list[Asked], rounds: int) -> dict[str, Bare]:
    program = [sys.executable, "-B", "-m", "benchmarks.searching.bare", str(rounds)]
    done = subprocess.run(
        program,
        cwd=ROOT,
        env=environment,
        input=json.dumps({one.name: one.ours for one in asked}),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return {name: Bare(*figures) for name, figures in json.loads(done.stdout).items()}


def _theirs(program: Path, work: Path, world: World, rounds: int) -> Theirs:
    """Give milliseconds by variant and query, and hits, of what Datasette can be asked."""
    file = datasette.made(work, world)
    said = {one.name: datasette.address(one) for one in queries(world) if one.theirs is not None}
    took = {}
    for variant in datasette.VARIANTS:
        told.say(f"Datasette {variant}: {world.count:,} contracts")
        with datasette.running(program, file, variant) as port:
            took[variant] = pages.ask(port, said, rounds)
    given_up = [name for name, page in took[variant].items() if "timed out" in page.text]
    assert not given_up, f"Datasette gave up on {given_up}"
    return (
        {variant: {name: page.ms for name, page in told.items()} for variant, told in took.items()},
        {name: datasette.hits(page.text) for name, page in took[variant].items()},
    )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", type=arguments.sizes, default=[10_000], help="10000,100000")
    parser.add_argument(
        "--databases", type=arguments.kinds, default=arguments.KINDS, help="sqlite,postgres"
    )
    parser.add_argument("--rounds", type=int, default=5, help="how often each query is asked")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--data", type=Path, help="folder that keeps the registers and Datasette")
    parser.add_argument("--no-datasette", dest="datasette", action="store_false")
    parser.add_argument("--keep", action="store_true", help="add the tables to RESULTS.md")
    return parser.parse_args()


if __name__ == "__main__":
    main()

"""Files measured: how fast, how soon and in how much memory any search becomes a file.

    python benchmarks/export.py --sizes 20000,100000 --keep

Invented notices are imported, as many contracts as the size says, into a fresh SQLite database in a
temporary folder and a fresh PostgreSQL (that of DATABASE_URL, else one that scripts/with_postgres
starts). Each file of all contracts is made in a process of its own, by the view, to its last byte.
Beside them stands “bare”, in a process of its own too: Django's `values_list(…).iterator()` over the
same columns of the same contracts, the names of their vendors by an aggregate in a subquery, written
by `csv.writer` to nowhere; and the same without vendors. Awards and OCDS read five tables more, and
have the same rows beside them. Figures are the median of the rounds. Prints tables; --keep adds them
to benchmarks/RESULTS.md.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks import arguments, told  # noqa: E402
from benchmarks.ingesting import imports  # noqa: E402
from benchmarks.ingesting.databases import Databases, Environment, server  # noqa: E402
from benchmarks.notices import releases  # noqa: E402

FILES = (
    "contracts.csv", "contracts.csv?shape=awards", "contracts.jsonl", "contracts.json",
    "contracts.ocds.json", "contracts.xlsx",
)  # fmt: skip
LEAST_RATIO, LATEST_FIRST = 0.8, 1.0
SEED = 1


def main() -> None:
    """Measure what is asked for, and print it."""
    asked = _arguments()
    with tempfile.TemporaryDirectory(prefix="export-") as folder:
        Path(folder).chmod(0o755)  # PostgreSQL may run as another user.
        found = "\n".join([told.heading(), *_measured(asked, Path(folder))])
    print(found)
    if asked.keep:
        told.keep(found)


def _measured(asked: argparse.Namespace, work: Path) -> Iterator[str]:
    rows = []
    for kind in asked.databases:
        with server(kind) as address:
            if address is None:
                yield f"{kind}: not measured, no server is installed and DATABASE_URL names none.\n"
                continue
            with closing(Databases(kind, work, address)) as databases:
                for size in asked.sizes:
                    rows += _of_one_size(databases, _notices(work, size), size, asked.rounds)
    headings = ["File", "contracts", "s", "contracts/s", "of bare", "of bare without vendors",
                "first byte s", "MB", "peak MB", "grown by MB"]  # fmt: skip
    yield told.table(headings, rows)


def _notices(work: Path, size: int) -> Path:
    """Give a file of the notices of so many contracts: those told of before there is one more."""
    path, contracts = work / f"notices-of-{size}.jsonl", set()
    if not path.exists():
        with path.open("w", encoding="utf-8") as file:
            for release in releases(round(size * 1.4), seed=SEED):
                contracts.add(release["ocid"])
                if len(contracts) > size:
                    break
                file.write(json.dumps(release) + "\n")
    return path


def _of_one_size(databases: Databases, path: Path, size: int, rounds: int) -> list[list[str]]:
    with databases.fresh() as environment:
        told.say(f"{databases.kind}: importing {size:,} contracts")
        imports.import_file(path, environment)
        rows = []
        for name in FILES:
            told.say(f"{databases.kind}: {name}, {size:,} contracts")
            took = {one: [] for one in (name, "vendors", "bare")}
            for _ in range(rounds):
                for one, figures in took.items():
                    figures.append(_run(one, environment))
            rows.append(_row(f"{databases.version()}: {name}", size, *took.values()))
        return rows


def _run(name: str, environment: Environment) -> dict:
    program = [sys.executable, "-B", "-m", "benchmarks.exporting", name]
    done = subprocess.run(
        program, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True
    )
    return json.loads(done.stdout)


def _row(name: str, size: int, made: list[dict], bare: list[dict], least: list[dict]) -> list[str]:
    seconds, first, megabytes, peak, grown = (
        median(one[key] for one in made)
        for key in ("seconds", "first", "megabytes", "peak", "grown")
    )
    alone, fewer = (median(one["seconds"] for one in some) for some in (bare, least))
    ratio = told.bar(alone / seconds / LEAST_RATIO, f"≥ {LEAST_RATIO}")
    soon = told.bar(LATEST_FIRST / first, f"≤ {LATEST_FIRST:.0f}")
    return [
        name, f"{size:,}", f"{seconds:.1f}", f"{size / seconds:,.0f}",
        f"{alone / seconds:.2f} {ratio}", f"{fewer / seconds:.2f}", f"{first:.2f} {soon}",
        f"{megabytes:.0f}", f"{peak:.0f}",
        f"{grown:.0f}",
    ]  # fmt: skip


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--sizes", type=arguments.sizes, default=[20_000], help="contracts: 20000,100000"
    )
    parser.add_argument(
        "--databases", type=arguments.kinds, default=arguments.KINDS, help="sqlite,postgres"
    )
    parser.add_argument("--rounds", type=int, default=3, help="how often each file is made")
    parser.add_argument("--keep", action="store_true", help="add the tables to RESULTS.md")
    return parser.parse_args()


if __name__ == "__main__":
    main()

"""What the measurements share: their arguments, what they tell, and the databases they measure."""

import argparse
import os
import platform
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import quantiles

import psycopg2

from . import notices
from .processes import PAGE, ROOT, Environment, manage, parent, processor_seconds

RESULTS = ROOT / "benchmarks" / "RESULTS.md"
WITH_POSTGRES = str(ROOT / "scripts" / "with_postgres")
KINDS = ("sqlite", "postgres")
# As docs/operators.md has them on a machine with 24 GB; a checkpoint every few minutes while filling.
SETTINGS = {
    "shared_buffers": "4GB", "work_mem": "64MB", "effective_cache_size": "12GB", "jit": "off",
    "max_wal_size": "4GB",
}  # fmt: skip


def arguments(doc: str, sizes: str = "") -> argparse.ArgumentParser:
    """Give the arguments that all have; --sizes where a size is given."""
    form = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=doc, formatter_class=form)
    there = KINDS if has_postgres() else KINDS[:1]
    kinds = "those there are: sqlite,postgres"
    parser.add_argument("--databases", type=_kinds, default=there, help=kinds)
    if sizes:
        parser.add_argument("--sizes", type=_sizes, default=_sizes(sizes), help=f"as in {sizes}")
    parser.add_argument("--data", type=Path, help="folder in which files and databases stay")
    parser.add_argument("--keep", action="store_true", help="add the tables to RESULTS.md")
    return parser


def _sizes(text: str) -> list[int]:
    return sorted(int(part.replace("_", "")) for part in text.split(","))


def _kinds(text: str) -> list[str]:
    found = text.split(",")
    if set(found) - set(KINDS):
        raise argparse.ArgumentTypeError(f"of {', '.join(KINDS)}")
    if "postgres" in found and not has_postgres():
        raise argparse.ArgumentTypeError("no PostgreSQL is installed, and DATABASE_URL names none")
    return found


def report(name: str, asked, measured: Callable[..., Iterator[str]]) -> None:
    """Print what `measured(asked, databases, folder)` yields, as it comes."""
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch, ExitStack() as running:
        Path(scratch).chmod(0o755)  # PostgreSQL may run as another user.
        folder = (asked.data or Path(scratch)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        told = [_heading(name, asked)]
        print(told[0], flush=True)
        servers = {kind: running.enter_context(_server(kind, folder)) for kind in asked.databases}
        databases = [Database(kind, folder, server) for kind, server in servers.items()]
        for part in measured(asked, databases, folder):
            print(part, flush=True)
            told.append(part)
    if asked.keep:
        with RESULTS.open("a", encoding="utf-8") as file:
            file.write("\n" + "\n".join(told))


def _heading(name, asked):
    memory = os.sysconf("SC_PHYS_PAGES") * PAGE / 1024**3
    machine = f"{os.cpu_count()} cores, {memory:.0f} GB, Python {platform.python_version()}"
    given = (f"{key}={value}" for key, value in vars(asked).items() if key not in ("data", "keep"))
    load = os.getloadavg()[0]
    busy = " **Others ran beside it**: a quiet machine does better." if load > 1 else ""
    today = datetime.now(UTC).date()
    return f"## {name}, {today}: {machine}\n\n{', '.join(given)}. Load before: {load:.1f}.{busy}\n"


def file_of(folder: Path, count: int, seed: int = 0) -> Path:
    """Give the file of so many invented releases, made unless it is there."""
    file = folder / f"notices-{count}-{seed}.jsonl"
    if not file.exists():
        say(f"Writing {file.name}")
        part = file.with_suffix(".part")
        notices.write(part, count, seed=seed)
        part.replace(file)
    return file


def say(line: str) -> None:
    """Print how far it has come, beside what is measured."""
    print(line, file=sys.stderr, flush=True)


def bar(reached: float, said: str) -> str:
    """Say whether a bar is reached; `reached` is 1 where it just is."""
    return f"({said}: met)" if reached >= 1 else f"({said}: **short by {1 - reached:.0%}**)"


def table(headings: list[str], rows: Iterable[list[str]]) -> str:
    """Give a table in Markdown: words in the first column, figures in the others."""
    rule = ["---", *["--:"] * (len(headings) - 1)]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in [headings, rule, *rows])


def p95(values: Iterable[float]) -> float:
    """Give the 95th percentile of a few."""
    some = list(values)
    return quantiles(some, n=20, method="inclusive")[18] if len(some) > 1 else some[0]


def has_postgres() -> bool:
    """Say whether DATABASE_URL names a PostgreSQL, or one can be started."""
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        return True
    found = subprocess.run([WITH_POSTGRES, "--find"], stdout=subprocess.DEVNULL, check=False)
    return not found.returncode


@contextmanager
def _server(kind: str, folder: Path) -> Iterator[str]:
    """Give the address of a PostgreSQL that writes to the disk as in use; "" for SQLite."""
    if kind == "sqlite" or os.environ.get("DATABASE_URL", "").startswith("postgres"):
        yield os.environ["DATABASE_URL"] if kind == "postgres" else ""
        return
    options = [f"--set={name}={value}" for name, value in SETTINGS.items()]
    told = [*options, "--data", str(folder / "postgres"), "sh", "-c", 'echo "$DATABASE_URL"; cat']
    pipe = subprocess.PIPE
    with subprocess.Popen([WITH_POSTGRES, *told], stdin=pipe, stdout=pipe, text=True) as process:
        yield process.stdout.readline().strip()
        process.stdin.close()  # ends the command, and so the server


class Database:
    """Where databases of one kind are made: a folder for SQLite, or a server of PostgreSQL."""

    def __init__(self, kind: str, folder: Path, server: str) -> None:
        self.kind, self._folder, self._server = kind, folder, server
        self.name, self._postmaster = f"SQLite {sqlite3.sqlite_version}", 0
        if server:
            [(version, backend)] = self._admin("SELECT version(), pg_backend_pid()")
            self.name = " ".join(version.split()[:2])
            self._postmaster = parent(backend, "postgres")

    @contextmanager
    def opened(
        self, name: str, fill: Callable[[Environment], object] = dict, *, keep: bool = False
    ) -> Iterator[Environment]:
        """Give the environment of the database of this name.

        Unless it is there, it is made with all tables, and filled; it goes afterwards, or stays.
        """
        environment = self._environment(name)
        try:
            if name not in self._there():
                self._make(name)
                fill(environment)
            yield environment
        except BaseException:
            keep = False  # It may be half filled.
            raise
        finally:
            if not keep:
                self._remove(name)

    def processor_seconds(self) -> float:
        """Give what the server has used of the processors; 0 for SQLite and for a remote one."""
        return processor_seconds(self._postmaster) if self._postmaster else 0.0

    def _make(self, name):
        if "template" not in self._there():
            self._empty("template")
            manage(self._environment("template"), "migrate", "-v0")
        if self.kind == "sqlite":
            shutil.copytree(self._place("template"), self._place(name))
        else:
            self._admin(f"CREATE DATABASE bench_{name} TEMPLATE bench_template")

    def _empty(self, name):
        if self.kind == "sqlite":
            self._place(name).mkdir(parents=True)
        else:
            self._admin(f"CREATE DATABASE bench_{name}")

    def _remove(self, name):
        if self.kind == "sqlite":
            shutil.rmtree(self._place(name), ignore_errors=True)
        else:
            self._admin(f"DROP DATABASE IF EXISTS bench_{name} WITH (FORCE)")

    def _there(self) -> set[str]:
        if self.kind == "sqlite":
            return {found.parent.name for found in self._place("").glob("*/*.sqlite3")}
        rows = self._admin("SELECT datname FROM pg_database")
        return {name.removeprefix("bench_") for (name,) in rows if name.startswith("bench_")}

    def _place(self, name: str) -> Path:
        return self._folder / "sqlite" / name

    def _environment(self, name: str) -> Environment:
        kept = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
        made = {"DATA_DIR": str(self._place(name) if self.kind == "sqlite" else self._folder)}
        if self.kind == "postgres":
            made["DATABASE_URL"] = f"{self._server.rpartition('/')[0]}/bench_{name}"
        made |= {"STATIC_ROOT": str(self._folder / "static"), "LOG_LEVEL": "ERROR"}
        return kept | made | {"ENVIRONMENT": "development", "PYTHON": sys.executable}

    def _admin(self, statement: str) -> list[tuple]:
        connection = psycopg2.connect(self._server)
        connection.autocommit = True
        try:
            with connection.cursor() as cursor:
                cursor.execute(statement)
                return cursor.fetchall() if cursor.description else []
        finally:
            connection.close()

"""What the measurements share: arguments, tables, databases, processes and servers.

What needs the site's own code runs `inside` a process with the environment of the database that is
measured, because a process can have one only.
"""

import argparse
import http.client
import multiprocessing
import os
import platform
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from statistics import quantiles
from typing import NamedTuple
from urllib.parse import unquote

import psycopg2

from . import notices

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "RESULTS.md"
MANAGE = [sys.executable, "-B", "manage.py"]
SERVE = [str(ROOT / "scripts" / "serve")]
WITH_POSTGRES = str(ROOT / "scripts" / "with_postgres")
PATIENCE, WARMING = 120, 24  # seconds until a server is to be ready; answers until it is warm
TICKS, PAGE = os.sysconf("SC_CLK_TCK"), os.sysconf("SC_PAGE_SIZE")
# As docs/operators.md has them on a machine with 24 GB; a checkpoint every few minutes while filling.
SETTINGS = {"shared_buffers": "4GB", "work_mem": "64MB", "effective_cache_size": "12GB"}
SETTINGS |= {"jit": "off", "max_wal_size": "4GB"}
Environment = dict[str, str]


def arguments(doc: str, sizes: str = "") -> argparse.ArgumentParser:
    """Give the arguments that all have; --sizes where it is given."""
    form = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=doc, formatter_class=form)
    servers = (
        os.environ.get("DATABASE_URL", "").startswith("postgres")
        or not subprocess.run(
            [WITH_POSTGRES, "--find"], stdout=subprocess.DEVNULL, check=False
        ).returncode
    )
    there = ["sqlite", "postgres"] if servers else ["sqlite"]
    parser.add_argument("--databases", nargs="+", choices=there, default=there)
    if sizes:
        parser.add_argument("--sizes", nargs="+", type=int, default=[int(sizes)])
    parser.add_argument("--data", type=Path, help="folder in which files and databases stay")
    parser.add_argument("--keep", action="store_true", help="add the tables to RESULTS.md")
    return parser


def report(name: str, asked: argparse.Namespace, measured: Callable[..., Iterator[str]]) -> None:
    """Print what `measured(asked, databases, folder)` yields, as it comes."""
    with tempfile.TemporaryDirectory(prefix="bench-") as scratch, ExitStack() as running:
        Path(scratch).chmod(0o755)  # PostgreSQL may run as another user.
        folder = (asked.data or Path(scratch)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        told = [_heading(name, asked)]
        servers = [running.enter_context(_server(kind, folder)) for kind in asked.databases]
        for part in measured(asked, [Database(folder, server) for server in servers], folder):
            print(part, flush=True)
            told.append(part)
    if asked.keep:
        with RESULTS.open("a", encoding="utf-8") as file:
            file.write("\n" + "\n".join(told))


def _heading(name, asked) -> str:
    memory = os.sysconf("SC_PHYS_PAGES") * PAGE / 1024**3
    given = (f"{key}={value}" for key, value in vars(asked).items() if key not in ("data", "keep"))
    load = os.getloadavg()[0]
    told = (
        f"## {name}, {datetime.now(UTC).date()}: {os.cpu_count()} cores, {memory:.0f} GB, Python"
        f" {platform.python_version()}\n\n{', '.join(given)}. Load before: {load:.1f}."
        f"{' **Others ran beside it**: a quiet machine does better.' if load > 1 else ''}\n"
    )
    print(told, flush=True)
    return told


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


def file_of(folder: Path, count: int, seed: int = 0) -> Path:
    """Give the file of so many invented releases, made unless it is there."""
    file = folder / f"notices-{count}-{seed}.jsonl"
    if not file.exists():
        say(f"Writing {file.name}")
        part = file.with_suffix(".part")
        notices.write(part, count, seed=seed)
        part.replace(file)
    return file


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
    """Where databases of one kind are made: in a folder for SQLite, or in a PostgreSQL server."""

    def __init__(self, folder: Path, server: str) -> None:
        self.kind, self.name = "sqlite", f"SQLite {sqlite3.sqlite_version}"
        self._folder, self._server, self._backend = folder, server, 0
        if server:
            self.kind = "postgres"
            [(version, self._backend)] = self._admin("SELECT version(), pg_backend_pid()")
            self.name = " ".join(version.split()[:2])
            # Over a socket it is on this machine; its work is done by its first process and children.
            stat = _stat(self._backend) if "/" in unquote(server.split("@")[-1][:3]) else []
            self._backend = int(stat[1]) if stat else 0

    @contextmanager
    def opened(self, name: str, fill=None, *, keep: bool = False) -> Iterator[Environment]:
        """Give the environment of the database of this name: migrated and filled, unless it is there.

        Afterwards it is removed, or kept for the next time.
        """
        place = self._folder / f"bench_{name}"
        made = {"DATA_DIR": str(place), "STATIC_ROOT": str(place / "static"), "LOG_LEVEL": "ERROR"}
        if self._server:
            made["DATABASE_URL"] = f"{self._server.rpartition('/')[0]}/{place.name}"
        kept = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
        environment = kept | made | {"ENVIRONMENT": "development", "PYTHON": sys.executable}
        there = f"SELECT 1 FROM pg_database WHERE datname = '{place.name}'"
        try:
            if not (self._admin(there) if self._server else place.exists()):
                place.mkdir(exist_ok=True)
                if self._server:
                    self._admin(f"CREATE DATABASE {place.name}")
                manage(environment, "migrate", "-v0")
                manage(environment, "collectstatic", "--no-input", "-v0")
                if fill:
                    fill(environment)
            yield environment
        except BaseException:
            keep = False  # It may be half filled.
            raise
        finally:
            if not keep:
                shutil.rmtree(place, ignore_errors=True)
                if self._server:
                    self._admin(f"DROP DATABASE IF EXISTS {place.name} WITH (FORCE)")

    def megabytes(self, site: Environment) -> float:
        """Give what a database that is opened takes on the disk."""
        place = Path(site["DATA_DIR"])
        if self._server:
            [(size,)] = self._admin(f"SELECT pg_database_size('{place.name}')")
        else:
            size = sum(one.stat().st_size for one in place.glob("site.sqlite3*"))
        return size / 1e6

    def processor_seconds(self) -> float:
        """Give what the server has used of the processors; 0 for SQLite and for one elsewhere."""
        return processor_seconds(self._backend) if self._backend else 0.0

    def _admin(self, statement: str) -> list[tuple]:
        connection = psycopg2.connect(self._server)
        connection.autocommit = True
        try:
            with connection.cursor() as cursor:
                cursor.execute(statement)
                return cursor.fetchall() if cursor.description else []
        finally:
            connection.close()


class Spent(NamedTuple):
    """A program that has ended."""

    seconds: float
    processor_seconds: float  # of it and all that it started
    megabytes: float  # resident, of all of them together, at their peak
    said: str


def run(command: list[str], environment: Environment | None = None) -> Spent:
    """Run a program to its end, which is to be a good one."""
    with tempfile.TemporaryFile("w+") as out:
        began, peak, ended = time.perf_counter(), 0, 0
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out)
        while not ended:
            time.sleep(0.02)
            peak = max(peak, _resident(process.pid))
            ended, status, usage = os.wait4(process.pid, os.WNOHANG)
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode == 0, f"{command} ended with {process.returncode}"
        out.seek(0)
        return Spent(seconds, usage.ru_utime + usage.ru_stime, peak / 1e6, out.read())


def manage(environment: Environment, *command: str) -> None:
    """Run a command of the site."""
    subprocess.run([*MANAGE, *command], cwd=ROOT, env=environment, check=True)


def processor_seconds(pid: int) -> float:
    """Give what a process has used of the processors, with all that it started, ended or not."""
    own = sum(map(int, _stat(pid)[11:15])) / TICKS
    return own + sum(map(processor_seconds, _children(pid)))


def _resident(pid: int) -> int:
    own = int((_stat(pid)[21:22] or ["0"])[0]) * PAGE
    return own + sum(map(_resident, _children(pid)))


def _stat(pid: int) -> list[str]:
    """Give the fields of /proc/<pid>/stat from the third on, as proc(5) has them; [] where gone."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return []


def _children(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):  # It has ended meanwhile.
            found += map(int, task.read_text().split())
    return found


@contextmanager
def inside(environment: Environment, processes: int = 1):
    """Give processes in which the site is set up, to `map` functions of a measurement over."""
    context = multiprocessing.get_context("spawn")
    told = {"initializer": _set_up, "initargs": (environment,)}
    with ProcessPoolExecutor(processes, context, **told) as pool:
        yield pool


def result(pool: Executor, function: Callable, *arguments):
    """Give what a function gives when it is called in one of the processes."""
    return pool.submit(function, *arguments).result()


def _set_up(environment):
    os.environ.clear()
    os.environ.update(environment | {"DJANGO_SETTINGS_MODULE": "tracker.settings"})
    import django  # noqa: PLC0415 -- the settings are named by then

    django.setup()


class Served(NamedTuple):
    """A server that runs."""

    port: int
    pid: int


@contextmanager
def serving(environment: Environment, first="/healthz", command=None) -> Iterator[Served]:
    """Start a server on a free port, and wait until it answers at the address `first`.

    It is the production server, or a command in which {port} stands for the port.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    told = [part.replace("{port}", str(port)) for part in command or SERVE]
    given, quiet = environment | {"PORT": str(port)}, subprocess.DEVNULL
    server = subprocess.Popen(told, cwd=ROOT, env=given, stdout=quiet, stderr=quiet)
    try:
        _wait_for(port, first)
        yield Served(port, server.pid)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=30)


def _wait_for(port: int, path: str) -> None:
    """Wait for a good answer, and then for as many as each thread needs to be warm."""
    answers, end = 0, time.monotonic() + PATIENCE
    while answers < WARMING:
        with suppress(OSError):
            answers += get(port, path).status == 200
        if not answers:
            time.sleep(0.1)
        assert time.monotonic() < end, f"no answer from {path}"


def get(port: int, path: str, headers=None, body: str | None = None):
    """Give the answer, read to its end as `.body`, with `.ms`, what it took once connected."""
    # Kept open, a connection would be closed by the server while others are asked.
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
    try:
        connection.connect()
        began = time.perf_counter()
        connection.request("GET" if body is None else "POST", path, body, headers or {})
        response = connection.getresponse()
        response.body = response.read()
        response.ms = (time.perf_counter() - began) * 1000
        return response
    finally:
        connection.close()

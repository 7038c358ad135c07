"""Programs, servers and pieces of the site, run as processes of their own and measured.

What needs the site's own code runs `inside` a process with the environment of the database that is
measured, because a process can have one only.
"""

import http.client
import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
MANAGE = [sys.executable, "-B", "manage.py"]
SERVE = [str(ROOT / "scripts" / "serve")]
SAMPLES = Path(os.environ.get("OCDS_SAMPLES", ROOT.parent / "shared" / "ocds"))
SCHEMA = SAMPLES / "schema" / "ocds-1.1.5" / "schema" / "release-schema.json"
PATIENCE = 60  # seconds in which a server is to answer for the first time
TICKS, PAGE = os.sysconf("SC_CLK_TCK"), os.sysconf("SC_PAGE_SIZE")
Environment = dict[str, str]


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


def _resident(pid: int) -> int:
    with suppress(OSError, IndexError):
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        return pages * PAGE + sum(map(_resident, _children(pid)))
    return 0


def processor_seconds(pid: int) -> float:
    """Give what a process has used of the processors, with all that it started, ended or not."""
    with suppress(OSError):
        own = sum(map(int, _stat(pid)[11:15])) / TICKS
        return own + sum(map(processor_seconds, _children(pid)))
    return 0.0


def parent(pid: int, name: str) -> int:
    """Give the process that started a process of this name; 0 where it runs elsewhere."""
    with suppress(OSError):
        if Path(f"/proc/{pid}/comm").read_text().startswith(name):
            return int(_stat(pid)[1])
    return 0


def _stat(pid: int) -> list[str]:
    """Give the fields of /proc/<pid>/stat from the third on: state, parent …, proc(5)."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()


def _children(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):  # It has ended meanwhile.
            found += map(int, task.read_text().split())
    return found


@contextmanager
def inside(environment: Environment, processes: int = 1):
    """Give processes in which the site is set up, to `apply` functions of a measurement in."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(processes, _set_up, [environment]) as pool:
        yield pool


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
def serving(
    environment: Environment, command: list[str] = SERVE, first: str = "/healthz"
) -> Iterator[Served]:
    """Start a server on a free port, and wait until it answers at the address `first`.

    The port is told it as PORT, and stands in for {port} in the command.
    """
    if "STATIC_ROOT" in environment:
        manage(environment, "collectstatic", "--no-input", "-v0")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    told = [part.replace("{port}", str(port)) for part in command]
    server = subprocess.Popen(
        told, cwd=ROOT, env=environment | {"PORT": str(port)}, stdout=subprocess.DEVNULL,
        stderr=None if command is SERVE else subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _wait_for(port, first)
        yield Served(port, server.pid)
    finally:
        os.kill(server.pid, signal.SIGTERM)
        server.wait(timeout=30)


def _wait_for(port, first):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with suppress(OSError):
            if get(port, first).status == 200:
                return
        time.sleep(0.1)
    raise SystemExit("The server did not start.")


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

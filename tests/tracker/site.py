"""The real server, as scripts/serve starts it, for tests of what it does when things go wrong."""

import http.client
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, connections

# Each of these starts a server: once in a run on both databases.
on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="runs once, on SQLite")
on_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="runs once, on PostgreSQL"
)
PATIENCE = 60  # seconds: the machine may be busy


class Site:
    """A server that runs: where, and its process."""

    def __init__(self, port: int, process: subprocess.Popen, log: Path) -> None:
        self.port, self.process, self.log = port, process, log

    def ask(self, path: str, timeout: float = PATIENCE) -> tuple[int, bytes]:
        """Give the status and the whole body of an answer."""
        client = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            client.request("GET", path)
            response = client.getresponse()
            return response.status, response.read()
        finally:
            client.close()

    def wait_for(self, path: str = "/readyz") -> None:
        """Wait until it answers 200."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            with suppress(OSError, http.client.HTTPException):
                if self.ask(path)[0] == 200:
                    return
            time.sleep(0.1)
        raise AssertionError(f"{path} did not answer:\n{self.log.read_text()}")

    def servers(self) -> tuple[int, int]:
        """Give the server of all pages and that of the admin."""
        found = {b"--uds=" in _command(one): one for one in children(self.process.pid)}
        return found[False], found[True]

    def workers(self) -> list[int]:
        """Give the processes that answer pages: children of the server, whose parent is scripts/serve."""
        return children(self.servers()[0])


def children(pid: int) -> list[int]:
    """Give the processes that one has started and that are there."""
    found = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(one) for one in found.read_text().split()] if found.exists() else []


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def is_there(pid: int) -> bool:
    """Say whether a process runs, and is no mere entry that nobody has asked after."""
    return _state(pid) not in ("", "Z")


def _state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return ""


@contextmanager
def standing(*pids: int) -> Iterator[None]:
    """Let processes stand still."""
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    end = time.monotonic() + PATIENCE
    while any(_state(pid) != "T" for pid in pids) and time.monotonic() < end:
        time.sleep(0.01)
    try:
        yield
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGCONT)


def copied(folder: Path) -> Path:
    """Give a copy of the test's database, without rows."""
    path = folder / "site.sqlite3"
    connection.ensure_connection()
    with sqlite3.connect(path) as other:
        connection.connection.backup(other)
    other.close()
    return path


@contextmanager
def used(path: Path):
    """Let the ORM write into another database."""
    own = connections[DEFAULT_DB_ALIAS]
    other = connections.create_connection(DEFAULT_DB_ALIAS)
    other.settings_dict = other.settings_dict | {"NAME": str(path)}
    connections[DEFAULT_DB_ALIAS] = other
    try:
        yield
    finally:
        other.close()
        connections[DEFAULT_DB_ALIAS] = own


def environment(folder: Path, database: str, **changes: str) -> dict[str, str]:
    """Give the environment of a site whose files are in a folder of its own."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    own = {"DATA_DIR": str(folder), "DATABASE_URL": database, "PYTHON": sys.executable}
    return kept | own | changes


def manage(environment: dict[str, str], *words: str) -> None:
    """Run one command of the site."""
    program = [sys.executable, "manage.py", *words, "--verbosity", "0"]
    subprocess.run(program, cwd=settings.BASE_DIR, env=environment, check=True)


@contextmanager
def serving(folder: Path, environment: dict[str, str]) -> Iterator[Site]:
    """Start the server on a free port, wait until it is ready, and end it."""
    manage(environment, "collectstatic", "--no-input")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = folder / "log"
    with log.open("w") as file:
        process = subprocess.Popen(
            [sys.executable, "scripts/serve"],
            cwd=settings.BASE_DIR,
            env=environment | {"PORT": str(port)},
            stdout=file,
            stderr=file,
        )
        site = Site(port, process, log)
        try:
            site.wait_for()
            site.wait_for("/admin/login/")
            yield site
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=PATIENCE)

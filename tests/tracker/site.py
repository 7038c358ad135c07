"""The real server, as scripts/serve starts it, for tests of what it does when things go wrong."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from django.conf import settings

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

    def workers(self) -> list[int]:
        """Give the processes that answer: the children of the server, whose parent is scripts/serve."""
        return [worker for server in children(self.process.pid) for worker in children(server)]


def children(pid: int) -> list[int]:
    """Give the processes that one has started and that are there."""
    found = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(one) for one in found.read_text().split()] if found.exists() else []


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
            yield site
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=PATIENCE)

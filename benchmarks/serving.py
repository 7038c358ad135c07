"""A server that runs for as long as it is measured."""

import http.client
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SERVE = [str(ROOT / "scripts" / "serve")]
PATIENCE = 60  # seconds in which it is to answer for the first time


@contextmanager
def serving(
    command: list[str], environment: dict[str, str], first: str, *, quiet: bool = False
) -> Iterator[int]:
    """Start a server on a free port, and wait until it answers at the address `first`.

    The port is told it as PORT, and stands in for {port} in the command. Of what it prints errors are
    shown, unless it is to be quiet.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    told = [part.replace("{port}", str(port)) for part in command]
    made = environment | {"PORT": str(port)}
    errors = subprocess.DEVNULL if quiet else None
    server = subprocess.Popen(told, cwd=ROOT, env=made, stdout=subprocess.DEVNULL, stderr=errors)
    try:
        _wait_for(port, first)
        yield port
    finally:
        os.kill(server.pid, signal.SIGTERM)
        server.wait(timeout=30)


def _wait_for(port: int, first: str) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        with suppress(OSError):
            connection.request("GET", first)
            if connection.getresponse().status == 200:
                return
        connection.close()
        time.sleep(0.1)
    raise SystemExit("The server did not start.")

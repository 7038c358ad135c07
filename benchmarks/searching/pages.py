"""How long a reader waits for a page, over HTTP: one client, nothing cached."""

import http.client
import time
from collections.abc import Mapping
from statistics import median
from typing import NamedTuple

PATIENCE = 20  # seconds; a page that has taken so long in all is not asked for again
TIMEOUT = 300


class Page(NamedTuple):
    """One page: the median of its rounds in milliseconds, and what it says."""

    ms: float
    text: str


def ask(port: int, addresses: Mapping[str, str], rounds: int) -> dict[str, Page]:
    """Ask for each address once to warm up, then so many times, all of them in turn."""
    connection = http.client.HTTPConnection("localhost", port, timeout=TIMEOUT)
    said = {name: _ask(connection, address)[1] for name, address in addresses.items()}
    took: dict[str, list[float]] = {name: [] for name in addresses}
    for _ in range(rounds):
        for name, address in addresses.items():
            if sum(took[name]) < PATIENCE * 1000:
                took[name].append(_ask(connection, address)[0])
    connection.close()
    return {name: Page(median(took[name]), said[name]) for name in addresses}


def _ask(connection, address):
    began = time.perf_counter()
    connection.request("GET", address)
    answer = connection.getresponse()
    body = answer.read()
    ms = (time.perf_counter() - began) * 1000
    assert answer.status == 200, f"{address}: {answer.status} {answer.getheader('Location') or ''}"
    return ms, body.decode()

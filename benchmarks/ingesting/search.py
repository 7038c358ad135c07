"""How long a reader waits for a search, while nothing happens and while an import runs.

One reader over HTTP, against the production server (scripts/serve), a moment's pause after each
answer; nothing is cached between two searches.
"""

import http.client
import subprocess
import time
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from statistics import quantiles
from typing import NamedTuple

from benchmarks.serving import SERVE, serving

from .databases import ROOT, Databases
from .imports import command, import_file

MOST_TIMES = 4
IDLE_SECONDS = 20
PAUSE = 0.05
QUERIES = [
    "q=catering", "q=window+renewal", "q=road&stage=tender", "q=council&sort=-value",
    "q=hospital&stage=award&stage=active", "q=supply&value_min=100000", "q=%22staff+restaurant%22",
    "q=vans&date_from=2024-01-01", "sort=-value", "stage=award&sort=-published",
    "q=software&category=services", "q=ltd&sort=relevance",
]  # fmt: skip


class Waited(NamedTuple):
    """How long the searches took, in milliseconds."""

    searches: int
    median: float
    p95: float


class Searched(NamedTuple):
    """The searches while nothing happened, and those while an import ran."""

    database: str
    releases: int
    idle: Waited
    meanwhile: Waited


def search_meanwhile(databases: Databases, earlier: Path, later: Path, releases: int) -> Searched:
    """Import the earlier half, then measure without and with an import of the later half."""
    with databases.fresh() as environment:
        import_file(earlier, environment)
        with serving(SERVE, environment, "/healthz") as port:
            end = time.monotonic() + IDLE_SECONDS
            idle = _ask(port, lambda: time.monotonic() < end)
            importing = subprocess.Popen(
                command(later), cwd=ROOT, env=environment, stdout=subprocess.DEVNULL
            )
            meanwhile = _ask(port, lambda: importing.poll() is None)
            assert importing.wait() == 0
    return Searched(databases.version(), releases, idle, meanwhile)


def _ask(port: int, more: Callable[[], bool]) -> Waited:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    took = []
    for query in cycle(QUERIES):
        if not more():
            break
        began = time.perf_counter()
        connection.request("GET", f"/contracts/?{query}")
        answer = connection.getresponse()
        answer.read()
        took.append((time.perf_counter() - began) * 1000)
        assert answer.status == 200, f"{query}: {answer.status}"
        time.sleep(PAUSE)
    connection.close()
    cuts = quantiles(took, n=20)
    return Waited(len(took), cuts[9], cuts[18])

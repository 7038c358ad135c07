"""Readers while others log in: what a page takes, idle and beside clients that log in over and over.

    python benchmarks/logins.py --databases sqlite,postgres --keep

The demonstration record (300 contracts and a case) is loaded into a fresh SQLite database in a
temporary folder and a fresh PostgreSQL (that of DATABASE_URL, else one that scripts/with_postgres
starts), with an account for each client, and served by scripts/serve. One reader asks for the list
of contracts and the page of one in turn, on a new connection each time; for some seconds alone, then
beside the clients, and so on, round by round. The clients, in a process of their own, get the login
page, send the right password, which is hashed as in production, and begin again without a cookie.
They share the processors with the server. Prints a table; --keep adds it to benchmarks/RESULTS.md.
"""

import argparse
import http.client
import multiprocessing
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from html.parser import HTMLParser
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median, quantiles
from threading import Thread
from typing import NamedTuple
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks import arguments, told  # noqa: E402
from benchmarks.ingesting.databases import MANAGE, Databases, Environment, server  # noqa: E402
from benchmarks.serving import SERVE, serving  # noqa: E402

LOGIN = "/admin/login/"
MOST_RATIO = 2.0
LIST = "/contracts/"
PASSWORD = "made-up-for-a-measurement"  # noqa: S105 -- it opens nothing
_ACCOUNTS = """
from django.contrib.auth import get_user_model
for number in range({count}):
    get_user_model().objects.create_user(f"client{{number}}", password="{password}", is_staff=True)
"""
HEADINGS = [
    "Reader, ms", "idle median", "p95", "while they log in median", "p95", "median / idle",
    "p95 / idle", "pages", "logins/s", "one login, median",
]  # fmt: skip


class Taken(NamedTuple):
    """Milliseconds: of each page idle and busy, by its address; and of each login, with their rate."""

    idle: dict[str, list[float]]
    busy: dict[str, list[float]]
    logins: list[float]
    rate: float


def main() -> None:
    """Measure what is asked for, and print it."""
    asked = _arguments()
    with tempfile.TemporaryDirectory(prefix="logins-") as folder:
        Path(folder).chmod(0o755)  # PostgreSQL may run as another user.
        found = "\n".join([told.heading(), *_measured(asked, Path(folder))])
    print(found)
    if asked.keep:
        told.keep(found)


def _measured(asked: argparse.Namespace, work: Path) -> Iterator[str]:
    yield told.neighbours()
    rows = []
    for kind in asked.databases:
        with server(kind) as address:
            if address is None:
                yield f"{kind}: not measured, no server is installed and DATABASE_URL names none.\n"
                continue
            with closing(Databases(kind, work, address)) as databases:
                with databases.fresh() as environment:
                    taken = _taken(environment, asked)
                rows += _rows(databases.version(), taken)
    yield told.table(HEADINGS, rows)


def _taken(environment: Environment, asked: argparse.Namespace) -> Taken:
    accounts = _ACCOUNTS.format(count=asked.clients, password=PASSWORD)
    for command in (["load_demo", "-v0"], ["shell", "-v0", "-c", accounts]):
        subprocess.run([*MANAGE, *command], cwd=ROOT, env=environment, check=True)
    with serving(SERVE, environment, LOGIN) as port:
        pages = [LIST, _get(port, "/contracts/1/").getheader("Location", "")]
        _read(port, pages, 2)
        idle: dict[str, list[float]] = {page: [] for page in pages}
        busy: dict[str, list[float]] = {page: [] for page in pages}
        logins: list[float] = []
        for number in range(1, asked.rounds + 1):
            told.say(f"round {number} of {asked.rounds}")
            _add(idle, _read(port, pages, asked.seconds))
            with _Clients(port, asked.clients) as clients:
                time.sleep(2)  # all are at it
                _add(busy, _read(port, pages, asked.seconds))
            logins += clients.taken
    spent = asked.rounds * (asked.seconds + 2)
    return Taken(idle, busy, logins, len(logins) / spent)


def _add(to: dict[str, list[float]], more: dict[str, list[float]]) -> None:
    for page, taken in more.items():
        to[page] += taken


def _read(port: int, pages: list[str], seconds: float) -> dict[str, list[float]]:
    """Ask for all pages in turn, for so long; give how long each took, each time."""
    taken: dict[str, list[float]] = {page: [] for page in pages}
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        for page in pages:
            start = time.perf_counter()
            response = _get(port, page)
            taken[page].append((time.perf_counter() - start) * 1000)
            assert response.status == 200, (page, response.status)
    return taken


def _get(port: int, path: str, headers: dict[str, str] | None = None, **sent: str):
    """Give the answer, read to its end; `sent` are the fields of a form that is posted."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=120)) as client:
        body = urlencode(sent) if sent else None
        form = {"Content-Type": "application/x-www-form-urlencoded"} if sent else {}
        client.request("POST" if sent else "GET", path, body, (headers or {}) | form)
        response = client.getresponse()
        response.text = response.read().decode()
        return response


class _Clients:
    """A process with clients that log in over and over; `taken` has how long each login took."""

    def __init__(self, port: int, count: int) -> None:
        here, there = multiprocessing.Pipe()
        context = multiprocessing.get_context("spawn")
        self._process = context.Process(target=_log_in_over_and_over, args=(port, count, there))
        self._pipe, self.taken = here, list[float]()

    def __enter__(self):
        self._process.start()
        self._pipe.recv()
        return self

    def __exit__(self, *_):
        self._pipe.send("enough")
        self.taken = self._pipe.recv()
        self._process.join()


def _log_in_over_and_over(port: int, count: int, pipe: Connection) -> None:
    taken: list[float] = []
    wrong: list[str] = []
    enough = False

    def client(number: int) -> None:
        while not enough:
            start = time.perf_counter()
            said = _log_in(port, f"client{number}")
            if said:
                time.sleep(1)
            if not enough:
                (wrong if said else taken).append(said or (time.perf_counter() - start) * 1000)

    threads = [Thread(target=client, args=(number,), daemon=True) for number in range(count)]
    for thread in threads:
        thread.start()
    pipe.send("begun")
    pipe.recv()
    enough = True
    # Before they end: those that wait still are none of what was measured.
    found = list(taken)
    for thread in threads:
        thread.join()
    if wrong:
        told.say(f"{len(wrong)} logins failed: {sorted(set(wrong))}")
    pipe.send(found)


def _log_in(port: int, name: str) -> str:
    """Log in; give what was wrong, "" where it worked."""
    page = _get(port, LOGIN)
    form = _Form()
    form.feed(page.text)
    fields = form.fields | {form.name: name, form.password: PASSWORD}
    cookies = _cookies(page)
    done = _get(port, LOGIN, {"Cookie": cookies}, **fields)
    worked = done.status == 302 and "sid=" in _cookies(done)
    return "" if worked else f"{page.status}, {done.status}"


def _cookies(response) -> str:
    given = response.headers.get_all("Set-Cookie") or []
    return "; ".join(one.strip().partition(";")[0] for one in given)


class _Form(HTMLParser):
    """The form with a password, by whatever names its fields go."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self.name = self.password = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        name = found.get("name")
        if tag == "form" and not self.password:
            self.fields, self.name = {}, ""
        if tag != "input" or not name or self.password and found.get("type") != "hidden":
            return
        kind = found.get("type", "text")
        if kind == "hidden":
            self.fields[name] = found.get("value") or ""
        elif kind == "password":
            self.password = name
        elif kind in ("text", "email") and not self.name:
            self.name = name


def _rows(version: str, taken: Taken) -> Iterator[list[str]]:
    for number, page in enumerate(taken.idle):
        name = "list" if page == LIST else "contract"
        idle, busy = median(taken.idle[page]), median(taken.busy[page])
        idle95, busy95 = _p95(taken.idle[page]), _p95(taken.busy[page])
        ratio = busy / idle
        bar = told.bar(MOST_RATIO / ratio, f"≤ {MOST_RATIO:.0f}")
        logins = ["", ""]
        if not number:
            logins = [f"{taken.rate:.1f}", f"{median(taken.logins or [0]) / 1000:.1f} s"]
        yield [
            f"{version}: {name}", f"{idle:.1f}", f"{idle95:.1f}", f"{busy:.1f}", f"{busy95:.1f}",
            f"{ratio:.2f} {bar}", f"{busy95 / idle95:.1f}",
            f"{len(taken.idle[page])} + {len(taken.busy[page])}", *logins,
        ]  # fmt: skip


def _p95(taken: list[float]) -> float:
    return quantiles(taken, n=20)[-1]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--databases", type=arguments.kinds, default=arguments.KINDS, help="sqlite,postgres"
    )
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=10, help="of each half of a round")
    parser.add_argument("--keep", action="store_true", help="add the table to RESULTS.md")
    return parser.parse_args()


if __name__ == "__main__":
    main()

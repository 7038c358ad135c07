"""Serving measured: requests answered by the production server, beside a bare template and Datasette.

    python -m benchmarks.serving --seconds 5 --keep

The demonstration record is served by granian, two processes, as scripts/serve does, with one page
more: a bare template of 25 rows, the floor. Eight connections ask for one page over and over; they
are kept open, and share the processors with the server, so CPU milliseconds of the server for each
answer stand beside answers a second. Pages are rendered anew each time, and then, by a server that
stores them as usual, fetched from memory. Datasette serves the same contracts. Then a reader asks
scripts/serve for the list and a contract, alone and beside clients that log in over and over.
"""

import os
import re
import selectors
import socket
import sys
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from statistics import median
from threading import Event, Thread
from urllib.parse import urlencode

from . import measuring, peers
from .measuring import (
    Database,
    Environment,
    Served,
    bar,
    get,
    inside,
    p95,
    processor_seconds,
    result,
    say,
    serving,
    table,
)  # fmt: skip

CLIENTS = 8
# Answers a second when rendered, on two quiet cores.
LEAST = {"contract": 400, "list of 25": 200, "front page": 250}
MOST_RATIO, LEAST_OF_FLOOR = 2.0, 0.4
# A page that is rendered each time it is asked for; one that is not.
RENDERED, STORED = {"PAGE_CACHE_MB": "0"}, ", from the cache"
PEER = "Datasette’s page of a row"
LIST, LOGIN, PASSWORD = "/contracts/", "/admin/login/", "made-up-for-a-measurement"
COMMAND = [
    sys.executable, "-B", "-m", "granian", "benchmarks.serving:application", "--interface", "wsgi",
    "--port", "{port}", "--workers", "2", "--blocking-threads", "4", "--http", "1", "--no-ws",
    "--log-level", "error",
]  # fmt: skip
RATES = ["Page", "answers/s", "of the floor", "CPU ms each"]
READER = [
    "Reader, ms", "alone median", "p95", "beside logins median", "p95", "median / alone", "pages",
    "logins/s", "one login, s",
]  # fmt: skip


def main(argv: list[str] | None = None) -> None:
    """Measure what is asked for, and print it."""
    parser = measuring.arguments(__doc__)
    parser.add_argument("--seconds", type=float, default=5, help="for which each thing is asked")
    parser.add_argument("--logins", type=int, default=16, help="clients that log in; 0: none")
    parser.add_argument("--rounds", type=int, default=3, help="of a reader alone and beside logins")
    parser.add_argument("--no-datasette", dest="datasette", action="store_false")
    measuring.report("Serving", parser.parse_args(argv), _measured)


def _measured(asked, databases: list[Database], folder: Path) -> Iterator[str]:
    for database in databases:
        with database.opened(
            "serving", lambda made: measuring.manage(made, "load_demo", "-v0")
        ) as site:
            say(f"{database.name}: answers a second")
            with serving(site | RENDERED, "/floor/", COMMAND) as served:
                contract = get(served.port, "/contracts/1/").headers["Location"]
                rates = _rates(served, contract, asked.seconds)
            with serving(site, "/floor/", COMMAND) as served:
                rates |= _stored(served, contract, asked.seconds)
            if asked.datasette and database.kind == "sqlite":
                rates[PEER] = _datasette(site, folder, asked.seconds)
            yield table([f"{database.name}: page", *RATES[1:]], _rows(rates))
            if asked.logins:
                say(f"{database.name}: a reader beside logins")
                yield table(READER, _beside_logins(database.name, site, contract, asked))


# Answers a second


def _rates(served: Served, contract: str, seconds: float) -> dict[str, tuple[float, float]]:
    etag = f"If-None-Match: {get(served.port, contract).headers['ETag']}\r\n"
    asked = {
        "floor: bare template of 25 rows": ("/floor/", ""), "contract": (contract, ""),
        "list of 25": (LIST, ""), "front page": ("/", ""), "contract, 304": (contract, etag),
    }  # fmt: skip
    return {name: rate(served, *one, seconds) for name, one in asked.items()}


def _stored(served: Served, contract: str, seconds: float) -> dict[str, tuple[float, float]]:
    asked = {"contract": contract, "list of 25": LIST, "front page": "/"}
    return {f"{name}{STORED}": rate(served, one, "", seconds) for name, one in asked.items()}


def _datasette(site: Environment, folder: Path, seconds: float) -> tuple[float, float]:
    with peers.serving_table(site, folder) as served:
        return rate(served, "/contracts/contracts/1", "", seconds)


def rate(served: Served, path: str, headers: str, seconds: float) -> tuple[float, float]:
    """Give answers a second, and the CPU milliseconds of the server for each."""
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{headers}\r\n".encode()
    for _ in range(measuring.WARMING):
        get(served.port, path)
    waiting, answers = selectors.DefaultSelector(), 0
    for _ in range(CLIENTS):
        asking = socket.create_connection(("127.0.0.1", served.port))
        asking.sendall(request)
        waiting.register(asking, selectors.EVENT_READ, bytearray())
    before, began = processor_seconds(served.pid), time.monotonic()
    while time.monotonic() < began + seconds:
        for key, _ in waiting.select(1):
            key.data.extend(key.fileobj.recv(1 << 20))
            if _is_whole(key.data):
                answers += 1
                key.data.clear()
                key.fileobj.sendall(request)
    took, used = time.monotonic() - began, processor_seconds(served.pid) - before
    for key in list(waiting.get_map().values()):
        key.fileobj.close()
    waiting.close()
    return answers / took, used * 1000 / max(answers, 1)


def _is_whole(answer: bytearray) -> bool:
    head, ended, body = answer.partition(b"\r\n\r\n")
    assert head[9:12] in (b"200", b"304"), bytes(head)
    if length := re.search(rb"(?i)content-length: *(\d+)", head):
        return len(body) >= int(length[1])
    return bool(ended) and (head[9:12] == b"304" or body.endswith(b"0\r\n\r\n"))


def _rows(rates: dict[str, tuple[float, float]]) -> Iterator[list[str]]:
    floor, peer = next(iter(rates.values()))[0], rates.get(PEER, (0, 0))[0]
    for name, (each, ms) in rates.items():
        told = bar(each / LEAST[name], f"≥ {LEAST[name]}") if name in LEAST else ""
        if name == "contract" and peer:
            told += f" {bar(each / peer, 'faster than Datasette’s')}"
        stored = name.endswith(("304", STORED))
        cached = bar(each / floor / LEAST_OF_FLOOR, f"≥ {LEAST_OF_FLOOR}") if stored else ""
        yield [name, f"{each:,.0f} {told}", f"{each / floor:.2f} {cached}", f"{ms:.1f}"]


# A reader beside logins


def _beside_logins(name: str, site: Environment, contract: str, asked) -> Iterator[list[str]]:
    with inside(site) as pool:
        result(pool, open_accounts, asked.logins)
    alone, busy, logins = ({LIST: [], contract: []}, {LIST: [], contract: []}, [])
    with serving(site, LOGIN) as served:
        _read(served.port, {LIST: [], contract: []}, asked.seconds / 5)
        for number in range(1, asked.rounds + 1):
            say(f"round {number} of {asked.rounds}")
            _read(served.port, alone, asked.seconds)
            enough = Event()
            told = (served.port, logins, enough)
            clients = [Thread(target=_log_in, args=(one, *told)) for one in range(asked.logins)]
            for client in clients:
                client.start()
            _read(served.port, busy, asked.seconds)
            enough.set()
            for client in clients:
                client.join()
    for page, said in ((LIST, "list"), (contract, "contract")):
        idle, beside = alone[page], busy[page]
        times = median(beside) / median(idle)
        yield [
            f"{name}: {said}", f"{median(idle):.1f}", f"{p95(idle):.1f}", f"{median(beside):.1f}",
            f"{p95(beside):.1f}", f"{times:.2f} {bar(MOST_RATIO / times, f'≤ {MOST_RATIO:.0f}')}",
            f"{len(idle)} + {len(beside)}", f"{len(logins) / asked.rounds / asked.seconds:.1f}",
            f"{median(logins or [0]):.1f}",
        ]  # fmt: skip


def _read(port: int, took: dict[str, list[float]], seconds: float) -> None:
    """Ask for the pages in turn, at least once; note the milliseconds of each."""
    end = time.monotonic() + seconds
    while True:
        for page, times in took.items():
            answer = get(port, page)
            assert answer.status == 200, f"{page}: {answer.status}"
            times.append(answer.ms)
        if time.monotonic() > end:
            return


def _log_in(number: int, port: int, took: list[float], enough: Event) -> None:
    """Get the form, send the right password, and begin again without a cookie."""
    while not enough.is_set():
        began = time.monotonic()
        form = get(port, LOGIN)
        fields = dict(
            re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form.body.decode())
        )
        [name] = re.findall(r'<input type="text" name="([^"]+)"', form.body.decode())
        fields |= {name: f"client{number}", "password": PASSWORD}
        cookie = form.headers["Set-Cookie"].partition(";")[0]
        headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
        done = get(port, LOGIN, headers, urlencode(fields))
        assert done.status == 302, f"login: {done.status}"
        if not enough.is_set():
            took.append(time.monotonic() - began)


# Inside a process of the site


def open_accounts(count: int) -> None:
    """Open an account for each client."""
    from django.contrib.auth import get_user_model  # noqa: PLC0415 -- needs the app registry

    for number in range(count):
        get_user_model().objects.create_user(f"client{number}", password=PASSWORD, is_staff=True)


@cache
def _site():
    """Give the site with one page more: a bare template of 25 rows, about 20 kB, no query."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415 -- these need the settings
    from django.http import HttpResponse  # noqa: PLC0415
    from django.template import engines  # noqa: PLC0415
    from django.urls import path  # noqa: PLC0415

    site = get_wsgi_application()
    from tracker import urls  # noqa: PLC0415 -- needs the app registry

    text = "what happened, in words " * 25
    rows = [{"title": f"Contract {n}", "buyer": f"Buyer {n}", "text": text} for n in range(25)]
    template = engines["django"].from_string(
        "<!doctype html><title>Floor</title><ul>{% for row in rows %}<li><h2>{{ row.title }}</h2>"
        "<p>{{ row.buyer }}</p><p>{{ row.text }}</p></li>{% endfor %}</ul>"
    )
    urls.urlpatterns.insert(
        0, path("floor/", lambda request: HttpResponse(template.render({"rows": rows})))
    )
    return site


def application(environ, start_response):
    """Answer as the site does, and with the floor."""
    return _site()(environ, start_response)


if __name__ == "__main__":
    main()

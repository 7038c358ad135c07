"""The real server: readers that stand still, workers that crash, and a database that hangs."""

import copy
import os
import signal
import socket
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings

from procurement.models import Counter, PublicContract
from procurement.models.recency import recency
from tests import factories as make

from .site import (
    PATIENCE,
    Site,
    children,
    copied,
    environment,
    is_there,
    manage,
    on_postgresql,
    on_sqlite,
    serving,
    used,
)

IDLE = 3  # seconds
READERS = 6
# More than are read at once, and than the two ends of a connection keep in memory.
ROWS, LONG = 600, 50_000


def many_long_contracts() -> None:
    """Make copies of the public row of one."""
    make.make_register_contract()
    row = PublicContract.objects.get()
    rows = []
    for number in range(2, ROWS + 1):
        other = copy.copy(row)
        other.pk, other.public_id = None, number
        other.recency = recency(other.last_event_on, number)
        rows.append(other)
    PublicContract.objects.bulk_create(rows)
    PublicContract.objects.update(headline="x" * LONG)
    Counter.objects.filter(name="contract").update(last=ROWS)


def begun(site: Site, path: str) -> socket.socket:
    """Ask for a file, read how the answer begins, and stand still."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        reader = socket.create_connection(("127.0.0.1", site.port), timeout=PATIENCE)
        reader.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        if reader.recv(15) == b"HTTP/1.1 200 OK":
            return reader
        reader.close()  # as many files as may be are being made
        time.sleep(0.2)
    raise AssertionError(f"{path} does not begin:\n{site.log.read_text()}")


def drained(reader: socket.socket) -> tuple[int, bool]:
    """Read what is still there; give how much it was, and whether the connection was cut off."""
    got = 0
    reader.settimeout(PATIENCE)
    try:
        while piece := reader.recv(1 << 20):
            got += len(piece)
            if piece.endswith(b"0\r\n\r\n"):
                return got, False
    except OSError:
        return got, True
    return got, True


@on_sqlite
@pytest.mark.django_db(transaction=True)
def test_readers_that_stand_still_stop_nobody_and_are_cut_off(tmp_path):
    path = copied(tmp_path)
    with used(path):
        many_long_contracts()
    told = environment(tmp_path, f"sqlite:///{path}", IDLE_SECONDS=str(IDLE))
    with serving(tmp_path, told) as site:
        whole = len(site.ask("/contracts.jsonl")[1])
        assert whole > ROWS * LONG
        readers = [begun(site, "/contracts.jsonl") for _ in range(READERS)]

        # While those of the readers are made, as many as may be at once, it is asked to come back.
        end = time.monotonic() + PATIENCE
        while (answer := site.ask("/contracts.jsonl"))[0] == 503 and time.monotonic() < end:
            time.sleep(0.5)
        assert (answer[0], len(answer[1])) == (200, whole)
        for address in ("/healthz", "/about/", "/interventions/"):
            assert site.ask(address)[0] == 200
        with used(path):
            make.make_register_contract()  # Nobody holds the database.

        time.sleep(IDLE + 3)
        told = [drained(reader) for reader in readers]
        for reader in readers:
            reader.close()
    assert [cut for _, cut in told] == [True] * READERS
    assert max(got for got, _ in told) < whole


@on_sqlite
@pytest.mark.django_db(transaction=True)
def test_what_crashes_is_started_again_and_waits_longer(tmp_path):
    told = environment(tmp_path, f"sqlite:///{copied(tmp_path)}")
    with serving(tmp_path, told) as site:
        for wait in (1, 2):
            said, end = f"it starts again in {wait} s.", time.monotonic() + PATIENCE
            while said not in site.log.read_text() and time.monotonic() < end:
                for worker in site.workers():
                    os.kill(worker, signal.SIGKILL)
                time.sleep(0.5)
            assert said in site.log.read_text()
            site.wait_for()
        assert site.ask("/about/")[0] == 200
    assert site.process.returncode == 0


@on_sqlite
@pytest.mark.django_db(transaction=True)
def test_who_is_killed_leaves_no_server_behind(tmp_path):
    told = environment(tmp_path, f"sqlite:///{copied(tmp_path)}")
    with serving(tmp_path, told) as site:
        servers = children(site.process.pid)
        site.process.kill()
        site.process.wait()
        end = time.monotonic() + PATIENCE
        while any(map(is_there, servers)) and time.monotonic() < end:
            time.sleep(0.1)
    assert (len(servers), list(filter(is_there, servers))) == (2, [])


@on_sqlite
@pytest.mark.django_db(transaction=True)
def test_a_server_that_is_killed_takes_its_workers_with_it(tmp_path):
    """One that stayed would go on answering as the release of before."""
    told = environment(tmp_path, f"sqlite:///{copied(tmp_path)}")
    with serving(tmp_path, told) as site:
        site.wait_for()
        old = site.workers()
        for server in children(site.process.pid):
            os.kill(server, signal.SIGKILL)
        end = time.monotonic() + PATIENCE
        while any(map(is_there, old)) and time.monotonic() < end:
            time.sleep(0.1)
        left = list(filter(is_there, old))
        site.wait_for()
    assert (len(old) > 0, left) == (True, [])


def test_settings_that_are_refused_end_it_at_once():
    told = environment(Path("/nonexistent"), "mysql://x", DATA_DIR="")
    done = subprocess.run(
        [sys.executable, "scripts/serve"],
        cwd=settings.BASE_DIR, env=told, capture_output=True, text=True, timeout=PATIENCE,
    )  # fmt: skip

    assert done.returncode == 1
    assert "The settings refuse to start: DATABASE_URL names" in done.stderr


# A database that hangs

CLIENTS = 32
PAGES = ["/", "/contracts/", "/contracts/?q=roads", "/interventions/", "/buyers/", "/vendors/"]
LONGEST = 5.0
# On a busy machine even what needs nothing is late; behind waiting pages it would be seconds.
AT_ONCE = 2.0


@contextmanager
def cluster(folder: Path):
    """Start a PostgreSQL of its own; give its address and the folder of its data."""
    program = [sys.executable, "scripts/with_postgres", sys.executable, "-c", _TELL]
    process = subprocess.Popen(
        program, cwd=settings.BASE_DIR, stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True
    )
    try:
        yield process.stdout.readline().strip()
    finally:
        process.stdin.close()
        process.wait(timeout=PATIENCE)
        process.stdout.close()


# It runs until nobody holds its input any more.
_TELL = "import os, sys; print(os.environ['DATABASE_URL'], flush=True); sys.stdin.read()"


def processes_of(address: str) -> list[int]:
    """Give all processes of the cluster whose sockets are in the folder that an address names."""
    folder = address.partition("@")[2].rpartition("/")[0]
    found = []
    for line in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = line.read_bytes()
        except OSError:
            continue
        if b"postgres" in words and folder in quote(words.decode(errors="replace"), safe=""):
            found.append(int(line.parent.name))
    return [one for server in found for one in (server, *children(server))]


@contextmanager
def stopped(address: str):
    """Let a cluster hang: it takes connections, and answers nobody."""
    pids = processes_of(address)
    assert pids
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGCONT)


def timed(site: Site, path: str) -> tuple[int, float, bytes]:
    start = time.monotonic()
    status, body = site.ask(path)
    return status, time.monotonic() - start, body


@on_postgresql
def test_a_database_that_hangs_takes_nothing_else_with_it(tmp_path):
    with cluster(tmp_path) as address:
        told = environment(tmp_path, address)
        manage(told, "migrate")
        with serving(tmp_path, told) as site, ThreadPoolExecutor(CLIENTS + 2) as clients:
            static = next((tmp_path / "static").rglob("base*.css"))
            free = ["/healthz", f"/static/{static.relative_to(tmp_path / 'static')}"]
            list(clients.map(site.ask, PAGES * 3))
            with stopped(address):
                pages = [clients.submit(timed, site, path) for path in (PAGES * CLIENTS)[:CLIENTS]]
                time.sleep(0.5)
                quick = [timed(site, path) for path in free * 10]
                waited = [page.result() for page in pages]
            for path in PAGES:
                site.wait_for(path)

    assert {status for status, _, _ in quick} == {200}
    assert max(seconds for _, seconds, _ in quick) < AT_ONCE
    assert {status for status, _, _ in waited} == {503}
    assert all(b"out of reach for a moment" in body for _, _, body in waited)
    assert max(seconds for _, seconds, _ in waited) < LONGEST + AT_ONCE

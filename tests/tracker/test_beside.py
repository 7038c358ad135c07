"""The real server: the admin is a process of its own, after the readers, and what becomes of them without it."""

import http.client
import os
import re
import signal
import stat
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.test import Client

from procurement.models import ImportProblem, ImportRun

from .site import (
    PATIENCE,
    Site,
    children,
    copied,
    environment,
    is_there,
    on_sqlite,
    serving,
    standing,
    used,
)

pytestmark = [on_sqlite, pytest.mark.django_db(transaction=True)]
PAGES = ["/healthz", "/readyz", "/about/", "/contracts/"]
NAME, PASSWORD = "somebody", "a-password-for-a-test"
# Enough that one hash takes a second or two anywhere.
MANY = 2_000_000
CLIENTS = 6
PROBLEMS = 3_000


@pytest.fixture
def beside(tmp_path, request):
    """Give a site that runs, with an account of which the password takes long.

    The parameter, where there is one, is how many seconds the admin has.
    """
    path = copied(tmp_path)
    with used(path):
        user = get_user_model()(username=NAME, is_staff=True, is_superuser=True)
        user.password = PBKDF2PasswordHasher().encode(PASSWORD, "some-salt", iterations=MANY)
        user.save()
        run = ImportRun.objects.create()
        ImportProblem.objects.bulk_create(
            ImportProblem(run=run, kind="review", file="notices.json", reason=f"Row {number}.")
            for number in range(PROBLEMS)
        )
        client = Client()
        client.force_login(user)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
    told = environment(
        tmp_path, f"sqlite:///{path}", ADMIN_SECONDS=str(getattr(request, "param", 30))
    )
    with serving(tmp_path, told) as site:
        site.session = session
        yield site


def get(site: Site, path: str, method="GET", body=None, **headers):
    """Give the answer, and its body."""
    with closing(http.client.HTTPConnection("127.0.0.1", site.port, timeout=PATIENCE)) as client:
        client.request(method, path, body, headers)
        response = client.getresponse()
        return response, response.read()


def all_processes(site: Site) -> list[int]:
    servers = children(site.process.pid)
    return [*servers, *(worker for server in servers for worker in children(server))]


def niceness(pid: int) -> int:
    return os.getpriority(os.PRIO_PROCESS, pid)


def socket_of(site: Site) -> Path:
    """Give where the admin listens, as the server of all pages is told it."""
    told = Path(f"/proc/{site.servers()[0]}/environ").read_bytes().decode().split("\0")
    return Path(dict(one.split("=", 1) for one in told if one)["ADMIN_SOCKET"])


def test_the_admin_answers_as_if_it_were_no_other_process(beside):
    cookie = f"{settings.SESSION_COOKIE_NAME}={beside.session}"
    login, page = get(beside, "/admin/login/")
    head, nothing = get(beside, "/admin/login/", "HEAD")
    away, _ = get(beside, "/admin/procurement/contract/")
    missing, _ = get(beside, "/admin/no/such/page/", Cookie=cookie)
    many, _ = get(beside, "/admin/login/", "POST", body=b"a=" + b"x" * 2_000_000)
    csv, rows = get(beside, "/admin/procurement/importproblem/problems.csv", Cookie=cookie)

    assert (login.status, b"csrfmiddlewaretoken" in page, nothing) == (200, True, b"")
    assert len(login.headers.get_all("Date")) == len(login.headers.get_all("Server")) == 1
    assert {*head.headers} == {*login.headers}
    assert away.headers["Location"] == "/admin/login/?next=/admin/procurement/contract/"
    assert (missing.status, many.status) == (404, 403)
    assert (csv.status, csv.headers["Transfer-Encoding"]) == (200, "chunked")
    assert rows.count(b"notices.json") == PROBLEMS
    # It is a process of its own that said all this, and it stands back.
    public, admin = beside.servers()
    assert niceness(admin) > niceness(public) == niceness(beside.process.pid)
    assert {niceness(worker) for worker in children(admin)} == {niceness(admin)}
    own = socket_of(beside)
    assert [stat.S_IMODE(one.stat().st_mode) for one in (own, own.parent)] == [0o600, 0o700]


@pytest.mark.parametrize("beside", [2], indirect=True)
def test_pages_are_there_while_the_admin_hangs_dies_and_comes_back(beside):
    _, admin = beside.servers()
    with standing(admin, *children(admin)):
        quick = [answered(beside, path) for path in PAGES]
        hung, page = get(beside, "/admin/login/")
    assert [status for status, _ in quick] == [200] * len(PAGES)
    assert max(took for _, took in quick) < 2
    assert (hung.status, hung.headers["Retry-After"]) == (503, "30")
    assert b"did not answer" in page

    killed = [admin, *children(admin)]
    for one in killed:
        os.kill(one, signal.SIGKILL)
    page = b""
    while b"was not saved" not in page:  # The first may still have reached it, dying.
        gone, page = get(beside, "/admin/login/", "POST", body=b"x=1")
        assert (gone.status, gone.headers["Retry-After"]) == (503, "30")
    assert [answered(beside, path)[0] for path in PAGES] == [200] * len(PAGES)
    beside.wait_for("/admin/login/")
    assert (
        "The server of the admin ended with -9; it starts again in 1 s." in beside.log.read_text()
    )
    assert beside.servers()[1] != admin


def answered(site: Site, path: str) -> tuple[int, float]:
    start = time.monotonic()
    return site.ask(path)[0], time.monotonic() - start


def log_in(site: Site) -> int:
    """Log in with the right password; give the status."""
    page, text = get(site, "/admin/login/")
    cookie = page.headers["Set-Cookie"].partition(";")[0]
    token = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', text.decode())[1]
    [name] = re.findall(r'<input type="text" name="([^"]+)"', text.decode())
    sent = {"csrfmiddlewaretoken": token, name: NAME, "password": PASSWORD}
    form = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie}
    return get(site, "/admin/login/", "POST", urlencode(sent), **form)[0].status


def test_pages_are_there_while_many_log_in(beside):
    with ThreadPoolExecutor(CLIENTS) as clients:
        logins = [clients.submit(log_in, beside) for _ in range(CLIENTS)]
        taken = []
        while not all(login.done() for login in logins):
            taken += [answered(beside, path) for path in PAGES]

    assert {status for status, _ in taken} == {200}
    assert len(taken) > 3 * len(PAGES)
    assert max(took for _, took in taken) < 2
    assert [login.result() for login in logins] == [302] * CLIENTS


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_asked_to_end_it_leaves_nothing(beside, number):
    processes, own = all_processes(beside), socket_of(beside)
    assert (len(processes), own.is_socket()) == (5, True)

    beside.process.send_signal(number)

    assert beside.process.wait(timeout=PATIENCE) == 0
    assert [one for one in processes if is_there(one)] == []
    assert not own.parent.exists()

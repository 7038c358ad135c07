"""The real server, with clients that send the beginning of a form and then nothing, or far too much."""

import http.client
import os
import re
import socket
import subprocess
import sys
from contextlib import ExitStack, closing, contextmanager

import pytest
from django.conf import settings
from django.core.management.utils import get_random_secret_key

from .site import PATIENCE, Site, children, copied, environment, manage, on_sqlite, serving

pytestmark = [on_sqlite, pytest.mark.django_db(transaction=True)]
STALLED = 20
FORM = "application/x-www-form-urlencoded"
PAGES = ["/healthz", "/about/", "/contracts/", "/admin/login/"]
PROXY = "127.0.0.0/8"


@contextmanager
def alone(folder, told):
    """Start the server as one process, as where there is no process of the admin."""
    manage(told, "collectstatic", "--no-input")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    words = ["--interface=wsgi", "--no-ws", "--http=1", f"--port={port}", "--blocking-threads=256"]
    log = folder / "log"
    with log.open("w") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "granian", "tracker.wsgi:application", *words],
            cwd=settings.BASE_DIR, env=told, stdout=file, stderr=file,
        )  # fmt: skip
        site = Site(port, process, log)
        try:
            site.wait_for()
            yield site
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)


@pytest.fixture(params=[serving, alone], ids=["beside", "alone"])
def site(request, tmp_path):
    """Give a site that runs, with the admin beside it or as one process."""
    told = environment(
        tmp_path, f"sqlite:///{copied(tmp_path)}", TRUSTED_PROXIES=PROXY, TMPDIR=str(tmp_path),
        SECRET_KEY=get_random_secret_key(), WEB_WORKERS="1",
    )  # fmt: skip
    with request.param(tmp_path, told) as running:
        yield running


def asked(site, path, method="GET", body=None, **headers):
    """Give the answer, its body and its cookies."""
    with closing(http.client.HTTPConnection("127.0.0.1", site.port, timeout=10)) as client:
        client.request(method, path, body, headers)
        response = client.getresponse()
        return response, response.read()


def begun(site, length, sent=b"xyz", path="/admin/login/", extra=""):
    """Begin to send a form; give the connection."""
    client = socket.create_connection(("127.0.0.1", site.port), timeout=10)
    head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: {FORM}\r\n{extra}"
    head += f"Content-Length: {length}\r\n\r\n" if length is not None else "\r\n"
    client.sendall(head.encode() + sent)
    return client


def log_in(site, address):
    """Try to log in from an address; give the status of the page and that of the login."""
    said = {"X-Forwarded-For": address}
    page, text = asked(site, "/admin/login/", **said)
    cookie = page.headers["Set-Cookie"].partition(";")[0]
    token = re.search(rb'name="csrfmiddlewaretoken" value="(\w+)"', text)[1].decode()
    sent = f"csrfmiddlewaretoken={token}&username=nobody&password=nothing"
    login, _ = asked(
        site, "/admin/login/", "POST", sent, Cookie=cookie, **{"Content-Type": FORM}, **said
    )
    return page.status, login.status


def test_stalled_forms_of_one_client_stop_nobody_else(site):
    with ExitStack() as held:
        clients = [held.enter_context(begun(site, 5000)) for _ in range(STALLED)]
        # Most of them are answered at once, although they send nothing more.
        told = [answer for one in clients if (answer := said(one))]

        assert {answer.split(b"\r\n")[0][9:12] for answer in told} == {b"503"}
        assert STALLED - len(told) == 4
        assert b"was not saved" in told[0]
        assert [asked(site, path)[0].status for path in PAGES] == [200] * len(PAGES)
        assert log_in(site, "192.0.2.1") == (200, 200)
        assert log_in(site, "127.0.0.1")[0] == 200
    # And the places are free again as soon as they hang up.
    assert log_in(site, "192.0.2.2") == (200, 200)


def said(client):
    """Give all that is answered until the connection ends; nothing where it is not."""
    client.settimeout(1)
    found = b""
    try:
        while piece := client.recv(65536):
            found += piece
    except TimeoutError:
        return found
    return found


@pytest.mark.parametrize(
    "path", ["/admin/login/", "/admin/no/such/", "/admin/procurement/vendor/1/"]
)
def test_what_is_too_large_is_refused_unread(site, path):
    with begun(site, 1_000_000_000, path=path) as client:
        answer = said(client)
    head, _, page = answer.partition(b"\r\n\r\n")

    assert head.startswith(b"HTTP/1.1 413 ")
    assert b"Nothing was saved" in page
    assert b"At most 2.6 million characters" in page
    assert b"content-security-policy" in head.lower()
    assert b"no-store" in head


def test_nothing_of_what_is_too_large_is_written(site):
    with begun(site, 1_000_000_000) as client:
        said(client)
        kept = [one for pid in processes(site) for one in deleted(pid)]
    assert kept == []


def processes(site):
    found = [site.process.pid]
    for one in found:
        found += children(one)
    return found


def deleted(pid):
    """Give how large the temporary files are that a process holds open."""
    for name in os.listdir(f"/proc/{pid}/fd"):
        path = f"/proc/{pid}/fd/{name}"
        if os.path.islink(path) and "#" in os.readlink(path) or "(deleted)" in os.readlink(path):
            yield os.stat(path).st_size


def test_a_body_without_a_length_is_none(site):
    with begun(site, None, b"5\r\nxyz", extra="Transfer-Encoding: chunked\r\n") as client:
        answer = said(client)

    assert answer.startswith(b"HTTP/1.1 403 ")

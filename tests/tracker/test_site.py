"""Between the server and Django: who gets a connection, and that each is given back."""

from threading import Event

import pytest
from django.db import DEFAULT_DB_ALIAS, connections
from django.urls import reverse

from procurement.middleware import NO_CONNECTION
from tracker.response_spool import Spool
from tracker.server import Site

SOON = 10  # seconds


class Response(list):
    """An answer as Django gives it."""

    def __init__(self, *parts, streaming=False):
        super().__init__(parts)
        self.streaming, self.closed = streaming, Event()

    def close(self):
        self.closed.set()


class Django:
    """Answers 200 with `parts`, or 503 where it is told that there is no connection."""

    def __init__(self, *parts, streaming=False, fails=None):
        self.parts, self.streaming, self.fails = parts, streaming, fails
        self.used, self.answers = [], []

    def __call__(self, environ, start):
        self.used.append(getattr(connections._connections, DEFAULT_DB_ALIAS, None))
        if NO_CONNECTION in environ:
            start("503 Service Unavailable", [])
            return Response(b"busy")
        if self.fails:
            raise self.fails
        start("200 OK", [])
        self.answers.append(Response(*self.parts, streaming=self.streaming))
        return self.answers[-1]


@pytest.fixture
def own_connection():
    """Keep the connection of the test, which a lent one stands in for."""
    own = connections[DEFAULT_DB_ALIAS]
    yield own
    connections[DEFAULT_DB_ALIAS] = own


@pytest.fixture
def site(settings, own_connection):
    """Give what makes a site around an application, with one connection for pages."""
    settings.PAGES_AT_ONCE, settings.WEB_THREADS, settings.PAGE_SECONDS = 1, 8, 0.2
    return Site


def asked(site, path, method="GET"):
    """Give the status and what is sent."""
    said = []
    told = {"PATH_INFO": path, "REQUEST_METHOD": method, "SERVER_PORT": "1"}
    body = site(told, lambda status, headers: said.append(status))
    assert len(said) == 1
    return said[0][:3], body


def test_a_page_has_a_connection_and_gives_it_back(site):
    django = Django(b"a", b"b")
    made = site(django)

    assert [asked(made, "/") for _ in range(3)] == [("200", [b"ab"])] * 3
    assert len(set(django.used)) == 1
    assert all(answer.closed.is_set() for answer in django.answers)


def test_editors_have_connections_of_their_own(site):
    django = Django(b"a")
    made = site(django)

    made._pages._free.clear()
    assert asked(made, "/admin/")[0] == "200"
    assert asked(made, "/")[0] == "503"


@pytest.mark.parametrize("path", ["/healthz", "/robots.txt", "/static/a.css", "/.well-known/x"])
def test_what_needs_no_connection_waits_for_none(site, path):
    made = site(Django(b"a"))

    made._pages._free.clear()
    assert asked(made, path) == ("200", [b"a"])


def test_a_page_that_fails_gives_its_connection_back(site):
    django = Django(fails=RuntimeError("ours"))
    made = site(django)
    for _ in range(3):
        with pytest.raises(RuntimeError):
            asked(made, "/")

    django.fails = None
    assert asked(made, "/")[0] == "200"


def test_a_file_gives_its_connection_back_as_soon_as_it_is_made(site):
    django = Django(b"a", b"b", streaming=True)
    made = site(django)

    status, body = asked(made, "/contracts.csv")
    assert django.answers[0].closed.wait(SOON)

    again, other = asked(made, "/contracts.csv")
    assert again == status == "200"
    for one in (body, other):
        assert b"".join(one) == b"ab"
        one.close()


def test_the_head_of_a_file_needs_no_file(site):
    made = site(Django(streaming=True))

    assert asked(made, "/contracts.csv", "HEAD") == ("200", [b""])


def test_as_many_files_are_sent_as_may_be_and_one_more_is_refused(site):
    django = Django(b"a", streaming=True)
    made = site(django)

    sent = []
    for _ in range(2):  # a quarter of the threads
        sent.append(asked(made, "/contracts.csv")[1])
        assert django.answers[-1].closed.wait(SOON)
    assert asked(made, "/contracts.csv")[0] == "503"
    assert django.answers[-1].closed.is_set()
    sent[0].close()

    status, body = asked(made, "/contracts.csv")
    assert (status, isinstance(body, Spool)) == ("200", True)
    for one in (sent[1], body):
        one.close()


def test_without_room_for_its_file_a_download_is_refused(site, monkeypatch, tmp_path):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nothing"))
    django = Django(b"a", streaming=True)
    made = site(django)

    for _ in range(4):
        assert asked(made, "/contracts.csv")[0] == "503"
    assert all(answer.closed.is_set() for answer in django.answers)
    django.streaming = False
    assert asked(made, "/")[0] == "200"


@pytest.mark.parametrize(
    ("name", "link"),
    [
        ("account_login", {}),
        ("account_change_password", {}),
        ("account_reauthenticate", {}),
        ("account_reset_password_from_key", {"uidb36": "1z", "key": "set-password"}),
        ("account_reset_password_from_key", {"uidb36": "9", "key": "d0-3a-f"}),
    ],
)
def test_where_passwords_are_hashed_one_is_at_a_time(site, name, link):
    beside = site(lambda environ, start: [], beside=True)
    path = reverse(name, kwargs=link)

    assert beside._lender(path, "POST") is beside._logins
    assert beside._lender(path, "GET") is beside._editors


@pytest.mark.parametrize(
    "name",
    ["kept_again", "account_reset_password", "account_reset_password_done", "mfa_reauthenticate",
     "mfa_authenticate", "admin:index", "account_reset_password_from_key_done"],
)  # fmt: skip
def test_where_none_is_hashed_nobody_waits_for_it(site, name):
    beside = site(lambda environ, start: [], beside=True)

    assert beside._lender(reverse(name), "POST") is beside._editors

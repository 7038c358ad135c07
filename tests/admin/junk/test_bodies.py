"""Bodies that no page sends: too large, broken, or in another encoding."""

import subprocess
import sys

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import OperationalError
from django.test import RequestFactory

from procurement.admin.site import site
from procurement.models import Source
from tracker.utf8 import Utf8Request

pytestmark = [pytest.mark.once, pytest.mark.django_db]
ADD = "/admin/procurement/source/add/"
LIST = "/admin/procurement/source/"
PLAIN = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary=xyz"
KEPT = "Nothing was saved. If you typed something, go back in your browser"


def part(name, value="1", more=""):
    return (
        f'--xyz\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n{value}\r\n'.encode()
    )


FILES = b"".join(part(f"f{one}", more='; filename="a.txt"') for one in range(11))


@pytest.mark.parametrize(
    ("body", "kind", "status", "said"),
    [
        (b"&".join(b"a%d=1" % one for one in range(10_001)), PLAIN, 413, "At most 10,000 fields"),
        (b"title=" + b"x" * 2_700_000, PLAIN, 413, "At most 2.6 million characters"),
        (FILES + b"--xyz--", MULTIPART, 413, "At most 10 files can be sent."),
        (part("title"), "multipart/form-data", 400, "arrived incomplete"),
        (part("title") + b"--xyz--", "multipart/form-data; boundary=", 400, "arrived incomplete"),
        (b"title=1", f"{PLAIN}; charset=utf-16", 400, "not encoded in UTF-8"),
        (part("title", "\\ud800") + b"--xyz--", MULTIPART + "; charset=unicode_escape", 400, "not encoded in UTF-8"),
        (part("title") + b"--xyz--", MULTIPART + "; charset=hex", 400, "not encoded in UTF-8"),
    ],
    ids=["fields", "body", "files", "no-boundary", "empty-boundary", "utf-16", "escapes", "hex"],
)  # fmt: skip
def test_what_cannot_be_read_is_said_in_the_admins_look(publisher, body, kind, status, said):
    publisher.raise_request_exception = False

    response = publisher.generic("POST", ADD, body, kind)

    assert response.status_code == status
    assert said in response.text and KEPT in response.text
    assert "admin/css/base.css" in response.text
    assert f"| {site.site_title}</title>" in " ".join(response.text.split())
    # Who asks is known unless it was refused before anybody looked.
    early = "UTF-8" in said or "million" in said
    assert ('id="user-tools"' in response.text) != early
    assert Source.objects.count() == 0


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", MULTIPART), (b"--xyz", MULTIPART), (b"\xff" * 100, MULTIPART), (b"--xyz--", MULTIPART),
        (b"title=%ED%A0%80", PLAIN), (b"%", "application/json"),
        (b"\xff\xfe", PLAIN), (b"title=1", ""), (b"title=1", "x" * 5_000),
        (part("title", "\0") + b"--xyz--", MULTIPART),
        (part("title", "\xed\xa0\x80") + b"--xyz--", MULTIPART),
    ],
    ids=range(11),
)  # fmt: skip
def test_what_is_broken_is_never_a_failure(publisher, body, kind):
    publisher.raise_request_exception = False

    for address in (ADD, LIST):
        assert publisher.generic("POST", address, body, kind).status_code < 500
    assert Source.objects.count() == 0


@pytest.mark.parametrize("charset", ["hex", "utf-7", "unicode_escape", "idna", "nothing"])
@pytest.mark.parametrize("address", ["/admin/", "/", "/contracts/"])
def test_an_encoding_of_ones_own_is_refused_everywhere(charset, address):
    assert answered(address, f"text/plain; charset={charset}") == 400


NO_KINDS = [
    "a; charset*=foo'x'%41", "a; charset*=undefined'x'%ff", "a; charset*=idna'x'%ff",
    "multipart/form-data; boundary*=foo'x'%41", "a/b; x*=foo'x'%41", "a; x*=undefined''%41",
    "a; x*" + "9" * 5_000 + "=1",
]  # fmt: skip


@pytest.mark.parametrize("kind", NO_KINDS, ids=range(len(NO_KINDS)))
@pytest.mark.parametrize("address", ["/admin/", "/admin/login/", "/", "/contracts/", "/healthz"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_kind_that_cannot_be_read_is_refused_in_words_everywhere(client, kind, address, method):
    client.raise_request_exception = False

    response = client.generic(method, address, b"", headers={"Content-Type": kind})

    assert response.status_code == 400
    assert "<h1" in response.text
    assert ("cannot be read" in response.text) == address.startswith("/admin/")
    assert response["Cache-Control"] == "no-store"
    assert "Content-Security-Policy" in response


def test_the_server_reads_requests_as_these_tests_do():
    asked = (
        "from tracker.wsgi import application as site, admin;"
        "print(site._django.request_class, admin._application._django.request_class)"
    )
    told = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True
    ).stdout
    assert told.count(Utf8Request.__name__) == 2


@pytest.mark.parametrize("charset", ["utf-8", "UTF-8", '"utf-8"'])
def test_utf_8_is_accepted_however_it_is_written(charset):
    assert answered("/", f"text/plain; charset={charset}") == 200


def answered(address, kind):
    """Give the status of the answer to a request as the server's own application reads it."""
    environ = RequestFactory().get(address).environ
    django = WSGIHandler()
    asked = Utf8Request(environ | {"CONTENT_TYPE": kind, "QUERY_STRING": "q=%2BAA-"})
    return django.get_response(asked).status_code


def test_a_cookie_with_nul_is_no_session(client):
    client.raise_request_exception = False

    response = client.get("/admin/", headers={"Cookie": 'sid="\\000abcdefghijk"'})

    assert response.status_code == 302


def test_what_cannot_be_read_is_said_while_the_database_is_away(publisher, monkeypatch):
    def away(request):
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(site, "each_context", away)
    publisher.raise_request_exception = False

    response = publisher.generic("POST", ADD, b"&".join([b"a=1"] * 10_001), PLAIN)

    assert response.status_code == 413
    assert "At most 10,000 fields" in response.text
    assert site.site_header in response.text and 'id="user-tools"' not in response.text

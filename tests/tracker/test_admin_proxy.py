"""Requests that are passed on to the admin's process arrive as they came, and so do its answers."""

import hashlib
import io
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, suppress
from threading import BoundedSemaphore, Thread

import pytest
from django.conf import settings

from procurement.outages import BUSY, UNREACHED, UNSURE
from tracker.admin_proxy import Passing, Received
from tracker.request_bodies import Unanswered
from tracker.response_spool import BROKEN

from .echo import COOKIES, LONG, PAUSE, SLEEP
from .site import PATIENCE, children, standing


@contextmanager
def listening():
    """Start the admin's server around the echo; give its socket and its process."""
    with tempfile.TemporaryDirectory(prefix="echo-") as folder:
        path = f"{folder}/admin"
        told = ["--interface=wsgi", f"--uds={path}", "--uds-permissions=0600", "--http=1"]
        told += ["--workers-kill-timeout=2", "--blocking-threads=32"]
        process = subprocess.Popen(
            [sys.executable, "-m", "granian", "tests.tracker.echo:admin", "--no-ws", *told],
            cwd=settings.BASE_DIR,
            env=os.environ | {"DATA_DIR": folder, "ONLY_HERE": "beside"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            wait_for(path)
            yield path, process
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)


def wait_for(path):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with suppress(Unanswered):
            asked(path)
            return
        time.sleep(0.1)
    raise AssertionError("the echo does not answer")


@pytest.fixture(scope="module")
def echo():
    """Give the socket of an echo that answers, and its process."""
    with listening() as running:
        yield running


@pytest.fixture
def path(echo):
    return echo[0]


def request(body=b"", **changes):
    """Give what a server tells of a request."""
    told = {
        "REQUEST_METHOD": "POST" if body else "GET",
        "PATH_INFO": "/admin/",
        "QUERY_STRING": "",
        "REMOTE_ADDR": "2001:db8::7",
        "SERVER_NAME": "0.0.0.0",  # noqa: S104 -- where it listens
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "example.org",
        "wsgi.url_scheme": "https",
        "wsgi.input": io.BytesIO(body),
    }
    return told | ({"CONTENT_LENGTH": str(len(body))} if body else {}) | changes


def framed(told):
    """Give a request as it is told to the admin, before its body."""
    said = json.dumps({name: one for name, one in told.items() if isinstance(one, str)}).encode()
    return b"%08x" % len(said) + said


def passing(path, most=4, seconds=20.0):
    return Passing(path, most, seconds)


def asked(path, body=b"", sending=None, **changes):
    return passing(path).asked(request(body, **changes), sending or BoundedSemaphore(4))


def echoed(*given, **changes):
    return json.loads(b"".join(asked(*given, **changes).body))


def test_what_the_server_tells_arrives_as_it_is(path):
    told = {
        "PATH_INFO": "/admin/a/b c/\xc3\xa9;x=1//z/../y%2F",
        "QUERY_STRING": "q=%20a+b&\xc3\xa9=%c3&next=/admin/?a%00",
        "CONTENT_TYPE": 'multipart/form-data; boundary="\xe9"',
        "HTTP_COOKIE": "sid=1;csrf=\xff",
        "HTTP_X_FORWARDED_FOR": "198.51.100.1, 203.0.113.9",
        "HTTP_CONNECTION": "close",
        "HTTP_X_LONG": LONG + "\xe9" * 200_000,
    }

    found = echoed(path, b"x", **told)

    expected = {
        name: value for name, value in request(b"x", **told).items() if name != "wsgi.input"
    }
    assert {name: found.get(name) for name in expected} == expected


@pytest.mark.parametrize(
    "name", ["HTTP_REMOTE_ADDR", "HTTP_WSGI_URL_SCHEME", "HTTP_SERVER_PORT", "HTTP_CONTENT_LENGTH"]
)
def test_what_a_client_says_is_taken_for_a_header_alone(path, name):
    found = echoed(path, **{name: "6"})

    assert (found["REMOTE_ADDR"], found["wsgi.url_scheme"], found["SERVER_PORT"]) == (
        "2001:db8::7", "https", "8000",
    )  # fmt: skip
    assert (found[name], found["read"]) == ("6", 0)


def test_what_a_client_sends_is_taken_for_a_body_alone(path):
    forged = json.dumps({"REMOTE_ADDR": "192.0.2.6"}).encode()
    body = f"{len(forged):08x}".encode() + forged

    found = echoed(path, body)

    assert found["REMOTE_ADDR"] == "2001:db8::7"
    assert (found["read"], found["digest"]) == (len(body), hashlib.sha256(body).hexdigest())


def test_nothing_of_our_own_environment_is_passed_on(path):
    found = echoed(path, ONLY_HERE="before", SECRET="told to nobody")

    assert (found.get("ONLY_HERE"), "SECRET" in found) == ("beside", False)


def test_no_header_of_one_request_is_there_in_another(path):
    assert "HTTP_X_ONE" in echoed(path, HTTP_X_ONE="1")
    found = echoed(path)

    assert {name for name in found if name.startswith("HTTP_")} == {"HTTP_HOST"}
    assert ("CONTENT_LENGTH" in found, "CONTENT_TYPE" in found) == (False, False)


def test_an_answer_arrives_as_it_is(path):
    answer = asked(path)

    assert answer.status == "203 Non-Authoritative Information"
    assert answer.headers == [("Set-Cookie", one) for one in COOKIES]
    assert asked(path, PATH_INFO="/admin/moved").headers[0] == ("Location", f"/admin/?q={LONG}")


@pytest.mark.parametrize("size", [1, 5000, 2_000_003])
def test_a_body_arrives_whole(path, size):
    body = os.urandom(size)

    found = echoed(path, body)

    assert (found["read"], found["digest"]) == (size, hashlib.sha256(body).hexdigest())


def test_a_stream_arrives_as_it_is_made_and_gives_its_place_back(path):
    sending, start = BoundedSemaphore(1), time.monotonic()
    answer = asked(path, sending=sending, PATH_INFO="/admin/streams")

    parts = [(part, time.monotonic() - start) for part in answer.body]

    assert [part for part, _ in parts] == [b"first", b"second"]
    assert parts[0][1] < PAUSE <= parts[1][1]
    with pytest.raises(Unanswered) as refused:
        asked(path, sending=sending, PATH_INFO="/admin/streams")
    assert refused.value.outage is BUSY
    answer.body.close()
    answer.body.close()
    asked(path, sending=sending, PATH_INFO="/admin/streams").body.close()


def test_a_stream_that_breaks_off_says_so():
    with listening() as (path, _):
        answer = asked(path, PATH_INFO="/admin/breaks")

        assert b"".join(answer.body) == b"first" + BROKEN
        answer.body.close()


def test_nobody_there_is_told_before_anything_is_sent(tmp_path):
    for given in (b"", b"x=1"):
        with pytest.raises(Unanswered) as refused:
            asked(str(tmp_path / "nothing"), given)
        assert refused.value.outage is UNREACHED


def test_a_mistake_that_gives_no_answer_is_told_as_such(path):
    with pytest.raises(Unanswered) as refused:
        asked(path, PATH_INFO="/admin/fails")
    assert refused.value.outage is UNSURE
    assert asked(path).status[:3] == "203"


def test_a_body_that_is_too_large_is_not_read(path):
    found = echoed(path, b"x=1", CONTENT_LENGTH="1000000000")

    assert (found["CONTENT_LENGTH"], found["read"]) == ("1000000000", 0)


def test_an_answer_that_comes_before_the_whole_was_read_is_heard(tmp_path):
    """As of what is too large: who answers does not wait for the rest, and hangs up."""
    path, large = str(tmp_path / "admin"), b"x" * 8_000_000
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    listening.bind(path)
    listening.listen()
    reading, writing = io.BytesIO(framed(request())), []
    refusing = Received(lambda _, start: start("413 Content Too Large", []) or [b"Too large."])
    answer = b"".join(
        refusing(request() | {"wsgi.input": reading}, lambda *said: writing.append(said))
    )

    def hang_up():
        taken, _ = listening.accept()
        taken.recv(1000)
        taken.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(answer), answer))
        taken.close()

    thread = Thread(target=hang_up)
    thread.start()
    found = asked(path, large)
    thread.join()
    listening.close()

    assert (found.status, b"".join(found.body)) == ("413 Content Too Large", b"Too large.")


def test_one_that_hangs_is_waited_for_so_long_and_no_longer(echo):
    path, process = echo
    with standing(process.pid, *children(process.pid)):
        start = time.monotonic()
        with pytest.raises(Unanswered) as refused:
            passing(path, seconds=0.5).asked(request(b"x"), BoundedSemaphore(1))
        took = time.monotonic() - start

    assert refused.value.outage is UNSURE
    assert 0.5 <= took < SLEEP


def test_so_many_wait_at_once_and_one_more_is_refused(path):
    way, began = passing(path, most=2), time.monotonic()

    def sleeper():
        way.asked(request(PATH_INFO="/admin/sleeps"), BoundedSemaphore(1))

    sleepers = [Thread(target=sleeper) for _ in range(2)]
    for one in sleepers:
        one.start()
    time.sleep(0.2)

    with pytest.raises(Unanswered) as refused:
        way.asked(request(), BoundedSemaphore(1))
    assert refused.value.outage is BUSY
    assert time.monotonic() - began < SLEEP
    for one in sleepers:
        one.join()
    assert way.asked(request(), BoundedSemaphore(1)).status[:3] == "203"

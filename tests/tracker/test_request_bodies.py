"""What clients send: how much is waited for at once, how much of it of one client, and what is refused unread."""

import io
import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from ipaddress import ip_network
from threading import Event

import pytest

from procurement.outages import CROWDED, NOT_WHOLE, UNWRITABLE
from tracker.request_bodies import MOST_EACH, Bodies, Unanswered

PATIENCE = 20  # seconds
ONE, OTHER, PROXY = "192.0.2.7", "198.51.100.8", "203.0.113.9"


class Slow(io.RawIOBase):
    """The body of a client that sends nothing until it is hung up on."""

    def __init__(self):
        self.begun, self.hung_up = Event(), Event()

    def read(self, size=-1):
        self.begun.set()
        self.hung_up.wait(PATIENCE)
        return b""


def request(source, length, address=ONE, **changes):
    told = {"wsgi.input": source, "CONTENT_LENGTH": str(length), "REMOTE_ADDR": address}
    return told | changes


def taken(bodies, *given, **changes):
    """Give what is there of a body, or what is said instead."""
    try:
        with bodies.taken(request(*given, **changes)) as whole:
            return whole["wsgi.input"].read()
    except Unanswered as error:
        return error.outage


def small(bodies, address, **changes):
    return taken(bodies, io.BytesIO(b"x=1"), 3, address, **changes)


@contextmanager
def waiting(bodies, *addresses, **changes):
    """Let a client at each of these addresses send nothing."""
    slow = [Slow() for _ in addresses]
    with ThreadPoolExecutor(len(slow)) as clients:
        sent = [
            clients.submit(taken, bodies, one, 5000, address, **changes)
            for one, address in zip(slow, addresses, strict=True)
        ]
        try:
            for one in slow:
                assert one.begun.wait(PATIENCE)
            yield
        finally:
            for one in slow:
                one.hung_up.set()
        assert [one.result() for one in sent] == [NOT_WHOLE] * len(slow)


@pytest.mark.parametrize("size", [0, 1, 5000, 2_000_003])
def test_a_body_is_taken_whole(size):
    body = os.urandom(size)

    assert taken(Bodies(1), io.BytesIO(body + b"of the next"), size)[:size] == body


def test_nothing_is_read_where_no_length_is_said():
    for said in ({"CONTENT_LENGTH": ""}, {"CONTENT_LENGTH": "-3"}, {"CONTENT_LENGTH": "+3"}):
        source = io.BytesIO(b"abc")
        with Bodies(0).taken(request(source, 0, **said)) as whole:
            assert (whole["wsgi.input"] is source, source.tell()) == (True, 0)


def test_one_client_has_a_few_places_and_all_others_go_on():
    bodies = Bodies(20)
    with waiting(bodies, *[ONE] * MOST_EACH):
        assert small(bodies, ONE) is CROWDED
        assert small(bodies, f"::ffff:{ONE}") is CROWDED
        assert small(bodies, OTHER) == b"x=1"
    assert small(bodies, ONE) == b"x=1"


def test_whoever_has_a_network_of_ipv6_is_one_client():
    bodies = Bodies(20)
    with waiting(bodies, *[f"2001:db8:0:7::{number}" for number in range(1, MOST_EACH + 1)]):
        assert small(bodies, "2001:db8:0:7:a:b:c:d") is CROWDED
        assert small(bodies, "2001:db8:0:8::1") == b"x=1"


def test_behind_a_trusted_proxy_its_word_counts(settings):
    settings.TRUSTED_PROXIES = [ip_network(PROXY)]
    bodies = Bodies(20)
    with waiting(bodies, *[PROXY] * MOST_EACH, HTTP_X_FORWARDED_FOR=f"{OTHER}, {ONE}"):
        assert small(bodies, PROXY, HTTP_X_FORWARDED_FOR=ONE) is CROWDED
        assert small(bodies, PROXY, HTTP_X_FORWARDED_FOR=OTHER) == b"x=1"


def test_clients_of_which_nothing_is_known_are_not_taken_for_one():
    bodies = Bodies(20)
    with waiting(bodies, *[""] * MOST_EACH):
        assert small(bodies, "") == b"x=1"


def test_there_are_so_many_places_in_all():
    bodies = Bodies(2)
    with waiting(bodies, ONE, OTHER):
        assert small(bodies, PROXY) is CROWDED
    assert small(bodies, PROXY) == b"x=1"


def test_a_body_that_breaks_off_is_refused_and_gives_its_place_back():
    bodies = Bodies(1)
    for _ in range(2):
        assert taken(bodies, io.BytesIO(b"x=1"), 10) is NOT_WHOLE


def test_a_body_without_room_is_refused(monkeypatch, tmp_path):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nothing"))
    assert taken(Bodies(1), io.BytesIO(b"x" * 2_000_000), 2_000_000) is UNWRITABLE

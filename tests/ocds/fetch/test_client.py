"""Patience: what is asked again, how often, and what is not."""

import pytest

from procurement.ocds.fetch import FetchError
from procurement.ocds.fetch.client import Client
from procurement.ocds.fetch.rate_limit import RateLimit
from procurement.ocds.fetch.services import public
from tests.ocds.fetch.server import Reply, package

TOO_MANY = b"12 request limit in 2 minute exceeded"
GOOD = Reply(package("a"))


@pytest.fixture
def client(make_fetch, tmp_path):
    """Give a function that makes a client of the server."""

    def make(name="find-a-tender", **changes):
        fetch = make_fetch(name, **changes)
        pace = RateLimit(fetch.service, fetch.timing, tmp_path / "sent")
        return Client(fetch.service, pace, fetch.timing, fetch.say)

    return make


def get(client):
    return client.get(f"{client.service.origin}/notices")


@pytest.mark.parametrize(
    ("bad", "waits"),
    [
        (Reply(TOO_MANY, headers={"Content-Type": "text/plain"}), 15),
        (Reply(b'{"message": "%b"}' % TOO_MANY), 15),
        (Reply(TOO_MANY, headers={"Retry-After": "50"}), 50),
        (Reply(TOO_MANY, status=429), 15),
        (Reply(TOO_MANY, status=429, headers={"Retry-After": "70"}), 70),
        (Reply(status=429, headers={"Retry-After": "Thu, 10 Sep 2026 12:03:00 GMT"}), 180),
        (Reply(b"Forbidden", status=403), 15),
        (Reply(b"<html>", status=503), 15),
        (Reply(b"<html>", status=502), 15),
        (Reply(b"<!doctype html><title>Sorry</title>", headers={"Content-Type": "text/html"}), 15),
        (Reply(b""), 15),
        (Reply(b"[]"), 15),
        (Reply(b'{"error": "out of order"}'), 15),
        (Reply(package("a")[:-3]), 15),
        (Reply(package("a"), promised=len(package("a")) + 5), 15),
    ],
)
def test_bad_answer_is_asked_for_again(client, server, clock, lines, bad, waits):
    server.say(bad, GOOD)
    one = client()

    body = get(one)

    assert body == package("a")
    assert (one.requests, one.waited, clock.slept) == (2, waits, [waits])
    assert [line.endswith(f"Waiting {waits} seconds.") for line in lines] == [True]


def test_contracts_finder_rests_five_minutes_after_403(client, server, clock):
    server.say(Reply(b"Forbidden", status=403), GOOD)

    get(client("contracts-finder"))

    assert clock.slept == [300]


def test_service_that_stays_away_is_given_up(client, server, clock):
    server.say(Reply(TOO_MANY, status=429))

    with pytest.raises(
        FetchError, match=r"answered 429 with “12 request limit.*”\. Asked 6 times\."
    ):
        get(client())

    assert len(server.asked) == 6
    assert clock.slept == [15, 30, 60, 120, 240]


def test_page_of_html_is_named_for_what_it_is(client, server, lines):
    server.say(Reply(b"<!doctype html><title>Sorry</title>"), GOOD)

    get(client())

    assert lines[0].startswith(
        "find-a-tender answered with something other than JSON: “<!doctype html><title>Sorry"
    )


@pytest.mark.parametrize("status", [400, 401, 404, 410, 204, 300, 304])
def test_other_status_is_not_asked_for_again(client, server, status):
    server.say(Reply(b"", status=status))

    with pytest.raises(FetchError, match=f"answered {status}, which is not understood"):
        get(client())

    assert len(server.asked) == 1


def test_content_type_is_not_what_counts(client, server):
    server.say(Reply(package("a"), headers={"Content-Type": "text/html"}))

    assert get(client()) == package("a")


@pytest.mark.parametrize("amount", [b"000", b"1e9999"])
def test_amount_that_is_not_json_is_left_to_the_importer(client, server, amount):
    body = b'{"releases": [{"ocid": "a", "tender": {"value": {"amount": %b}}}]}' % amount
    server.say(Reply(body))

    assert get(client()) == body


def test_redirects_on_the_same_host_are_followed_and_counted(client, server):
    server.say(
        Reply(status=301, headers={"Location": "/one"}),
        Reply(status=307, headers={"Location": f"{server.origin}/two"}),
        Reply(status=302, headers={"Location": "three"}),
        GOOD,
    )
    one = client()

    assert get(one) == package("a")
    assert [asked.path for asked in server.asked] == ["/notices", "/one", "/two", "/three"]
    assert one.requests == 4


def test_endless_redirects_are_not_followed(client, server):
    server.say(Reply(status=302, headers={"Location": "/again"}))

    with pytest.raises(FetchError, match="redirected more than 3 times"):
        get(client())

    assert len(server.asked) == 4


@pytest.mark.parametrize(
    "location",
    [
        "http://169.254.169.254/latest/meta-data/",
        "https://evil.example/",
        "//evil.example/",
        "file:///etc/passwd",
        "gopher://127.0.0.1/",
        "http://user:password@127.0.0.1/",
        "",
    ],
)
def test_redirect_elsewhere_is_refused_at_once(client, server, location):
    server.say(Reply(status=302, headers={"Location": location}))

    with pytest.raises(FetchError, match="led to|leads nowhere"):
        get(client())

    assert len(server.asked) == 1


def test_name_that_leads_to_a_private_address_is_not_asked(client, server):
    one = client(fault=public, resolve=lambda host, port: ["8.8.8.8", "127.0.0.1"])

    with pytest.raises(FetchError, match="not asked: its name leads to 127.0.0.1, a private"):
        get(one)

    assert server.asked == []


def test_name_that_changes_its_address_is_checked_each_time(client, server):
    found = [["127.0.0.1"], ["10.0.0.1"]]
    one = client(
        resolve=lambda host, port: found.pop(0),
        fault=lambda address: address if address.startswith("10.") else "",
    )
    server.say(Reply(status=302, headers={"Location": "/again"}))

    with pytest.raises(FetchError, match="its name leads to 10.0.0.1"):
        get(one)

    assert len(server.asked) == 1

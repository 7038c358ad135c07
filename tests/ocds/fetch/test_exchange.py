"""One request to a server that misbehaves."""

import socket
import time

import pytest

from procurement.ocds.fetch.errors import AgainError, FetchError, TooLargeError
from procurement.ocds.fetch.exchange import exchange
from tests.ocds.fetch.server import Reply, package


def ask(server, path="/", **changes):
    service = server.service(**changes)
    return exchange(service, f"{service.origin}{path}")


def test_whole_answer_comes_as_it_is(server):
    server.say(Reply(package("a"), headers={"Retry-After": "9", "Location": "/b"}))

    answer = ask(server, "/a?b=c&d=e%20f")

    assert (answer.status, answer.body) == (200, package("a"))
    assert (answer.retry_after, answer.location) == ("9", "/b")
    assert server.asked[0].path == "/a?b=c&d=e%20f"


def test_request_names_the_project_and_carries_no_cookie(server):
    server.say(Reply(package(), headers={"Set-Cookie": "a=b; Path=/"}))

    ask(server)
    ask(server)

    headers = server.asked[1].headers
    assert headers == {
        "Host": f"127.0.0.1:{server.server_port}",
        "Accept": "application/json",
        "Accept-Encoding": "identity",
        "Connection": "close",
        "User-Agent": headers["User-Agent"],
    }
    assert headers["User-Agent"].startswith("procurement-decision-tracker/")


def test_truncated_body_is_told_by_its_length(server):
    server.say(Reply(package("a"), promised=len(package("a")) + 7))

    with pytest.raises(AgainError, match="broke off 7 bytes before the end"):
        ask(server)


def test_body_that_ends_early_in_a_chunk_is_told(server):
    server.say(Reply(b"FF\r\n{", headers={"Transfer-Encoding": "chunked"}, promised=None))

    with pytest.raises(AgainError, match="did not answer whole"):
        ask(server)


def test_slow_drip_is_cut(server):
    server.say(Reply(package("a"), drip=0.02))
    began = time.monotonic()

    with pytest.raises(AgainError, match="did not answer whole"):
        ask(server, total_seconds=0.2)

    assert 0.15 < time.monotonic() - began < 2


def test_server_that_says_nothing_is_cut(server):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        origin = f"http://127.0.0.1:{silent.getsockname()[1]}"

        with pytest.raises(AgainError, match="did not answer whole"):
            ask(server, origin=origin, total_seconds=0.2)


@pytest.mark.parametrize("length", [{}, {"Content-Length": "99999999999"}])
def test_endless_body_is_cut(server, length):
    server.say(Reply(b" " * 65536, headers=length, endless=True))

    with pytest.raises(TooLargeError, match="more than 1 MB in one answer"):
        ask(server, most_bytes=2**20)


def test_endless_refusal_is_not_read_to_the_end(server):
    server.say(Reply(b"no" * 50_000, status=503, endless=True))

    assert ask(server).body == b"no" * 5_000


def test_packed_answer_is_refused(server):
    server.say(Reply(b"\x1f\x8b", headers={"Content-Encoding": "gzip"}))

    with pytest.raises(FetchError, match="an encoding that was not asked for"):
        ask(server)


def test_redirect_is_not_followed(server):
    server.say(Reply(status=302, headers={"Location": "file:///etc/passwd"}))

    assert ask(server).location == "file:///etc/passwd"
    assert len(server.asked) == 1


def test_server_that_is_away_may_come_back(server):
    with socket.create_server(("127.0.0.1", 0)) as closing:
        origin = f"http://127.0.0.1:{closing.getsockname()[1]}"

    with pytest.raises(AgainError, match="Connection refused"):
        ask(server, origin=origin)


def test_name_without_an_address_may_get_one(server):
    def resolve(host, port):
        raise socket.gaierror(-3, "Temporary failure in name resolution")

    with pytest.raises(AgainError, match="Temporary failure in name resolution"):
        ask(server, resolve=resolve)


def test_next_address_is_tried_where_the_first_does_not_answer(server):
    answer = ask(server, resolve=lambda host, port: ["::1", "127.0.0.1"])

    assert answer.status == 200


def test_connection_goes_to_the_checked_address_in_the_name_of_the_host(server):
    origin = f"http://notices.example:{server.server_port}"

    ask(server, origin=origin, resolve=lambda host, port: ["127.0.0.1"])

    assert server.asked[0].headers["Host"] == f"notices.example:{server.server_port}"

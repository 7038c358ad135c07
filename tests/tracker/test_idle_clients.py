"""Who takes nothing is cut off: which sockets are told so."""

import os
import socket

import pytest

from tracker import idle_clients

pytestmark = pytest.mark.skipif(
    not hasattr(socket, "TCP_USER_TIMEOUT"), reason="this system has no such limit"
)


def limit(one):
    return one.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT)


def asked_after(one):
    """Whether a client that is silent is asked whether it is there, and after how many seconds."""
    return (
        one.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE),
        one.getsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE),
    )


def test_what_listens_and_what_stands_is_limited_and_nothing_else():
    with socket.create_server(("127.0.0.1", 0)) as own, socket.create_server(("", 0)) as other:
        port = own.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)) as client, own.accept()[0] as before:
            idle_clients.cut_off(port, 7)

            assert [limit(one) for one in (own, before, client, other)] == [7000, 7000, 0, 0]
            with socket.create_connection(("127.0.0.1", port)), own.accept()[0] as later:
                assert limit(later) == 7000
                assert [asked_after(one) for one in (before, later)] == [(1, 7)] * 2
                assert asked_after(client)[0] == 0


def test_nothing_is_left_open(tmp_path):
    left, right = socket.socketpair()
    before = len(os.listdir("/proc/self/fd"))

    with (tmp_path / "file").open("w"):
        idle_clients.cut_off(1, 7)

    assert len(os.listdir("/proc/self/fd")) == before
    for one in (left, right):
        one.close()

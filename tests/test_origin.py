"""From where a request came: only what a trusted proxy says of itself is believed."""

from ipaddress import ip_network

import pytest
from django.test import RequestFactory

from procurement import origin

PROXIES = [ip_network(text) for text in ("10.0.0.0/8", "2001:db8:ffff::/48", "127.0.0.1/32")]


@pytest.fixture(autouse=True)
def proxies(settings):
    """Trust some proxies."""
    settings.TRUSTED_PROXIES = PROXIES


def came_from(connection, said=None):
    headers = {} if said is None else {"HTTP_X_FORWARDED_FOR": said}
    return origin.of_request(RequestFactory().get("/admin/", REMOTE_ADDR=connection, **headers))


# Without a proxy


@pytest.mark.parametrize(
    ("connection", "address"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:DB8:0:0::7", "2001:db8::7"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("fe80::1%eth0", "fe80::1"),
        ("", ""),
        ("unix:", ""),
        ("not an address", ""),
    ],
)
def test_the_connection_counts(connection, address):
    assert came_from(connection) == address


@pytest.mark.parametrize("connection", ["203.0.113.9", "", "2001:db8::7", "::ffff:203.0.113.9"])
@pytest.mark.parametrize("said", ["198.51.100.1", "127.0.0.1", "10.0.0.1, 198.51.100.1", "junk"])
def test_a_stranger_is_not_believed(connection, said):
    assert came_from(connection, said) == came_from(connection)


def test_nobody_is_believed_unless_settings_say_so(settings):
    settings.TRUSTED_PROXIES = []

    assert came_from("127.0.0.1", "198.51.100.1") == "127.0.0.1"


# Behind proxies


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("203.0.113.9", "203.0.113.9"),
        (" 203.0.113.9 ", "203.0.113.9"),
        ("2001:db8::7", "2001:db8::7"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("::FFFF:cb00:7109", "203.0.113.9"),
        ("fe80::7%eth0", "fe80::7"),
        # What the client itself sent stands before what the proxy saw.
        ("198.51.100.1, 203.0.113.9", "203.0.113.9"),
        ("10.0.0.7, 203.0.113.9", "203.0.113.9"),
        ("127.0.0.1,203.0.113.9", "203.0.113.9"),
        ("junk, 203.0.113.9", "203.0.113.9"),
        # Several proxies, each of which added whom it saw.
        ("203.0.113.9, 10.0.0.7", "203.0.113.9"),
        ("198.51.100.1, 203.0.113.9, 10.0.0.7, 2001:db8:ffff::3", "203.0.113.9"),
        ("203.0.113.9, ::ffff:10.0.0.7", "203.0.113.9"),
        # With ports
        ("203.0.113.9:5060", "203.0.113.9"),
        ("[2001:db8::7]:5060", "2001:db8::7"),
        ("[2001:db8::7]", "2001:db8::7"),
        ("[::ffff:203.0.113.9]:5060", "203.0.113.9"),
        ("203.0.113.9:5060, 10.0.0.7:80", "203.0.113.9"),
    ],
)
@pytest.mark.parametrize("connection", ["10.0.0.1", "::ffff:10.0.0.1", "2001:db8:ffff::1"])
def test_the_last_who_is_no_proxy_counts(connection, said, address):
    assert came_from(connection, said) == address


@pytest.mark.parametrize(
    "said",
    [
        None,
        "",
        " ",
        ",",
        ", ,",
        "unknown",
        "203.0.113.9, unknown",
        "203.0.113.9,",
        "203.0.113.9, _hidden",
        "203.0.113.999",
        "0x7f.1",
        "203.0.113.009",
        "2001:db8::7:5060:1:2:3:4:5:6",
        "[203.0.113.9",
        "203.0.113.9]:80",
        "203.0.113.9:port",
        "203.0.113.9:123456",
        "٢٠٣.0.113.9",
        "for=203.0.113.9",
        "203.0.113.9/24",
        "203.0.113.9\x00",
        "<script>",
        "3405803785",
        "a" * 100_000,
    ],
)
def test_what_is_no_address_leaves_the_proxy(said):
    assert came_from("10.0.0.1", said) == "10.0.0.1"


def test_junk_of_an_outer_proxy_leaves_that_proxy():
    assert came_from("10.0.0.1", "203.0.113.9, junk, 10.0.0.7") == "10.0.0.7"


def test_who_comes_from_a_proxy_is_that_proxy():
    assert came_from("10.0.0.1", "10.0.0.9, 10.0.0.8") == "10.0.0.9"


def test_a_list_without_end_is_read_only_so_far():
    said = "203.0.113.9, " + ", ".join(["10.0.0.7"] * 100_000)

    assert came_from("10.0.0.1", said) == "10.0.0.7"


@pytest.mark.parametrize("text", ["fe80::1%" + "z" * 500, "2001:db8:1:2:3:4:255.255.255.255"])
def test_every_address_has_room_in_the_log(text):
    assert 0 < len(came_from("10.0.0.1", text)) <= 45


# Neighbourhoods


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::", "2001:db8:1:2::/64"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
        ("junk", ""),
    ],
)
def test_neighbourhood(address, network):
    assert origin.neighbourhood(address) == network


def test_the_address_is_known_while_a_request_is_answered():
    with origin.coming_from("203.0.113.9"):
        assert origin.current() == "203.0.113.9"

    assert origin.current() == ""


def test_the_address_is_forgotten_when_answering_fails():
    with pytest.raises(ValueError, match="away"), origin.coming_from("203.0.113.9"):
        raise ValueError("away")

    assert origin.current() == ""

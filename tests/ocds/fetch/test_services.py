"""The two services, and the ground that they stand on."""

import pytest

from procurement.ocds.fetch import SERVICES
from procurement.ocds.fetch.addresses import allowed, printable, redirected, resolved
from procurement.ocds.fetch.errors import FetchError
from procurement.ocds.fetch.services import public

FTS, CF = SERVICES["find-a-tender"], SERVICES["contracts-finder"]
PRIVATE = [
    "127.0.0.1",
    "0.0.0.0",  # noqa: S104 - refused
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.100.100.200",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "fd00::1",
    "fe80::1",
    "fe80::1%eth0",
    "ff02::1",
    "127.1",
    "2130706433",
    "localhost",
]


def test_only_two_hosts_are_ever_asked():
    assert {service.origin for service in SERVICES.values()} == {
        "https://www.contractsfinder.service.gov.uk",
        "https://www.find-tender.service.gov.uk",
    }
    assert {service.fault for service in SERVICES.values()} == {public}


def test_services_are_asked_as_often_as_they_allow():
    for service in SERVICES.values():
        assert (service.requests, service.within.total_seconds()) == (12, 120)
        assert (service.total_seconds, service.most_bytes) == (60, 64 * 1024 * 1024)


@pytest.mark.parametrize("address", PRIVATE)
def test_private_address_is_a_fault(address):
    assert public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8"])
def test_public_address_is_none(address):
    assert public(address) == ""


@pytest.mark.parametrize(
    "url",
    [
        "http://www.find-tender.service.gov.uk/",
        "https://www.find-tender.service.gov.uk:443/",
        "https://www.find-tender.service.gov.uk:25/",
        "https://www.find-tender.service.gov.uk./",
        "https://www.find-tender.service.gov.uk.evil.example/",
        "https://www.contractsfinder.service.gov.uk/",
        "https://ok@www.find-tender.service.gov.uk/",
        "https://www.find-tender.service.gov.uk@127.0.0.1/",
        "https://127.0.0.1#@www.find-tender.service.gov.uk/",
        "https://[www.find-tender.service.gov.uk/",
        "https://www.find-tender.service.gov.uk/a b",
        "https://www.find-tender.service.gov.uk/\r\nHost: evil",
        "https://www.find-tender.service.gov.uk/é",
        "https://www.find-tender.service.gov.uk/" + "a" * 4000,
        "//169.254.169.254/",
        "file:///etc/passwd",
        "gopher://www.find-tender.service.gov.uk/",
        "",
    ],
)
def test_address_elsewhere_is_refused(url):
    with pytest.raises(FetchError) as refused:
        allowed(FTS, url)

    assert "\n" not in str(refused.value)
    assert len(str(refused.value)) < 400


def test_address_of_the_service_is_taken():
    assert allowed(FTS, "https://WWW.find-tender.service.gov.uk/a?b=c").query == "b=c"


@pytest.mark.parametrize(
    ("location", "expected"),
    [
        ("/other?a=1", f"{FTS.origin}/other?a=1"),
        ("?page=2", f"{FTS.origin}/here?page=2"),
        (f"{FTS.origin}/there", f"{FTS.origin}/there"),
    ],
)
def test_redirect_within_the_service_is_followed(location, expected):
    assert redirected(FTS, f"{FTS.origin}/here", location) == expected


@pytest.mark.parametrize(
    "location",
    [
        "",
        "//evil.example/",
        "http://www.find-tender.service.gov.uk/",
        "file:///etc/passwd",
        "http://[",
    ],
)
def test_redirect_elsewhere_is_refused(location):
    with pytest.raises(FetchError):
        redirected(FTS, f"{FTS.origin}/here", location)


def service_at(make_fetch, *addresses):
    return make_fetch(
        origin=FTS.origin, resolve=lambda host, port: list(addresses), fault=public
    ).service


def test_name_with_one_private_address_is_refused_whole(make_fetch):
    service = service_at(make_fetch, "8.8.8.8", "10.0.0.1")

    with pytest.raises(FetchError, match="www.find-tender.service.gov.uk was not asked.*10.0.0.1"):
        resolved(service, allowed(service, f"{FTS.origin}/"))


def test_name_with_public_addresses_gives_all_of_them(make_fetch):
    service = service_at(make_fetch, "8.8.8.8", "8.8.4.4")

    assert resolved(service, allowed(service, f"{FTS.origin}/")) == (
        "www.find-tender.service.gov.uk",
        443,
        ["8.8.8.8", "8.8.4.4"],
    )


def test_shown_text_is_one_short_line():
    assert printable("a\r\n\tb\x1b[31m\u202ec") == "a b?[31m?c"
    assert printable("x" * 500) == "x" * 200 + "…"

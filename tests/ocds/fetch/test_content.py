"""What is told of an answer without parsing it."""

import json
import time

import pytest

from procurement.ocds.fetch import content
from tests.ocds.fetch.server import many, package

AMOUNT = b'{"releases": [{"ocid": "a", "value": {"amount": 000, "x": 1e9999}}]}'


@pytest.mark.parametrize("body", [package(), package("a"), AMOUNT, b"\xef\xbb\xbf" + package("a")])
def test_package_is_an_object_and_whole(body):
    assert content.is_object(body) and content.is_whole(body) and content.is_package(body)


@pytest.mark.parametrize("body", [b"", b"<!doctype html>", b"[]", b'"text"', b"12 request limit"])
def test_what_is_no_object_is_told(body):
    assert not content.is_object(body)


def test_no_beginning_of_a_package_is_whole():
    body = package("a", 'b"}]}', "c\\", text="a } that closes nothing")

    assert [n for n in range(len(body)) if content.is_whole(body[:n])] == []
    assert content.is_whole(body)


def test_an_answer_that_breaks_off_in_a_string_takes_no_longer():
    body = b'{"text": "' + b'\\"' * 500_000

    began = time.perf_counter()

    assert not content.is_whole(body)
    assert time.perf_counter() - began < 2


def test_another_object_is_no_package():
    assert not content.is_package(b'{"error": "no releases"}')
    assert content.is_package(b'{"results": []}')


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"12 request limit in 2 minute exceeded", True),
        (b'{"message": "12 Request Limit in 2 minute exceeded"}', True),
        (package("a", text="a request limit"), False),
        (package(), False),
    ],
)
def test_text_of_too_many_requests_is_told(body, expected):
    assert content.is_too_many(body) is expected


def test_releases_are_counted_by_their_ocid():
    text = json.dumps({"quoted": '"ocid": "x"'})

    assert content.releases(package(*many(100), text=text)) == 100
    assert content.releases(AMOUNT) == 1
    assert content.releases(package()) == 0


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (package("a", next="https://example.org/?a=1&b=2"), "https://example.org/?a=1&b=2"),
        (b'{"releases": [], "links": {"next": "https:\\/\\/example.org"}}', "https://example.org"),
        (b'{"links": {"prev": "a", "next": "b"}, "releases": []}', "b"),
        (b'{"releases": [], "links": {"next": null}}', ""),
        (b'{"releases": [], "links": {"next": "\\x"}}', ""),
        (package("a", text='"links": {"next": "https://evil.example"}'), ""),
        (package("a"), ""),
    ],
)
def test_next_link_is_found(body, expected):
    assert content.next_link(body) == expected

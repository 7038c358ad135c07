"""What two rows that may be one are alike in."""

import pytest

from procurement.alike import address_key, name_key


@pytest.mark.parametrize(
    "name",
    [
        "Foo & Bar Ltd", "FOO AND BAR LIMITED", "The Foo & Bar Company Ltd.", "Foo & Bar P.L.C.",
        "Foo Bar GmbH & Co. KG", "Foo & Bar S.p.A.", "Foo and Bar Public Limited Company", "Foo & Bär (LLP)",
        "Foo & Bar", "foo  bar, Inc.",
    ],
)  # fmt: skip
def test_one_name_in_many_legal_forms(name):
    assert name_key(name) == "foo bar"


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Limited", "limited"),
        ("The Co", "co"),
        ("Smith & Co", "smith co"),
        ("O’Brien Société SA", "obrien societe"),
        ("A & B", "a b"),
        ("Team A S", "team"),
        ("", ""),
        ("…", ""),
    ],
)
def test_what_is_no_form_stays(name, key):
    assert name_key(name) == key


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/a", "http://www.example.org/a/", "HTTPS://WWW.EXAMPLE.ORG/a#top",
        "https://example.org/a?utm_source=x&utm_medium=y", "https://example.org/a/?fbclid=1", "//example.org/a",
    ],
)  # fmt: skip
def test_one_address_in_many_spellings(url):
    assert address_key(url) == "example.org/a"


@pytest.mark.parametrize(
    ("url", "other"),
    [
        ("https://example.org/a", "https://example.org/A"),
        ("https://example.org/a?id=1", "https://example.org/a?id=2"),
        ("https://example.org/#!/1", "https://example.org/#!/2"),
        ("https://example.org/a", "https://example.com/a"),
    ],
)
def test_other_addresses_stay_apart(url, other):
    assert address_key(url) != address_key(other)


@pytest.mark.parametrize("text", ["", "no address", "http://[", "javascript:alert(1)"])
def test_what_is_no_address_has_no_key(text):
    assert address_key(text) == ""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procurement.plaintext import PlainTextError, clean, slug


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  a  b \n", "a  b"),
        ("e\u0301", "é"),
        ("नि\u200dक", "नि\u200dक"),
        ("👩\u200d🚀", "👩\u200d🚀"),
        ("\u00a0a\u00a0b", "a\u00a0b"),
        ("", ""),
    ],
)
def test_clean_keeps_what_can_be_read(text, cleaned):
    assert clean(text) == cleaned


def test_clean_keeps_lines_where_they_are_accepted():
    assert clean("a\r\nb\rc\n\td\r\n", multiline=True) == "a\nb\nc\n\td"


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("\x00", "U+0000 NULL"),
        ("\n", "U+000A LINE BREAK"),
        ("\t", "U+0009 TAB"),
        ("\x1b", "U+001B CONTROL CHARACTER"),
        ("\x85", "U+0085 CONTROL CHARACTER"),
        ("\u202a", "U+202A LEFT-TO-RIGHT EMBEDDING"),
        ("\u202e", "U+202E RIGHT-TO-LEFT OVERRIDE"),
        ("\u2066", "U+2066 LEFT-TO-RIGHT ISOLATE"),
        ("\u2069", "U+2069 POP DIRECTIONAL ISOLATE"),
        ("\u200e", "U+200E LEFT-TO-RIGHT MARK"),
        ("\u200f", "U+200F RIGHT-TO-LEFT MARK"),
        ("\u200b", "U+200B ZERO WIDTH SPACE"),
        ("\ufeff", "U+FEFF ZERO WIDTH NO-BREAK SPACE"),
        ("\u2028", "U+2028 LINE SEPARATOR"),
        ("\ud800", "U+D800 HALF OF A CHARACTER"),
        ("\ufdd0", "U+FDD0 NO CHARACTER"),
        ("\U0010ffff", "U+10FFFF NO CHARACTER"),
    ],
)
def test_clean_refuses_by_name(character, name):
    with pytest.raises(PlainTextError) as refusal:
        clean(f"a{character}b")

    assert str(refusal.value) == f"The text holds {name}, which cannot be seen. Please remove it."


@pytest.mark.parametrize("text", ["\x1fa", "a\x1c", "\ufeffa", "a\u2028"])
def test_clean_refuses_at_the_ends_as_well(text):
    with pytest.raises(PlainTextError):
        clean(text, multiline=True)


@given(st.text(), st.booleans())
def test_clean_twice_is_clean_once(text, multiline):
    try:
        cleaned = clean(text, multiline)
    except PlainTextError:
        return

    assert clean(cleaned, multiline) == cleaned


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A new data platform", "a-new-data-platform"),
        ("Café & Söhne -- £50m!", "cafe-sohne-50m"),
        ("O'Brien’s", "obriens"),
        ("Straße", "strasse"),
        ("合同", "record"),
        ("", "record"),
        ("a" * 70, "a" * 60),
        ("a" * 59 + " bc", "a" * 59),
        ("a" * 57 + " bc", "a" * 57 + "-bc"),
        ("one " + "a" * 57, "one"),
        ("b " + "a" * 58 + " c", "b-" + "a" * 58),
    ],
)
def test_slug(text, expected):
    assert slug(text) == expected


@given(st.text(max_size=100))
def test_slug_is_always_a_part_of_an_address(text):
    assert re.fullmatch(r"(?=.{1,60}\Z)[a-z0-9]+(-[a-z0-9]+)*", slug(text))
    assert slug(slug(text)) == slug(text)


@pytest.mark.parametrize("text", ["", " ", "\u200d", "\u200d \u200c"])
def test_what_nobody_could_see_is_empty(text):
    assert clean(text) == ""

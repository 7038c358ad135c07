"""Codes found under everyday words: “privacy” is data protection, “judicial review” a legal challenge."""

from collections.abc import Iterable

from procurement.codelists import GROUNDS, Code
from procurement.search import fold, stem

_SHORT = 3  # letters
_GROUND = {ground.code: ground for _, ground in GROUNDS}


def with_words(codes: Iterable[Code], text: str) -> list[Code]:
    """Give the codes in whose label, definition or everyday words most of some words stand, in any form of them.

    Those that have them in their label come first. None where a text holds no letter or digit.
    """
    wanted = _telling(fold(text).split())
    counted = [(_count(f"{one.label} {one.definition} {one.also}", wanted), one) for one in codes]
    most = max((count for count, _ in counted), default=0)
    found = [one for count, one in counted if count and count == most]
    return sorted(found, key=lambda one: _count(one.label, wanted) < len(wanted))


def grounds_with_words(grounds: Iterable, text: str) -> list:
    """Give the rows of the list of grounds that are found so; of one that was added here, name and definition count."""
    rows = {ground.code: ground for ground in grounds}
    codes = (
        Code(code, row.name, row.definition, also=everyday(code)) for code, row in rows.items()
    )
    return [rows[one.code] for one in with_words(codes, text)]


def everyday(code: str) -> str:
    """Give the everyday words of a ground, between commas; "" of one that was added here."""
    known = _GROUND.get(code)
    return known.also if known else ""


def _telling(words):
    """Leave out “of” and “the”, where anything else was said."""
    return [word for word in words if len(word) > _SHORT] or words


def _count(text, wanted):
    """How many of some words a text has, each in any form of it."""
    words = fold(text).split()
    stems = {stem(word) for word in words}
    return sum(stem(word) in stems or any(one.startswith(word) for one in words) for word in wanted)

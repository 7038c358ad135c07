"""Texts of a release: read as one line or several, fit to be kept, what is unfit noted."""

import html
import re
import unicodedata
from collections.abc import Callable
from typing import Any

from procurement import plaintext

from .personal import without_personal
from .repair import repaired
from .values import Note

LONGEST_LINE = 1000
LONGEST_PROSE = 100_000


Repair = Callable[[str], str]


# Vertical tab, form feed, line and paragraph separator break a line too.
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\u2028\u2029]")
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def line(
    text: Any, field: str, note: Note, longest: int = LONGEST_LINE, *, repair: Repair = str
) -> str:
    """Give a text as one line, fit to be kept: "" for none."""
    if not text and text != 0:
        return ""
    if repair is str and _is_plain(text) and len(text) <= longest:
        return text.strip(" ")
    found = " ".join(_plain(text, field, note, repair).split())
    if len(found) <= longest:
        return found
    note(
        field, found, f"It has more than {longest} characters, and is cut; its notice has it whole."
    )
    return f"{found[: longest - 1].rstrip()}…"


def _is_plain(text):
    """Whether a text stays as it is but for spaces around it: nearly all names, ids and codes do."""
    return (
        type(text) is str
        and text.isascii()
        and text.isprintable()
        and "&" not in text
        and "  " not in text
    )


def _readable(text: str) -> str:
    return without_personal(repaired(text))


def title(text: Any, field: str, note: Note) -> str:
    """Give a title as one line, fit to be kept, repaired, without contact details of persons: "" for none."""
    return line(text, field, note, repair=_readable)


def prose(text: Any, field: str, note: Note) -> str:
    """Give a text of several lines, fit to be kept, repaired, without contact details of persons: "" for none."""
    if not text and text != 0:
        return ""
    found = _plain(text, field, note, _readable).strip()
    if len(found) <= LONGEST_PROSE:
        return found
    note(
        field,
        found,
        f"It has more than {LONGEST_PROSE:,} characters, and is cut; its notice has it whole.",
    )
    return f"{found[: LONGEST_PROSE - 1].rstrip()}…"


def _plain(text, field, note, repair):
    if not isinstance(text, str):
        if type(text) in (int, float):
            return str(text)
        note(field, text, "Text was expected here. It is read as not stated.")
        return ""
    if "&" in text:
        text = html.unescape(text)
    text = repair(text)
    if text.isascii() and not _UNSEEN.search(text):
        return text
    lines = _BREAKS.sub("\n", text).replace("\t", " ").split("\n")
    seen = [plaintext.visible(one) for one in lines]
    if seen != lines:
        note(field, text, "It holds characters that cannot be seen. They are left out.")
    kept = unicodedata.normalize("NFC", "\n".join(seen))
    # Joiners and spaces alone are nothing that anybody could read.
    return kept if any(unicodedata.category(one)[0] not in "CZ" for one in kept) else ""


def texts(value: Any, field: str, note: Note) -> list[str]:
    """Give the texts of an array of OCDS, each on one line. One in its place is an array of it alone."""
    if value is None:
        return []
    many = value if isinstance(value, list) else [value]
    return [found for one in many if (found := line(one, field, note))]

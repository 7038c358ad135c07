"""Plain text as people type it: cleaned, or refused with the name of what is wrong."""

import re
import unicodedata

LONGEST_SLUG = 60

# Everything here is invisible and either changes the order in which text is read, hides in it,
# or is refused by a database. ZWJ and ZWNJ (U+200C, U+200D) stay: scripts and emoji need them.
_REFUSED = re.compile(
    "[\x00-\x1f\x7f-\x9f"  # controls
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # order of reading
    "\u200b\u2028\u2029\ufeff"  # unseen spaces and line breaks
    "\ud800-\udfff\ufdd0-\ufdef"  # halves of characters, and noncharacters
    + "".join(chr(plane * 0x10000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_NAMES = {
    "\0": "NULL",
    "\t": "TAB",
    "\n": "LINE BREAK",
    "Cc": "CONTROL CHARACTER",
    "Cs": "HALF OF A CHARACTER",
    "Cn": "NO CHARACTER",
}


class PlainTextError(ValueError):
    """A text with a character that is not accepted; the message names the character."""


def clean(text: str, multiline: bool = False) -> str:
    """Return the text in NFC, trimmed, with LF for line breaks; spaces inside are kept.

    Line breaks and tabs inside are accepted in `multiline` text only. Raises `PlainTextError`
    for control characters, marks that reorder text, unseen spaces, lone surrogates and
    noncharacters.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip(" \t\n")
    accepted = "\t\n" if multiline else ""
    for found in _REFUSED.finditer(text):
        if found[0] not in accepted:
            raise PlainTextError(
                f"The text holds {_name(found[0])}, which cannot be seen. Please remove it."
            )
    kept = unicodedata.normalize("NFC", text).strip()
    # Joiners and spaces alone are nothing that anybody could read.
    return kept if any(unicodedata.category(one)[0] not in "CZ" for one in kept) else ""


def visible(text: str, mark: str = "") -> str:
    """Return the text with `mark` for each character that `clean` would refuse."""
    return _REFUSED.sub(mark, text)


def caseless(text: str) -> str:
    """Return a name as names are told apart by: without case, and with single spaces."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return " ".join(text.casefold().split())


def name_order(name: str) -> tuple[str, str]:
    """Return what names are sorted by, which is the same on every database."""
    return name.casefold(), name


def slug(text: str) -> str:
    """Return the text as a part of an address: ASCII letters, digits and single hyphens.

    Cut at a hyphen to at most 60 characters; "record" where nothing is left.
    """
    plain = text.lower()
    if not text.isascii():
        plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    words = _NOT_SLUG.sub("-", plain.replace("'", "").lower()).strip("-")
    if len(words) > LONGEST_SLUG:
        head = words[: LONGEST_SLUG + 1].rpartition("-")[0]
        words = head or words[:LONGEST_SLUG]
    return words or "record"


def _name(character: str) -> str:
    fallback = _NAMES.get(character) or _NAMES.get(unicodedata.category(character), "")
    return f"U+{ord(character):04X} {unicodedata.name(character, fallback)}"

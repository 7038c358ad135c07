"""Text reduced to plain words, the same way for what is searched and for what is asked."""

import re
import unicodedata

LONGEST_WORD = 64
# PostgreSQL keeps at most 1 MB in one tsvector, and four bytes in one character.
LONGEST_TEXT = 200_000

_APOSTROPHES = str.maketrans(dict.fromkeys("’‘ʼʻʹ", "'") | dict.fromkeys("\xad\u200c\u200d\u2060"))
_INSIDE_WORD = re.compile(r"(?<=[^\W_])'(?=[^\W_])")
# Marks stand in the first two planes and among the selectors of variants.
_MARKS = re.compile(
    "["
    + "".join(
        chr(point)
        for plane in (range(0x20000), range(0xE0100, 0xE01F0))
        for point in plane
        if unicodedata.category(chr(point))[0] == "M"
    )
    + "]"
)
# Longer words are kept in pieces: PostgreSQL refuses words of more than 2,046 bytes.
_WORD = re.compile(rf"[^\W_]{{1,{LONGEST_WORD}}}")


def fold(text: str) -> str:
    """Return the words of the text, without case, accents or apostrophes, one space apart.

    "O’Brien & Söhne" is "obrien sohne". All that is no letter or digit separates words. Words
    longer than 64 characters are cut in pieces, and the whole ends at 200,000 characters.
    Folding what is folded changes nothing.
    """
    plain = _unmarked(_unmarked(text).casefold()).translate(_APOSTROPHES)
    words = _WORD.findall(_INSIDE_WORD.sub("", plain))
    return " ".join(words)[:LONGEST_TEXT].rstrip()


def _unmarked(text: str) -> str:
    return text if text.isascii() else _MARKS.sub("", unicodedata.normalize("NFKD", text))

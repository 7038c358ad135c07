"""Whether a quotation stands in a text word for word, and where it parts from it."""

import re
from bisect import bisect_left
from typing import NamedTuple

# How much of both is shown where they part.
SHOWN = 60

_SAME = str.maketrans(
    dict.fromkeys("“”„‟«»＂″‘’‚‛‹›ʼ′`´\"", "'")
    | dict.fromkeys("‐‑‒–—―−﹘﹣－", "-")
    | dict.fromkeys("\xad\u200b\u2060\ufeff")
)  # fmt: skip
# What says that something is left out.
_LEFT_OUT = re.compile(
    r"\s*(?:\[\s*(?:…|\.\s?\.\s?\.)\s*\]|\(\s*(?:…|\.\s?\.\s?\.)\s*\)|…|\.\.\.)\s*"
)
_AROUND = re.compile(r"^['\s]+|['\s]+$")


class Parting(NamedTuple):
    """Where a quotation parts from a text: what both say up to there, and how each goes on; "" at an end."""

    common: str
    quoted: str
    text: str


def parting(text: str, quotation: str) -> Parting | None:
    """Give where a quotation parts from a text; None where all of it stands there, in its order.

    White space, quotation marks and dashes count as one, marks around the whole as none; “…” and “[…]” leave something
    out. Letters are compared as they are.
    """
    plain, rest = folded(text), 0
    for piece in _LEFT_OUT.split(_AROUND.sub("", folded(quotation))):
        if not piece:
            continue
        place = plain.find(piece, rest)
        if place < 0:
            return _where(plain, rest, piece)
        rest = place + len(piece)
    return None


def folded(text: str) -> str:
    """Return a text with single spaces, one kind of quotation mark and one of dash, without soft hyphens."""
    return " ".join(text.translate(_SAME).split())


def _where(plain, start, piece):
    """Of what has to stand behind `start`, the longest beginning that does, to its last whole word."""
    # A beginning stands there for as long as a shorter one does.
    lengths = range(len(piece) + 1)
    found = bisect_left(lengths, True, key=lambda length: plain.find(piece[:length], start) < 0) - 1
    common = piece[:found]
    place = plain.find(common, start) + found
    if _is_within_word(piece, found) or _is_within_word(plain, place):
        common = common[: common.rfind(" ") + 1]
        place = plain.find(common, start) + len(common)
    if not common.strip():
        return Parting("", _begin(piece), "")
    return Parting(
        _end(common), _begin(piece[len(common) :]), _begin(plain[place : place + SHOWN * 2])
    )


def _is_within_word(text, place):
    return text[place - 1 : place].isalnum() and text[place : place + 1].isalnum()


def _begin(text):
    text = text.strip()
    return text if len(text) <= SHOWN else f"{text[:SHOWN].rpartition(' ')[0] or text[:SHOWN]} …"


def _end(text):
    text = text.strip()
    return text if len(text) <= SHOWN else f"… {text[-SHOWN:].partition(' ')[2] or text[-SHOWN:]}"

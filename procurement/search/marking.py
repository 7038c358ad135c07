"""Where in a text the words stand that were asked for: to mark them, and to cut a passage out."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from .folding import fold
from .language import Query, Term
from .stems import stem

# A piece of text, and whether it is what was asked for.
Piece = tuple[str, bool]

_WORD = re.compile(r"[^\W_](?:[^\W_]|['’‘ʼ\u00ad\u0300-\u036f])*")
# Of a text this long, the rest is not looked at.
_LONGEST = 20_000
AROUND = 220


class _Word(NamedTuple):
    """One folded word, and where in the text it stands; of a script without spaces, one letter."""

    text: str
    start: int
    end: int


def marked(text: str, query: Query | None) -> list[Piece]:
    """Cut a text into pieces, those that were asked for apart. Joined, they are the text."""
    spans = _spans(text, query) if query else []
    pieces, at = [], 0
    for start, end in spans:
        pieces += [(text[at:start], False), (text[start:end], True)]
        at = end
    return [piece for piece in [*pieces, (text[at:], False)] if piece[0]]


def passage(texts: Iterable[str], query: Query) -> list[Piece]:
    """Give the passage that holds most of what was asked for, some 220 characters, as `marked` does.

    Nothing where none of the texts holds any of it.
    """
    best: tuple[int, str, int] = (0, "", 0)
    for text in texts:
        number, start = _densest(text[:_LONGEST], query)
        if number > best[0]:
            best = (number, text[:_LONGEST], start)
    number, text, start = best
    return marked(_cut(text, start), query) if number else []


def _densest(text, query):
    """(how many terms stand together, where they begin)."""
    found = sorted((start, end, place) for place, term in enumerate(query.terms)
                   for start, end in _spans(text, Query(((term,),))))  # fmt: skip
    best = (0, 0)
    for number, (start, _, _) in enumerate(found[:200]):
        near = {place for begin, _, place in found[number : number + 40] if begin < start + AROUND}
        best = max(best, (len(near), -start))
    return best[0], -best[1]


def _cut(text, start):
    """Some words before the place, and what follows, from word to word."""
    begin = max(0, start - AROUND // 3)
    if begin:
        begin = text.find(" ", begin, start) + 1 or start
    end = begin + AROUND
    if end < len(text):
        end = max(text.rfind(" ", begin, end), begin + AROUND // 2)
    cut = " ".join(text[begin:end].split())
    return f"{'… ' if begin else ''}{cut}{' …' if end < len(text) else ''}"


def _spans(text, query):
    words = [
        _Word(word, found.start(), found.end())
        for found in _WORD.finditer(text)
        for word in fold(found.group()).split()
    ]
    found: list[tuple[int, int]] = []
    for term in query.terms:
        found += [(one.start, last.end) for one, last in _matches(words, term)]
    return _joined(sorted(found))


def _matches(words: list[_Word], term: Term):
    count = len(term.words)
    for place in range(len(words) - count + 1):
        run = words[place : place + count]
        if all(_is(one.text, term, number) for number, one in enumerate(run)):
            yield run[0], run[-1]


def _is(word, term, number):
    wanted = term.words[number]
    if term.stemmed:
        return word == wanted or stem(word) == term.stem
    if term.begins and number == len(term.words) - 1:
        return word.startswith(wanted)
    return word == wanted


def _joined(spans):
    """Spans in order, those that overlap as one."""
    told: list[tuple[int, int]] = []
    for start, end in spans:
        if told and start < told[-1][1]:
            told[-1] = (told[-1][0], max(end, told[-1][1]))
        else:
            told.append((start, end))
    return told

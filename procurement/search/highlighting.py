"""Where in a text the words stand that were asked for: to mark them, and to cut a passage out."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from .folding import LONGEST_WORD, fold, stem
from .query_language import Term, TextQuery

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


def marked(text: str, query: TextQuery | None) -> list[Piece]:
    """Cut a text into pieces, those that were asked for apart. Joined, they are the text."""
    terms = _terms(query) if query is not None else ()
    words = _Words(text) if terms else None
    spans = [span for term in terms for span in words.spans(term)] if words else []
    if not spans:
        return [(text, False)] if text else []
    pieces, at = [], 0
    for start, end in _joined(sorted(spans)):
        pieces += [(text[at:start], False), (text[start:end], True)]
        at = end
    return [piece for piece in [*pieces, (text[at:], False)] if piece[0]]


def passage(texts: Iterable[str], query: TextQuery) -> list[Piece]:
    """Give the passage that holds most of what was asked for, some 220 characters, as `marked` does.

    Nothing where none of the texts holds any of it.
    """
    best: tuple[int, str, int] = (0, "", 0)
    terms = _terms(query)
    for text in texts:
        number, start = _densest(text[:_LONGEST], terms)
        if number > best[0]:
            best = (number, text[:_LONGEST], start)
    number, text, start = best
    return marked(_cut(text, start), query) if number else []


@lru_cache(maxsize=64)
def _terms(query: TextQuery) -> tuple[Term, ...]:
    return tuple(query.terms)


def _densest(text, terms):
    """(how many terms stand together, where they begin)."""
    words = _Words(text)
    found = sorted(
        [(start, place) for place, term in enumerate(terms) for start, _ in words.spans(term)]
    )
    best = (0, 0)
    for number, (start, _) in enumerate(found[:200]):
        near = {place for begin, place in found[number : number + 40] if begin < start + AROUND}
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


# Both without a call for words that were met before.
_stem = lru_cache(maxsize=50_000)(stem)
_fold = lru_cache(maxsize=50_000)(fold)


def _folded(word: str) -> list[str]:
    """A word of a text as it is found; of a script without spaces, each letter."""
    plain = word.isascii() and word.isalnum() and len(word) <= LONGEST_WORD
    return [word.lower()] if plain else _fold(word).split()


class _Words:
    """The words of a text, to be looked up by any number of terms."""

    def __init__(self, text: str) -> None:
        self._words: list[_Word] = []
        self._places: dict[str, list[int]] = {}
        for found in _WORD.finditer(text):
            for word in _folded(found.group()):
                self._places.setdefault(word, []).append(len(self._words))
                self._words.append(_Word(word, found.start(), found.end()))

    def spans(self, term: Term) -> list[tuple[int, int]]:
        """Where a term stands: from where to where in the text."""
        more = len(term.words) - 1
        places = self._starts(term)
        return [(self._words[one].start, self._words[one + more].end) for one in places]

    def _starts(self, term):
        first, *more = term.words
        if term.stemmed:
            # A stem begins as its word does.
            alike = (word for word in self._places if word[0] == first[0])
            stemmed = [word for word in alike if word == first or _stem(word) == _stem(first)]
            return [place for word in stemmed for place in self._places[word]]
        if term.begins and not more:
            begun = (places for word, places in self._places.items() if word.startswith(first))
            return [place for places in begun for place in places]
        return [place for place in self._places.get(first, ()) if self._is_run(place, term)]

    def _is_run(self, place, term):
        run = [word.text for word in self._words[place : place + len(term.words)]]
        if term.begins and len(run) == len(term.words) and run[-1].startswith(term.words[-1]):
            run[-1] = term.words[-1]
        return run == list(term.words)


def _joined(spans):
    """Spans in order, those that overlap as one."""
    told: list[tuple[int, int]] = []
    for start, end in spans:
        if told and start < told[-1][1]:
            told[-1] = (told[-1][0], max(end, told[-1][1]))
        else:
            told.append((start, end))
    return told

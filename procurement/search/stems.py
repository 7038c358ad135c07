"""Words by their stem: “contracts” is found by “contract”. Here, and not in either database.

Both databases index the stems that stand here, so that they cannot differ about them.
"""

import threading
from collections.abc import Iterable

import Stemmer

from .folding import fold

# No word that `fold` gives has this character, so no reader can ask for a stem as such.
MARK = "~"
# The mark alone is no stem.
_BETWEEN = f" {MARK} "
_SHORTEST, _MOST_KNOWN = 3, 50_000

# A stemmer may not be shared by threads.
_own = threading.local()


def stem(word: str) -> str:
    """Give the stem of a folded word; of one with a digit or of another alphabet, the word itself.

    Source: the English stemmer of Snowball, https://snowballstem.org/algorithms/english/stemmer.html
    """
    if len(word) < _SHORTEST or not (word.isascii() and word.isalpha()):
        return word
    if not hasattr(_own, "stemmer"):
        _own.stemmer = Stemmer.Stemmer("english")
    return _own.stemmer.stemWord(word)


def indexed(text: str) -> str:
    """Give the words of a text as the index takes them: folded, then each stem that is another word.

    "Data platforms" is "data platforms ~platform".
    """
    return _with_stems(fold(text))


def indexed_apart(texts: Iterable[str]) -> str:
    """Give folded texts as the index takes them, each once and in order: no phrase reaches from one into another."""
    return _with_stems(_BETWEEN.join(sorted({text for text in texts if text})))


class _MarkedStems(dict[str, str]):
    """{word: its stem with the mark, "" where that is the word}, of words that were met, found without a call."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        stemmed = stem(word)
        found = self[word] = "" if stemmed == word else f"{MARK}{stemmed}"
        return found


_marked = _MarkedStems()


def _with_stems(folded):
    stems = set(map(_marked.__getitem__, set(folded.split())))
    stems.discard("")
    return " ".join([folded, *sorted(stems)])

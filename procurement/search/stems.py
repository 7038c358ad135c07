"""Words by their stem: “contracts” is found by “contract”. Here, and not in either database.

Both databases index the stems that stand here, so that they cannot differ about them.
"""

import threading
from collections.abc import Iterable
from functools import lru_cache

import Stemmer

from .folding import fold

# No word that `fold` gives has this character, so no reader can ask for a stem as such.
MARK = "~"
# The mark alone is no stem.
_BETWEEN = f" {MARK} "
_SHORTEST = 3

# A stemmer may not be shared by threads.
_own = threading.local()


@lru_cache(maxsize=50_000)
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


def _with_stems(folded):
    stems = {f"{MARK}{stemmed}" for word in set(folded.split()) if (stemmed := stem(word)) != word}
    return " ".join([folded, *sorted(stems)])

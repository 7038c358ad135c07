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
    return with_stems(fold(text))


def with_stems(folded: str) -> str:
    """Give folded words with their stems after them. Stems that stand there already are made anew."""
    # The mark alone is no stem: it parts words of one kind from those of another.
    words = [word for word in folded.split() if word == MARK or word[0] != MARK]
    return " ".join([*words, *sorted(stems_of(set(words)))])


def stems_of(words: Iterable[str]) -> set[str]:
    """Give the marked stems of those folded words whose stem is another word."""
    return {f"{MARK}{stemmed}" for word in words if (stemmed := stem(word)) != word}

"""Text reduced to plain words, and words to their stems, the same way for what is searched and for what is asked.

“contracts” is found by “contract”: both databases index the stems that stand here, so that they cannot differ.
"""

import re
import threading
import unicodedata
from collections.abc import Iterable

import Stemmer

LONGEST_WORD = 64
# PostgreSQL keeps at most 1 MB in one tsvector, four bytes in one character, and where a word
# stands up to place 16,383.
LONGEST_TEXT, MOST_WORDS = 200_000, 15_000

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
# Scripts that put no space between words: Thai, Lao, Burmese, Khmer, kana, and Chinese characters.
# Each letter is a word there, and words that are asked for stand side by side.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u9fff\U00020000-\U0003ffff"
# Longer words are kept in pieces: PostgreSQL refuses words of more than 2,046 bytes.
_WORD = re.compile(rf"(?=[^\W_])[{_UNSPACED}]|(?:(?![{_UNSPACED}])[^\W_]){{1,{LONGEST_WORD}}}")
# What stands for each byte of ASCII: a letter or digit without case, else a space.
_ASCII = bytes(ord(chr(one).lower()) if chr(one).isalnum() else 32 for one in range(128)).ljust(256)


def fold(text: str) -> str:
    """Return the words of the text, without case, accents or apostrophes, one space apart.

    "O’Brien & Söhne" is "obrien sohne". All that is no letter or digit separates words, and so
    does every letter of a script without spaces. Words longer than 64 characters are cut in
    pieces, and the whole ends at 15,000 words or 200,000 characters. Folding what is folded
    changes nothing.
    """
    if text.isascii():
        words = _ascii_words(text)
    else:
        plain = _unmarked(_unmarked(text).casefold()).translate(_APOSTROPHES)
        words = _WORD.findall(_INSIDE_WORD.sub("", plain))
    return " ".join(words[:MOST_WORDS])[:LONGEST_TEXT].rstrip()


def _ascii_words(text: str) -> list[str]:
    """The same words, found three times as fast: an import folds every text of every notice."""
    plain = _INSIDE_WORD.sub("", text) if "'" in text else text
    words = plain.encode().translate(_ASCII).decode().split()
    if max(map(len, words), default=0) > LONGEST_WORD:
        return [piece for word in words for piece in _WORD.findall(word)]
    return words


def _unmarked(text: str) -> str:
    return text if text.isascii() else _MARKS.sub("", unicodedata.normalize("NFKD", text))


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

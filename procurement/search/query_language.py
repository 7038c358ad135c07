"""What is asked for in the search box: words, "phrases", -not, OR, and beginnings*.

One parser for both databases: each is then told what is meant in its own terms. Nothing that is
typed is an error. Words all have to be there; OR takes the two terms beside it, so that
`police palantir OR serco` asks for police, and for either of the others.
"""

import re
from typing import NamedTuple

from procurement import identifiers

from .folding import fold, stem

_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
_PART = re.compile(r'(?P<minus>-?)(?:"(?P<quoted>[^"]*)(?:"|$)|(?P<bare>[^\s"]+))(?P<star>\*?)')
_OR, _AND, _NOT = "OR", "AND", "NOT"


class Term(NamedTuple):
    """Words that stand side by side; the last may be but the beginning of one."""

    words: tuple[str, ...]
    # By its stem, any form of the word is meant; as typed, only this one.
    stemmed: bool = False
    begins: bool = False

    def __str__(self) -> str:
        words = " ".join(self.words)
        shown = words if self.stemmed or (self.begins and len(self.words) == 1) else f'"{words}"'
        return f"{shown}*" if self.begins else shown

    @property
    def stem(self) -> str:
        """The stem of its one word."""
        return stem(self.words[0])


class TextQuery(NamedTuple):
    """Of each group one term has to be there, and of `without` none."""

    groups: tuple[tuple[Term, ...], ...] = ()
    without: tuple[Term, ...] = ()

    def __str__(self) -> str:
        wanted = [" OR ".join(map(str, group)) for group in self.groups]
        return " ".join([*wanted, *(f"-{term}" for term in self.without)])

    def __bool__(self) -> bool:
        return bool(self.groups or self.without)

    @property
    def terms(self) -> list[Term]:
        """The terms that are wanted, each once."""
        return list(dict.fromkeys(term for group in self.groups for term in group))

    @property
    def has_phrase(self) -> bool:
        """Whether words are wanted one after another."""
        return any(len(term.words) > 1 for term in self.terms)


def parse(text: str) -> TextQuery:
    """Give what a text asks for. Nothing at all where it holds no letter or digit."""
    groups: list[tuple[Term, ...]] = []
    without: list[Term] = []
    joins = negates = False
    for part in _PART.finditer(text.translate(_QUOTES)):
        if part["bare"] in (_OR, _AND, _NOT) and not part["minus"]:
            joins, negates = part["bare"] == _OR, part["bare"] == _NOT
            continue
        term = _term(part)
        if term is None:
            continue
        if part["minus"] or negates:
            without.append(term)
        elif joins and groups:
            groups[-1] = tuple(dict.fromkeys([*groups[-1], term]))
        else:
            groups.append((term,))
        joins = negates = False
    return TextQuery(tuple(dict.fromkeys(groups)), tuple(dict.fromkeys(without)))


def exactly(text: str) -> TextQuery:
    """Give what asks for the words of a text as they are, side by side; whatever stands in it."""
    words = tuple(fold(text).split())
    return TextQuery(((Term(words),),)) if words else TextQuery()


def beginnings(text: str) -> TextQuery:
    """Give what asks for words that begin as those of a text do: for names that are being typed."""
    return TextQuery(tuple((Term((word,), begins=True),) for word in fold(text).split()))


def _term(part):
    """One word means any form of it; what a quotation holds, or more words in one, is as typed."""
    quoted, bare = part["quoted"], part["bare"]
    text = quoted if quoted is not None else bare
    begins = bool(part["star"]) or (quoted is None and text.endswith("*"))
    words = tuple((fold(text) if quoted is not None else _bare(text)).split())
    if not words:
        return None
    return Term(words, stemmed=quoted is None and len(words) == 1 and not begins, begins=begins)


def _bare(text):
    """An identifier is known by its value alone, under whichever scheme it is kept. A word is none."""
    if text.isalpha():
        return fold(text)
    try:
        return fold(identifiers.split(text)[1])
    except identifiers.IdentifierError:
        return fold(text)

"""What a query means, said a second time: word by word over each row, without any database."""

from procurement.search import Term, TextQuery, fold, stem

# Of one row: the words of its first column, and those of its second.
Texts = tuple[list[str], ...]


def texts(*columns: str) -> Texts:
    """Give the words of the columns of a row."""
    return tuple(fold(column).split() for column in columns)


def is_meant(row: Texts, query: TextQuery) -> bool:
    """Whether a row is what a query asks for."""
    wanted = all(any(holds(row, term) for term in group) for group in query.groups)
    return bool(query) and wanted and not any(holds(row, term) for term in query.without)


def tier(row: Texts, query: TextQuery) -> int:
    """Give 0 where the first column holds all that is asked for, 1 where any of it, else 2."""
    if all(any(holds(row[:1], term) for term in group) for group in query.groups):
        return 0
    return 1 if any(holds(row[:1], term) for term in query.terms) else 2


def holds(row: Texts, term: Term) -> bool:
    """Whether a term stands in one of the columns."""
    return any(_stands_at(words[place:], term) for words in row for place in range(len(words)))


def _stands_at(words, term):
    if term.stemmed:
        return stem(words[0]) == stem(term.words[0])
    *before, last = term.words
    if words[: len(before)] != before or len(words) <= len(before):
        return False
    word = words[len(before)]
    return word.startswith(last) if term.begins else word == last

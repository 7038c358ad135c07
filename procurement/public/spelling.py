"""What a misspelt word was meant to be: a word in the name of a public party that is like it."""

from difflib import SequenceMatcher

from procurement import search
from procurement.models import PublicParty

from .parties import named_like

SHORTEST = 4
LIKE_ENOUGH = 0.75
_MOST_LOOKED_AT = 4000


def spelling_suggestion(query: search.TextQuery, *, invented: bool) -> search.TextQuery | None:
    """Give a query with each word that no party bears in place of the likest one; None for none.

    The first two letters have to be right, but for being changed about, or one too many. One query.
    """
    doubtful = [term for term in query.terms if _may_be_misspelt(term)]
    if not doubtful:
        return None
    begun = tuple(dict.fromkeys(one for term in doubtful for one in _beginnings(term.words[0])))
    parties = PublicParty.objects.filter(invented__in=[False, invented])
    rows = search.match(parties, search.TextQuery((begun,)))
    names = rows.order_by("-contract_count", "kind", "public_id").values_list("words", flat=True)
    known: dict[str, None] = {}
    for words in names[:_MOST_LOOKED_AT]:
        known.update(dict.fromkeys(words.split()))
    better = {term: _likest(term, known) for term in doubtful if term.words[0] not in known}
    better = {term: found for term, found in better.items() if found}
    return _with(query, better) if better else None


def alike(kind: str, text: str, most: int, *, invented: bool) -> list[PublicParty]:
    """Give the public parties whose names a misspelt one may mean. Two queries."""
    meant = spelling_suggestion(search.parse(text), invented=invented)
    return named_like(kind, str(meant), most, invented=invented) if meant else []


def _may_be_misspelt(term):
    return len(term.words) == 1 and term.words[0].isalpha() and len(term.words[0]) >= SHORTEST


def _beginnings(word):
    starts = (word[:2], word[1] + word[0], word[1:3], word[0] + word[2])
    return [search.Term((start,), begins=True) for start in starts]


def _likest(term, known) -> search.Term | None:
    """Of words as like, the one that more contracts name comes first."""
    word = term.words[0]
    matcher = SequenceMatcher(b=word, autojunk=False)
    best, likeness = "", LIKE_ENOUGH
    for one in known:
        if abs(len(one) - len(word)) > 2 or not one.isalpha():
            continue
        matcher.set_seq1(one)
        if matcher.quick_ratio() > likeness and matcher.ratio() > likeness:
            best, likeness = one, matcher.ratio()
    return term._replace(words=(best,)) if best else None


def _with(query, better):
    groups = tuple(tuple(better.get(term) or term for term in group) for group in query.groups)
    return query._replace(groups=groups)

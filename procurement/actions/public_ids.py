"""Public ids, given at first publication from their own counters, in reading order."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from procurement.dossier.build import all_citations, all_parties, dossier_of, in_order, loaded
from procurement.dossier.parties_and_sources import published_roots, root_of
from procurement.models import Contract, Counter

# Gives the next number of a kind, for a row that has none.
NextId = Callable[[str, Any], int]


def preview(contract: Contract) -> dict:
    """Give the public form that publishing would write now. Writes nothing, waits for nobody."""
    whole = loaded(contract.pk)
    assign_ids(whole, preview_ids())
    return dossier_of(whole)


def take_id(kind: str, row: Any) -> int:
    """Give the next number of a kind, and keep it: it is the row's from now on."""
    given = Counter.next(kind)
    type(row)._base_manager.filter(pk=row.pk).update(public_id=given)
    return given


def preview_ids() -> NextId:
    """Give a giver of the numbers that would come next. It keeps none, and asks once if at all."""
    last: dict[str, int] = {}

    def give(kind, row):
        if not last:
            last.update({"": 0}, **dict(Counter.objects.values_list("name", "last")))
        last[kind] = last.get(kind, 0) + 1
        return last[kind]

    return give


def assign_ids(whole: Any, give: NextId) -> None:
    """Number a loaded contract, and all that its public form names, where a number lacks."""
    given = assign_each(_named(whole), give)
    for act in whole.ready_acts:
        if act.related and act.related.public_id is None:
            act.related.public_id = given.get(("intervention", act.related.pk))


def assign_each(rows: Iterable[tuple[str, Any]], give: NextId) -> dict[tuple[str, int], int]:
    """Number (kind, row) pairs where a number lacks; give those given, by kind and key."""
    given: dict[tuple[str, int], int] = {}
    for kind, row in rows:
        if row.public_id is None:
            # One row may be loaded several times.
            key = (kind, row.pk)
            if key not in given:
                given[key] = give(kind, row)
            row.public_id = given[key]
    return given


def _named(whole) -> Iterator[tuple[str, Any]]:
    yield "contract", whole
    for act in in_order(whole.ready_acts):
        yield "intervention", act
    for party in all_parties(whole):
        if party:
            yield party.kind, party
    sources = [citation.source for citation in all_citations(whole)]
    roots = published_roots(sources)
    for source in sources:
        yield "source", source
        # A source that is public keeps the root it was published with.
        if source.public_id not in roots:
            yield from roots_of(source, roots)


def roots_of(source, roots: dict[int, int]) -> Iterator[tuple[str, Any]]:
    """Yield what must have a number for copies of a story to be told together: its root."""
    if root_of(source, roots) is None:
        yield "source", source.root()

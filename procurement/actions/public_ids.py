"""Public ids, given at first publication from their own counters, in reading order."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from procurement.dossier.build import all_citations, all_parties, in_order
from procurement.dossier.loading import is_ready
from procurement.dossier.parties_and_sources import published_roots, root_of
from procurement.dossier.register import parties
from procurement.models import PARTIES, Contract, Counter, bulk

# Gives the next numbers of a kind, for rows that have none.
NextIds = Callable[[str, list[Any]], Iterable[int]]


def take_ids(kind: str, rows: list[Any]) -> range:
    """Give the next numbers of a kind, and keep them: they are the rows' from now on."""
    numbers = Counter.take_many(kind, len(rows))
    pairs = [(row.pk, number) for row, number in zip(rows, numbers, strict=True)]
    bulk.update(type(rows[0]), ("id", "public_id"), pairs)
    return numbers


def preview_ids() -> NextIds:
    """Give a giver of the numbers that would come next. It keeps none, and asks once if at all."""
    last: dict[str, int] = {}

    def give(kind, rows):
        if not last:
            last.update({"": 0}, **dict(Counter.objects.values_list("name", "last")))
        first = last.get(kind, 0) + 1
        last[kind] = first + len(rows) - 1
        return range(first, first + len(rows))

    return give


def assign_ids(whole: Any, give: NextIds) -> None:
    """Number a loaded contract, its statements, and all that its public form names, where a number lacks."""
    given = assign_each(_named(whole), give)
    for act in whole.chosen_acts:
        if act.related and act.related.public_id is None:
            act.related.public_id = given.get(("intervention", act.related.pk))


def assign_each(rows: Iterable[tuple[str, Any]], give: NextIds) -> dict[tuple[str, int], int]:
    """Number (kind, row) pairs where a number lacks; give those given, by kind and key."""
    lacking: dict[str, dict[int, list[Any]]] = {}
    for kind, row in rows:
        if row.public_id is None:
            # One row may be loaded several times.
            lacking.setdefault(kind, {}).setdefault(row.pk, []).append(row)
    given = {}
    for kind, found in lacking.items():
        numbers = give(kind, [same[0] for same in found.values()])
        for (pk, same), number in zip(found.items(), numbers, strict=True):
            given[kind, pk] = number
            for row in same:
                row.public_id = number
    return given


def _named(whole) -> Iterator[tuple[str, Any]]:
    yield "contract", whole
    for claim in whole.chosen_claims:
        yield "claim", claim
    for act in in_order(whole.chosen_acts):
        yield "intervention", act
        for ground in act.chosen_grounds:
            yield "ground", ground
    for citation in all_citations(whole):
        yield "citation", citation
    for party in all_parties(whole):
        if party:
            yield party.kind, party
    sources = [citation.source for citation in all_citations(whole)]
    roots = whole.names.roots if hasattr(whole, "names") else published_roots(sources)
    for source in sources:
        yield "source", source
        # A source that is public keeps the root it was published with.
        if source.public_id not in roots:
            yield from roots_of(source, roots)


def roots_of(source, roots: dict[int, int]) -> Iterator[tuple[str, Any]]:
    """Yield what must have a number for copies of a story to be told together: its root."""
    if root_of(source, roots) is None:
        yield "source", source.root()


def first_named(row: Any) -> list[Any]:
    """Give the parties and sources that a statement of a loaded contract would make public; those of notices are."""
    return not_public(_named_by(row))


def not_public(named: Iterable[Any]) -> list[Any]:
    """Give those of some parties and sources that nothing public names, and the bodies that they were merged into."""
    found = [one for one in named if one is not None and not one.published_version]
    bodies = [one.canonical for one in found if getattr(one, "canonical_id", None)]
    return list(dict.fromkeys([*found, *(one for one in bodies if not one.published_version)]))


def versions_of_shared(things: Iterable[Any]) -> dict[str, int]:
    """Give the versions of parties and sources, by the keys that their history has."""
    return {one.place_in_history()[0]: one.version for one in things}


def is_key_of_shared(key: str) -> bool:
    """Tell whether a key is that of a party or a source."""
    return key.partition("-")[0] in {*PARTIES, "source"}


def _named_by(row: Any) -> Iterator[Any]:
    if not is_ready(row):
        return
    if isinstance(row, Contract):
        yield from parties(row, None)
    elif row._meta.model_name == "claim":
        yield from (row.stakeholder, row.buyer, row.vendor)
    else:
        yield from row.actors
    for part in (row, *getattr(row, "all_grounds", ())):
        for citation in part.all_citations if is_ready(part) else ():
            if is_ready(citation):
                yield from (citation.speaker, citation.source, citation.source.root())

"""Rows that are likely to be one, and what editors say of those that are two.

Sources of one address; parties of one kind and name, without its legal form; a stakeholder and a buyer or vendor of one
name or number that are not linked. Of parties only pairs with one that an editor has entered or changed: notices alone
name many of one name, and the lists of parties have a filter for these.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet

from procurement import identifiers
from procurement.alike import address_key, name_key
from procurement.models import PARTIES, Buyer, DistinctPair, Identifier, Source, Stakeholder, Vendor


class Likely(NamedTuple):
    """Two rows that are likely to be one, and why: `address`, `name` or `number`."""

    row: Any
    other: Any
    why: str

    @property
    def keys(self) -> tuple[str, str]:
        """What stands for the two, in order."""
        return pair_of(self.row, self.other)


def row_key(row) -> str:
    """Give what stands for a row in a pair: "vendor-12"."""
    return f"{row._meta.model_name}-{row.pk}"


def pair_of(row, other) -> tuple[str, str]:
    """Give the keys of two rows, in order."""
    first, second = sorted((row_key(row), row_key(other)))
    return first, second


def set_two(row, other, *, by) -> None:
    """Say that two rows which look alike are two: nobody is asked again."""
    first, second = pair_of(row, other)
    DistinctPair.objects.get_or_create(first=first, second=second, defaults={"by": by})


def likely_duplicates() -> list[Likely]:
    """Give all pairs of rows that are likely to be one, and of which nobody said that they are two.

    A dozen statements, however many there are.
    """
    said = DistinctPair.objects.keys()
    found = [*_sources(), *_parties(), *_bodies()]
    return [one for one in dict.fromkeys(found) if one.keys not in said]


def sources_alike(source: Source) -> list[Source]:
    """Give the other sources of the same address, as far as nobody said that they are two."""
    key = address_key(source.url)
    return _not_two(source, Source.objects.filter(url_key=key).order_by("pk")) if key else []


def parties_alike(party) -> list:
    """Give the other parties of its kind with the same name, without its legal form, likewise."""
    key = name_key(party.name)
    rows = PARTIES[party.kind]._default_manager.current().filter(name_key=key).order_by("pk")
    others = _not_two(party, rows) if key else []
    return [one.other for one in _alike_in_law([Likely(party, other, "name") for other in others])]


def _not_two(row, rows) -> list:
    said = DistinctPair.objects.keys() if row.pk else set()
    return [other for other in rows if other.pk != row.pk and pair_of(row, other) not in said]


def _sources() -> Iterator[Likely]:
    shared = (
        Source.objects.exclude(url_key="").order_by().values("url_key").annotate(times=Count("pk"))
    )
    rows = Source.objects.filter(url_key__in=shared.filter(times__gt=1).values("url_key"))
    yield from _pairs(rows.order_by("pk"), "url_key", "address")


def _parties() -> Iterator[Likely]:
    """Those of one kind and name, one of which at least is an editor's."""
    for model in PARTIES.values():
        rows: QuerySet = model._default_manager.current().exclude(name_key="").order_by("pk")
        entered = rows.exclude(from_register=True, version=1)
        likely = _pairs(
            rows.filter(name_key__in=entered.order_by().values("name_key")), "name_key", "name"
        )
        edited = (one for one in likely if not (one.row.is_of_notices and one.other.is_of_notices))
        yield from _alike_in_law(edited)


def _pairs(rows: Iterable, column: str, why: str) -> Iterator[Likely]:
    groups = defaultdict(list)
    for row in rows:
        groups[getattr(row, column)].append(row)
    for group in groups.values():
        for row, other in combinations(group, 2):
            # What is shown and what is real are never one.
            if row.demonstration == other.demonstration:
                yield Likely(row, other, why)


def _alike_in_law(found: Iterable[Likely]) -> list[Likely]:
    """Leave out those to whom one register gave two numbers: they are two bodies."""
    likely = list(found)
    kinds = {one.row.kind for one in likely}
    rows = {row.pk for one in likely for row in one[:2] if row.pk}
    numbers: dict[int, dict[str, set]] = defaultdict(lambda: defaultdict(set))
    for kind in kinds:
        for one in Identifier.objects.filter(**{f"{kind}__in": rows}):
            if identifiers.is_strong(one.scheme):
                numbers[getattr(one, f"{kind}_id")][one.scheme].add(one.value)
    return [one for one in likely if not _clash(numbers[one.row.pk], numbers[one.other.pk])]


def _clash(numbers, others):
    return any(
        numbers[scheme].isdisjoint(others[scheme]) for scheme in numbers.keys() & others.keys()
    )


def _bodies() -> Iterator[Likely]:
    """Stakeholders that are likely to be a buyer or vendor, and do not say so."""
    for model in (Buyer, Vendor):
        apart = (
            Stakeholder.objects.current().filter(**{f"{model.kind}__isnull": True}).order_by("pk")
        )
        bodies: Any = model._default_manager.current().order_by("pk")
        yield from _of_one_name(apart, bodies)
        yield from _of_one_number(apart, bodies)


def _of_one_name(apart, bodies):
    apart = apart.exclude(name_key="").exclude(is_a="group")
    named = defaultdict(list)
    for body in bodies.filter(name_key__in=apart.order_by().values("name_key")):
        named[body.name_key].append(body)
    for stakeholder in apart.filter(name_key__in=named) if named else ():
        for body in named[stakeholder.name_key]:
            if stakeholder.demonstration == body.demonstration:
                yield Likely(stakeholder, body, "name")


def _of_one_number(apart, bodies):
    borne = Identifier.objects.filter(stakeholder__in=apart).select_related("stakeholder")
    numbers = {
        (one.scheme, one.value): one.stakeholder
        for one in borne
        if identifiers.is_strong(one.scheme)
    }
    if not numbers:
        return
    kind = bodies.model.kind
    values = Q(
        scheme__in={scheme for scheme, _ in numbers}, value__in={value for _, value in numbers}
    )
    for one in Identifier.objects.filter(values, **{f"{kind}__in": bodies}).select_related(kind):
        if stakeholder := numbers.get((one.scheme, one.value)):
            yield Likely(stakeholder, getattr(one, kind), "number")

"""Every public address, for whoever visits all of them: in parts, each of so many public ids.

A part is read by its range of ids, so that the last of a hundred costs what the first does.
"""

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from django.db.models import Min, QuerySet

from procurement.models import PublicContract, PublicIntervention, PublicParty, PublicSource

from .whole_record import without_invented

# The protocol allows five times as many, and 50 MB: https://www.sitemaps.org/protocol.html
PER_PART = 10_000


class Mapped(NamedTuple):
    """One address: public id, the cosmetic part or "", and when it last changed, where that is kept."""

    id: int
    slug: str
    changed_at: datetime.datetime | None


def mapped_kinds() -> list[str]:
    """Give the kinds of things that have a page of their own each."""
    return list(_KINDS)


def mapped_parts(kind: str) -> Iterator[int]:
    """Give the numbers of the parts in which there is anything of a kind. One query each."""
    rows, place = _shown(kind), 0
    while first := rows.filter(public_id__gt=place).aggregate(first=Min("public_id"))["first"]:
        number = (first - 1) // PER_PART + 1
        yield number
        place = number * PER_PART


def mapped(kind: str, number: int) -> list[Mapped]:
    """Give what is in one part of a kind, by public id; the demonstration record as lists do. One query."""
    most = number * PER_PART
    rows = _shown(kind).filter(public_id__gt=most - PER_PART, public_id__lte=most)
    _, slug, changed = _KINDS[kind]
    columns = [name for name in ("public_id", slug, changed) if name]
    return [
        Mapped(id_, rest.pop(0) if slug else "", rest.pop(0) if changed else None)
        for id_, *rest in rows.order_by("public_id").values_list(*columns)
    ]


def _shown(kind: str) -> QuerySet:
    model, _, _ = _KINDS[kind]
    rows = (
        model.objects.current().filter(kind=kind) if model is PublicParty else model.objects.all()
    )
    return without_invented(rows)


# The model of a kind, and its columns: the cosmetic part of the address, and the last change.
_KINDS: dict[str, tuple] = {
    "contract": (PublicContract, "slug", "changed_at"),
    "intervention": (PublicIntervention, None, "contract__changed_at"),
    "buyer": (PublicParty, "slug", None),
    "vendor": (PublicParty, "slug", None),
    "stakeholder": (PublicParty, "slug", None),
    "source": (PublicSource, None, None),
}

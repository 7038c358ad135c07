"""Rows that are likely to be one, and what editors say of those that are two."""

from procurement.alike import address_key
from procurement.models import DistinctPair, Source


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


def sources_alike(source: Source) -> list[Source]:
    """Give the other sources of the same address, as far as nobody said that they are two."""
    key = address_key(source.url)
    return _not_told_apart(source, Source.objects.filter(url_key=key)) if key else []


def _not_told_apart(row, rows):
    said = DistinctPair.objects.keys() if row.pk else set()
    return [other for other in rows if other.pk != row.pk and pair_of(row, other) not in said]

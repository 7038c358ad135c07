"""Writes what stands beside the values of public contracts and of their vendors."""

from collections.abc import Mapping
from typing import Any

from procurement import worth
from procurement.models import PublicSum, bulk

Sums = list[tuple[str, str, int]]


def beside(body: dict[str, Any]) -> Sums:
    """Give (kind, currency, minor units) of what the headline value of a structure leaves out.

    Where editors say what the value is, what notices say of a decided one is no sum of its own.
    """
    value, register = body["value"], body["register"]
    kinds = {value["kind"]} if value else set()
    if value and value["citations"]:
        kinds.add("decided")
    sums = register.get("sums", []) if register else []
    return [
        (one["kind"], one["currency"], one["minor"]) for one in sums if one["kind"] not in kinds
    ]


def of_document(said: dict[str, Any]) -> Sums:
    """Give the same of a register document."""
    out = worth.beside(said.get("sums", []), said["value_kind"] if "value" in said else "")
    return [(one["kind"], one["currency"], one["minor"]) for one in out]


def write(sums: Mapping[int, Sums]) -> None:
    """Write {key of a contract: what stands beside its value} in the place of what was there."""
    for part in bulk.sliced(sums):
        PublicSum.objects.filter(contract__in=part, link__isnull=True).delete()
        PublicSum.objects.bulk_create(
            PublicSum(contract_id=pk, kind=kind, currency=currency, minor=minor)
            for pk in part
            for kind, currency, minor in sums[pk]
        )


def write_of_links(parts: Mapping[int, tuple[int, dict[tuple[str, str], int]]]) -> None:
    """Write {key of a link: (key of its contract, what stands beside its value)} likewise."""
    for part in bulk.sliced(parts):
        PublicSum.objects.filter(link__in=part).delete()
        PublicSum.objects.bulk_create(
            PublicSum(contract_id=parts[pk][0], link_id=pk, kind=kind, currency=code, minor=minor)
            for pk in part
            for (kind, code), minor in parts[pk][1].items()
        )

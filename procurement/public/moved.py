"""Where the addresses of parties lead that were merged into others."""

from collections.abc import Iterable

from django.db.models import QuerySet

from procurement.models import PartyRedirect


def moved(kind: str, public_id: int) -> int | None:
    """Give the public id of the party that one was merged into, if it was. One query."""
    return all_moved(kind, [public_id]).get(public_id)


def all_moved(kind: str, ids: Iterable[int]) -> dict[int, int]:
    """Give {old public id: new one} of those of some parties that were merged. One query."""
    return dict(_leading(kind, ids).values_list("public_id", "to_public_id"))


def led_to(kind: str, ids: Iterable[int]) -> QuerySet:
    """The public ids that those of merged parties lead to. No query: to stand inside another."""
    return _leading(kind, ids).values("to_public_id")


def _leading(kind, ids):
    return PartyRedirect.objects.filter(kind=kind, public_id__in=list(ids))

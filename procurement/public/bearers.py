"""Whoever and whatever bears an identifier."""

from procurement import search
from procurement.models import PublicParty


def bearers(kind: str, scheme: str, value: str) -> list[int]:
    """Give the keys of the public parties of a kind that bear an identifier. One query."""
    candidates = search.match(PublicParty.objects.filter(kind=kind), value)
    borne = {"scheme": scheme, "value": value}
    return [pk for pk, all_ in candidates.values_list("pk", "identifiers") if borne in all_]

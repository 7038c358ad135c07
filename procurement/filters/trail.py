"""The order of the trail on a contract's page."""

from django.http import QueryDict


def newest_first(query: QueryDict) -> bool:
    """Tell whether the acts are asked for from the newest on; anything else means as they happened."""
    return query.get("order") == "newest"

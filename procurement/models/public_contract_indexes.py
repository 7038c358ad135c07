"""The indexes of public contracts: each in an order, with all that is counted in it."""

from django.db import models
from django.db.models import Q

# What search counts, and what it compares: in the indexes that it reads alone.
COUNTED = (
    "invented", "tracked", "stage", "hold", "category", "method", "division", "year", "buyer",
)  # fmt: skip
COMPARED = ("currency", "value_minor", "dated_on")


def alone(name: str, *first: str, more: tuple[str, ...] = ()) -> models.Index:
    """Give an index in an order, with all that is counted in it."""
    rest = [column for column in COUNTED if column not in first]
    return models.Index(fields=[*first, "-recency", *rest, *more, "id"], name=name)


def where_stated(column: str, condition: Q, name: str) -> models.Index:
    """Give an index of the rows in which a column says anything, with all that is counted in it."""
    return models.Index(fields=["-recency", column, *COUNTED, "id"], condition=condition, name=name)

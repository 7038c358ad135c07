"""What keeps the history of working rows: entries are added, and may lose what they said, and nothing else.

Those of the demonstration record may be deleted, and be real from then on.
"""

from collections.abc import Iterator
from typing import Any

from django.db import models

from .history import TRACKED, fields_of

Rule = tuple[str, str, str, str]
# How each database compares a column before and after, where it may be NULL.
SAME = {
    "sqlite": 'NEW."{0}" IS OLD."{0}"',
    "postgresql": 'NEW."{0}" IS NOT DISTINCT FROM OLD."{0}"',
}


def history_rules(vendor: str) -> dict[str, Rule]:
    """Give the rules of the tables of the history, as `triggers` has them."""
    return {name: rule for model in TRACKED for name, rule in _of(model.history.model, vendor)}


def _of(entry: Any, vendor: str) -> Iterator[tuple[str, Rule]]:
    table, name = entry._meta.db_table, entry._meta.model_name
    what = "an entry of the history"
    yield f"{name}_is_only_emptied", (
        table, "UPDATE", f"NOT ({_only_emptied(entry, vendor)})", f"of {what} only what it said may be emptied",
    )  # fmt: skip
    yield f"{name}_is_not_deleted", (
        table, "DELETE", f"NOT ({_of_demonstration(entry)})", f"{what} is never deleted",
    )  # fmt: skip
    if vendor == "sqlite":
        there = f"EXISTS (SELECT 1 FROM {table} h WHERE h.history_id = NEW.history_id)"  # noqa: S608
        said = f"UNIQUE constraint failed: {table}.history_id"
        yield f"{name}_is_not_replaced", (table, "INSERT", there, said)


def _only_emptied(entry, vendor):
    """The condition that what it said is the same, or that it is emptied and each column the same or empty."""
    said = {"links"}.union(*fields_of(entry.instance_type).values())
    same = {field: SAME[vendor].format(field.column) for field in entry._meta.concrete_fields}
    parts, kept = [field for field in same if field.attname in said], []
    for field in (field for field in same if field not in parts):
        if field.name == "demonstration":
            kept.append(f"(NOT NEW.demonstration OR {same[field]})")
        elif field.name != "emptied":
            kept.append(same[field])
    is_same = " AND ".join(same[field] for field in parts)
    is_emptied = " AND ".join(f"({same[field]} OR {_is_empty(field)})" for field in parts)
    return (
        f"{' AND '.join(kept)} AND (NOT OLD.emptied AND NOT NEW.emptied AND {is_same}"
        f" OR NEW.emptied AND {is_emptied})"
    )


def _is_empty(field):
    if isinstance(field, models.JSONField):
        return f"NEW.\"{field.column}\" = '[]'"
    if isinstance(field, models.CharField | models.TextField):
        return f"COALESCE(NEW.\"{field.column}\", '') = ''"
    return f'NEW."{field.column}" IS NULL'


def _of_demonstration(entry):
    """Its own column says so, or an entry of what it is part of: that one goes after it."""
    if "demonstration" in {field.name for field in entry._meta.fields}:
        return "OLD.demonstration"
    marked = [
        model.history.model._meta.db_table for model in TRACKED if hasattr(model, "demonstration")
    ]
    return " OR ".join(
        f"EXISTS (SELECT 1 FROM {table} h WHERE h.subject = OLD.subject AND h.demonstration)"  # noqa: S608
        for table in marked
    )

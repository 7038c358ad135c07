"""Taking out what the history of working rows kept of a text, where the law demands it.

That something was changed, when and by whom stays; what a row said goes, so that it cannot be put back either. With it
go notes and submissions about it, and the pasted text of a source.
"""

from collections.abc import Iterable
from typing import Any

from django.db import models, transaction

from procurement.models import (
    AuditEntry,
    Citation,
    Claim,
    Intervention,
    InterventionGround,
    Source,
    roles,
)
from procurement.models.history import TRACKED, fields_of
from procurement.models.versions import Statement

from .emptying_texts import KINDS, empty_texts, texts_of
from .errors import Refused, checked_reason

# By the first word of the name of a leaf.
_ROWS: dict[str, Any] = {
    "claim": Claim, "act": Intervention, "ground": InterventionGround, "citation": Citation, "source": Source,
}  # fmt: skip
_BY_NAME: dict[str, Any] = {model._meta.model_name: model for model in TRACKED}
_CALLED = "“claim-7”, “intervention-2”, “citation-9”, “source-3”, “stakeholder-4”, “note-5”, “submission-6”"


def keys_of_leaves(leaves: Iterable[str]) -> set[str]:
    """Give the keys of the working rows of leaves of a contract, as far as they are there."""
    found = set()
    for leaf in leaves:
        kind, _, number = leaf.partition(" ")
        rows = _ROWS[kind]._base_manager.filter(public_id=number) if kind in _ROWS else ()
        found |= {f"{row._meta.model_name}-{row.pk}" for row in rows}
    return found


def entries_of(key: str) -> list[models.QuerySet]:
    """Give the entries of a row, and of all that was ever beneath it.

    Raises `Refused` for what is no key.
    """
    kind, _, pk = key.partition("-")
    model = _BY_NAME.get(kind)
    if not (model or kind in KINDS) or not (pk.isascii() and pk.isdigit() and len(pk) < 19):
        raise Refused([f"“{key}” is no key of a working row. A key is written as in {_CALLED}."])
    if model is None:
        return []
    if not hasattr(model, "PLACE"):
        found = [one.history.filter(subject=key) for one in TRACKED]
    elif issubclass(model, Statement):
        found = [one.history.filter(statement=key) for one in TRACKED]
    else:
        found = [model.history.filter(id=pk)]
    if model is InterventionGround:
        found.append(Citation.history.filter(ground=pk))
    return [entries.filter(emptied=False) for entries in found]


def count_entries(keys: Iterable[str]) -> int:
    """Give how many entries there are of rows, by their keys, with what is written beside them. Writes nothing."""
    return sum(
        sum(entries.count() for entries in entries_of(key)) + len(texts_of(key)) for key in keys
    )


def empty_entries(keys: Iterable[str]) -> int:
    """Take what they said out of the entries of rows, by their keys, and of what is written beside them; give of
    how many.
    """
    return sum(
        sum(
            entries.update(**_nothing(entries.model.instance_type), links=[], emptied=True)
            for entries in entries_of(key)
        )
        + empty_texts(key)
        for key in keys
    )


def _nothing(model) -> dict[str, Any]:
    """The columns of a row that says nothing. What it is of, and codes that each row has, stay."""
    found: dict[str, Any] = {}
    for columns in fields_of(model).values():
        for name in set(columns) - {"links"}:
            field = model._meta.get_field(name)
            if field.null:
                found[name] = None
            elif isinstance(field, models.CharField | models.TextField) and (
                field.blank or not field.choices
            ):
                found[name] = ""
    return found


@transaction.atomic
def empty_history(key: str, *, reason: str, by: Any = None) -> int:
    """Take out what the history kept of a row and of all beneath it; give of how many entries. Raises `Refused`."""
    reason, kind = checked_reason(reason), key.partition("-")[0]
    emptied = empty_entries([key])
    if not emptied:
        raise Refused([f"The history says nothing of “{key}”."])
    subject = key if kind in _BY_NAME and not hasattr(_BY_NAME[kind], "PLACE") else ""
    AuditEntry.record(
        "emptied", by=by, role=roles.label_of(by) if by else "", said=reason,
        about=f"History of {key}: {emptied} entries", subject=subject,
    )  # fmt: skip
    return emptied

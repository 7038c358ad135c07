"""Puts the declared sections of a register document back into OCDS: `procurement.sections` says what stood where."""

from collections.abc import Callable
from typing import Any

from procurement.sections import SECTIONS, Field, FieldKind

from .tree import Tree
from .values import Entry, amount, is_stated, moment, whole


def put(tree: Tree, register: dict[str, Any]) -> None:
    """Put each entry of the declared sections where it stood in the notices."""
    for section, kinds in _FIELDS.items():
        for one in register.get(section, ()):
            tree.put(one["at"], _object(kinds[one["what"]], one))


def _object(fields: tuple[Field, ...], entry: Entry) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field in fields:
        value = _value(field, entry[field.name]) if field.name in entry else None
        # A code that OCDS would refuse is left out, and a number that has no limit.
        if value or is_stated(value):
            _set(found, field.key.split("/"), value)
    return found


def _set(found: dict[str, Any], path: list[str], value: Any) -> None:
    *steps, last = path
    for step in steps:
        found = found.setdefault(step, {})
    # A Value is told in two parts, without tax and with it.
    found[last] = found.get(last, {}) | value if isinstance(value, dict) else value


def _value(field: Field, stated: Any) -> Any:
    if field.kind is FieldKind.ROWS:
        return [told for one in stated if (told := _object(field.rows, one))]
    if field.closed and field.codes is not None and stated not in field.codes:
        return ""
    return _WRITERS[field.kind](stated) if field.kind in _WRITERS else stated


def _money(key: str) -> Callable[[Entry], dict[str, Any]]:
    def written(one: Entry) -> dict[str, Any]:
        return {key: amount(one["minor"], one["currency"]), "currency": one["currency"]}

    return written


_WRITERS: dict[FieldKind, Callable[[Any], Any]] = {
    FieldKind.DAY: moment,
    FieldKind.AMOUNT: _money("amount"),
    FieldKind.GROSS: _money("amountGross"),
    FieldKind.COUNT: whole,
    FieldKind.MOST: lambda stated: stated if isinstance(stated, int | float) else None,
}
_FIELDS = {
    section: {entry.what: entry.fields for entry in entries}
    for section, entries in SECTIONS.items()
}

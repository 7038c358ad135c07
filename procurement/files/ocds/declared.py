"""Puts the declared sections of a register document back into OCDS: `procurement.sections` says what stood where."""

import re
from collections.abc import Callable
from typing import Any

from procurement.sections import SECTIONS, Entry, Field, FieldKind

from .tree import Tree
from .values import amount, classification, is_stated, moment, whole

_NUMBERS = re.compile(r"(?<=/)[0-9]+(?=/|$)")


def put(tree: Tree, register: dict[str, Any]) -> None:
    """Put each entry of the declared sections where it stood in the notices."""
    for section, declared in SECTIONS.items():
        for one in register.get(section, ()):
            if entry := _entry_of(one, declared):
                tree.put(one["at"], _told(entry, one))


def _entry_of(one: dict, declared: tuple[Entry, ...]) -> Entry | None:
    """The declaration of an entry, by where it stood and what it is; None of one that is read otherwise."""
    at, what = _NUMBERS.sub("*", one["at"]), one.get("what", "")
    # What is told apart afterwards is known by its place alone.
    there = [
        entry
        for entry in declared
        if at.endswith(entry.path) and (entry.path or entry.what == what)
    ]
    return max(there, key=lambda entry: (entry.what == what, len(entry.path)), default=None)


def _told(entry: Entry, one: dict) -> Any:
    first = entry.fields[0]
    return _object(entry.fields, one) if first.key else _value(first, one[first.name])


def _object(fields: tuple[Field, ...], one: dict) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field in fields:
        told = _value(field, one[field.name]) if field.name in one else None
        # A code that OCDS would refuse is left out, and a number that has no limit.
        if told or is_stated(told):
            _set(found, field.key.split("/"), told)
    return found


def _set(found: dict[str, Any], path: list[str], told: Any) -> None:
    *steps, last = path
    for step in steps:
        found = found.setdefault(step, {})
    # A Value is told in two parts, without tax and with it.
    found[last] = found.get(last, {}) | told if isinstance(told, dict) else told


def _value(field: Field, stated: Any) -> Any:
    if field.kind is FieldKind.OBJECT:
        return _object(field.rows, stated)
    if field.kind is FieldKind.ROWS:
        # By their places: what else stands in the same objects is put there too.
        return {place: _object(field.rows, one) for place, one in enumerate(stated)}
    if field.only and stated not in field.only:
        return ""
    return _WRITERS[field.kind](stated) if field.kind in _WRITERS else stated


def _money(key: str) -> Callable[[dict], dict[str, Any]]:
    def written(one: dict) -> dict[str, Any]:
        return {key: amount(one["minor"], one["currency"]), "currency": one["currency"]}

    return written


def _price(one: dict) -> dict[str, Any]:
    """A price as a Value of OCDS."""
    keys = {"amount": "amount", "gross": "amountGross"}
    sums = {
        key: float(one[name]) if "." in one[name] else int(one[name])
        for name, key in keys.items()
        if name in one
    }
    taxed = {"valueAddedTaxIncluded": one["basis"] == "gross"} if "basis" in one else {}
    return sums | {"currency": one["currency"]} | taxed


_WRITERS: dict[FieldKind, Callable[[Any], Any]] = {
    FieldKind.DAY: moment,
    FieldKind.COUNT: whole,
    FieldKind.AMOUNT: _money("amount"),
    FieldKind.GROSS: _money("amountGross"),
    FieldKind.PRICE: _price,
    FieldKind.MOST: whole,
    FieldKind.VENDORS: whole,
    FieldKind.REASONS: lambda stated: dict(enumerate(map(classification, stated))),
    FieldKind.NAMES: lambda stated: [{"name": name} for name in dict.fromkeys(stated)],
}

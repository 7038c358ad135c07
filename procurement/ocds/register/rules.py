"""Compiles the declarations of `procurement.sections`: for each entry a rule, with what reads its fields."""

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from procurement import identifiers
from procurement.ocds.texts import line, prose, texts
from procurement.sections import SECTIONS, Entry, Field, FieldKind

from ..values import Note, each, number, part, price, yes_no
from .readers import amount, date, gross, most, names, reasons, url, vendors
from .subjects import word

Read = Callable[[Any, str, Note], Any]


class _Node(NamedTuple):
    """What is read under one key: (our name, reader) of its value, and nodes of the object that it is."""

    key: str
    leaves: list[tuple[str, Read]]
    below: list["_Node"]


class Rule(NamedTuple):
    """How an entry is read: `plain` is what reads one that is a value and no object."""

    section: str
    entry: Entry
    steps: list[tuple[str, Callable]]
    nodes: list[_Node]
    plain: tuple[str, Read] | None


class _Rules(NamedTuple):
    """The rules of one kind of subject, and their places by the keys of it that they look at."""

    rules: list[Rule]
    by_key: dict[str, list[int]]


def under(at: str, key: str) -> str:
    """Give the path of a key of what stands at another; of a release, the key."""
    return f"{at}/{key}" if at else key


def leaf(value: Any, at: str, name: str, reader: Read, note: Note) -> dict[str, Any]:
    """Give {name: what is read of a value}; {} where that is nothing."""
    said = reader(value, at, note)
    return {} if said is None or said in ("", [], {}) else {name: said}


def read_fields(value: dict, at: str, nodes: list[_Node], note: Note) -> dict[str, Any]:
    """Give {our name: value} of what an object states of some nodes."""
    found: dict[str, Any] = {}
    for key, leaves, below in nodes:
        if (stated := value.get(key)) is None:
            continue
        here = under(at, key)
        for name, reader in leaves:
            if name not in found:
                found |= leaf(stated, here, name, reader, note)
        if below:
            found |= read_fields(part(stated, here, note), here, below, note)
    return found


def _id(value: Any, field: str, note: Note) -> str:
    return line(value, field, note, 180)


def _reference(value: Any, field: str, note: Note) -> str:
    return identifiers.reference(line(value, field, note))


def _number_given(value: Any, field: str, note: Note) -> str:
    found = line(value, field, note)
    return "" if found.isdecimal() and len(found) < 4 else found


_READERS: dict[FieldKind, Read] = {
    FieldKind.LINE: line,
    FieldKind.ID: _id,
    FieldKind.NUMBER_GIVEN: _number_given,
    FieldKind.REFERENCE: _reference,
    FieldKind.TITLE: word,
    FieldKind.PROSE: prose,
    FieldKind.URL: url,
    FieldKind.NUMBER: number,
    FieldKind.COUNT: number,
    FieldKind.MOST: most,
    FieldKind.VENDORS: vendors,
    FieldKind.DAY: date,
    FieldKind.FLAG: yes_no,
    FieldKind.AMOUNT: amount,
    FieldKind.GROSS: gross,
    FieldKind.PRICE: price,
    FieldKind.LINES: texts,
    FieldKind.NAMES: names,
}


def _reader(field: Field) -> Read:
    """What reads the value of a field."""
    if field.kind is FieldKind.REASONS:
        return partial(reasons, meanings=field.meanings)
    if field.kind not in (FieldKind.OBJECT, FieldKind.ROWS):
        return _READERS[field.kind]
    nodes = _nodes(field.rows)

    def read_object(value: Any, at: str, note: Note) -> dict[str, Any]:
        return read_fields(part(value, at, note), at, nodes, note)

    def read_rows(value: Any, at: str, note: Note) -> list[dict[str, Any]]:
        found = (
            read_object(one, f"{at}/{place}", note)
            for place, one in enumerate(each(value, at, note))
        )
        return [said for said in found if said]

    return read_object if field.kind is FieldKind.OBJECT else read_rows


def _nodes(fields: tuple[Field, ...]) -> list[_Node]:
    """The tree of the keys of some fields."""
    found: dict[str, _Node] = {}
    below: dict[str, list[Field]] = {}
    for field in fields:
        for path in filter(None, (field.key, field.other)):
            key, _, rest = path.partition("/")
            node = found.setdefault(key, _Node(key, [], []))
            if rest:
                below.setdefault(key, []).append(field._replace(key=rest, other=""))
            else:
                node.leaves.append((field.name, _reader(field)))
    for key, some in below.items():
        found[key].below.extend(_nodes(tuple(some)))
    return list(found.values())


# What a step of a path leads to.


def _object(value, at, note):
    return [(part(value, at, note), at)]


def _objects(value, at, note):
    return [(one, f"{at}/{place}") for place, one in enumerate(each(value, at, note))]


def _value(value, at, note):
    return [(value, at)]


def _values(value, at, note):
    listed = value if isinstance(value, list) else [value]
    return [(one, f"{at}/{place}") for place, one in enumerate(listed)]


def _steps(path: str, *, plain: bool) -> list[tuple[str, Callable]]:
    """The steps of a path: each its key, and what is under it."""
    keys = path.removesuffix("/*").split("/") if path else []
    ends = (_value, _values) if plain else (_object, _objects)
    last = ends[path.endswith("/*")]
    return [*((key, _object) for key in keys[:-1]), *((key, last) for key in keys[-1:])]


def rule_of(section: str, entry: Entry) -> Rule:
    """Give the rule that reads an entry of a section."""
    first = entry.fields[0]
    plain = None if first.key else (first.name, _reader(first))
    steps = _steps(entry.path, plain=plain is not None)
    return Rule(section, entry, steps, _nodes(entry.fields), plain)


def _compiled() -> dict[str, _Rules]:
    """{what a subject is: its rules}."""
    found: dict[str, _Rules] = {}
    for section, declared in SECTIONS.items():
        for entry in declared:
            rule = rule_of(section, entry)
            for of in entry.of:
                rules, by_key = found.setdefault("" if of == "tender" else of, _Rules([], {}))
                first = [key for key, _ in rule.steps[:1]]
                for key in first or [node.key for node in rule.nodes]:
                    by_key.setdefault(key, []).append(len(rules))
                rules.append(rule)
    return found


RULES = _compiled()

"""Reads the declared sections of a compiled release: `procurement.sections` says what stands where.

The declarations are compiled once: for each subject, its rules; for each rule, a tree of keys with what
reads the values under them. A rule is looked at where the subject has one of its keys.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple

from procurement.ocds.texts import line, prose, texts
from procurement.sections import SECTIONS, Entry, Field, FieldKind

from ..values import Note, each, nothing, number, part, yes_no
from .readers import amount, date, gross, most, names, reasons, rows, url, vendors
from .subjects import Subject, planning, subjects, word

Read = Callable[[Any, str, Note], Any]
Entries = list[dict[str, Any]]


class _Node(NamedTuple):
    """What is read under one key: (our name, reader) of its value, and nodes of the object that it is."""

    key: str
    leaves: list[tuple[str, Read]]
    below: list["_Node"]


class Rule(NamedTuple):
    """How an entry is read: `plain` is what reads one that is a value and no object."""

    section: str
    entry: Entry
    path: list[str]
    nodes: list[_Node]
    plain: tuple[str, Read] | None


class _Rules(NamedTuple):
    """The rules of one kind of subject, and their places by the keys of it that they look at."""

    rules: list[Rule]
    by_key: dict[str, list[int]]


def read(release: dict, note: Note) -> dict[str, Entries]:
    """Give {section: [{"what", its fields, "of", "id", "at"}]} of the sections that are declared.

    What is of the tender or of all the release has no "of". Text that says nothing, a value of another kind
    than declared, and an address that leads to no public place are left out; but for the first, it is noted.
    """
    found: dict[str, Entries] = {}
    for thing in _subjects(release):
        rules = _RULES[thing.of]
        stated = {place for key in thing.value for place in rules.by_key.get(key, ())}
        for rule in map(rules.rules.__getitem__, sorted(stated)):
            for entry in entries(rule, thing, note):
                found.setdefault(rule.section, []).append(entry)
    return found


def entries(rule: Rule, thing: Subject, note: Note) -> Iterator[dict[str, Any]]:
    """Give the entries that a rule reads of a subject."""
    _, entry, path, nodes, plain = rule
    for value, at in _reached(thing.value, thing.at, path, note, plain is not None):
        said = _leaf(value, at, *plain, note) if plain else _fields(value, at, nodes, note)
        if entry.alone is None or not said.keys() <= entry.alone:
            owner = {} if thing.of == "release" else thing.owner()
            what = {"what": entry.what} if entry.what else {}
            yield what | dict(entry.says) | said | owner | {"at": at}


def _subjects(release: dict) -> Iterator[Subject]:
    yield Subject(release, "release", [], "")
    yield from planning(release)
    yield from subjects(release)
    tender = part(release.get("tender"), "tender", nothing)
    for group, at in rows(tender, "lotGroups", nothing, "tender"):
        yield Subject(group, "group", [line(group.get("id"), at, nothing, 180)], at)


def _reached(
    value: Any, at: str, path: list[str], note: Note, plain: bool
) -> list[tuple[Any, str]]:
    """(value, where it stands) of what is at a path under another: objects, or plain values."""
    found = [(value, at)]
    for place, step in enumerate(path):
        is_value = plain and place == len(path) - 1
        is_array = path[place + 1 : place + 2] == ["*"]
        reached: list[tuple[Any, str]] = []
        for one, here in found:
            if step == "*":
                members = _listed(one) if is_value else each(one, here, note)
                reached += [(member, f"{here}/{number}") for number, member in enumerate(members)]
            elif (below := one.get(step)) is not None:
                here = _under(here, step)
                reached.append((below if is_array or is_value else part(below, here, note), here))
        found = reached
    return found


def _listed(value):
    return value if isinstance(value, list) else [value]


def _under(at: str, key: str) -> str:
    return f"{at}/{key}" if at else key


def _leaf(value, at, name, reader, note):
    said = reader(value, at, note)
    return {} if said is None or said in ("", [], {}) else {name: said}


def _fields(value: dict, at: str, nodes: list[_Node], note: Note) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, leaves, below in nodes:
        if (stated := value.get(key)) is None:
            continue
        here = _under(at, key)
        for name, reader in leaves:
            if name not in found:
                found |= _leaf(stated, here, name, reader, note)
        if below:
            found |= _fields(part(stated, here, note), here, below, note)
    return found


def _id(value: Any, field: str, note: Note) -> str:
    return line(value, field, note, 180)


def _number_given(value: Any, field: str, note: Note) -> str:
    found = line(value, field, note)
    return "" if found.isdecimal() and len(found) < 4 else found


_READERS: dict[FieldKind, Read] = {
    FieldKind.LINE: line,
    FieldKind.ID: _id,
    FieldKind.NUMBER_GIVEN: _number_given,
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
        return _fields(part(value, at, note), at, nodes, note)

    def read_rows(value: Any, at: str, note: Note) -> Entries:
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


def rule_of(section: str, entry: Entry) -> Rule:
    """Give the rule that reads an entry of a section."""
    first = entry.fields[0]
    plain = None if first.key else (first.name, _reader(first))
    return Rule(
        section, entry, entry.path.split("/") if entry.path else [], _nodes(entry.fields), plain
    )


def _compiled() -> dict[str, _Rules]:
    """{what a subject is: its rules}."""
    found: dict[str, _Rules] = {}
    for section, declared in SECTIONS.items():
        for entry in declared:
            rule = rule_of(section, entry)
            for of in entry.of:
                rules, by_key = found.setdefault("" if of == "tender" else of, _Rules([], {}))
                for key in rule.path[:1] or [node.key for node in rule.nodes]:
                    by_key.setdefault(key, []).append(len(rules))
                rules.append(rule)
    return found


_RULES = _compiled()

"""Reads the declared sections of a compiled release: `procurement.sections` says what stands where.

The declarations are compiled once: for each subject, its rules; for each rule, a tree of keys with what
reads the values under them. A rule is looked at where the subject has one of its keys.
"""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from procurement import links
from procurement.ocds.texts import line, prose, texts, title
from procurement.sections import REFERENCES, SECTIONS, Entry, Field, FieldKind

from ..values import Note, each, nothing, number, part, yes_no
from .readers import amount, date, gross, most, rows
from .subjects import Subject, planning, subjects

Read = Callable[[Any, str, Note], Any]
Entries = list[dict[str, Any]]


class _Node(NamedTuple):
    """What is read under one key: (our name, reader) of its value, and nodes of the object that it is."""

    key: str
    leaves: list[tuple[str, Read]]
    below: list["_Node"]


class _Rule(NamedTuple):
    section: str
    what: str
    keys: frozenset[str]
    path: list[str]
    nodes: list[_Node]
    # Fields that make no entry by themselves.
    alone: frozenset[str]


def read(release: dict, note: Note) -> dict[str, Entries]:
    """Give {section: [{"what", its fields, "of", "id", "at"}]} of the sections that are declared.

    What is of the tender or of all the release has no "of". Text that says nothing, a value of another kind
    than declared, and an address that leads to no public place are left out; but for the first, it is noted.
    """
    found: dict[str, Entries] = {}
    for thing in _subjects(release):
        known, keys = _RULES[thing.of]
        if keys.isdisjoint(thing.value):
            continue
        for rule in known:
            if not rule.keys.isdisjoint(thing.value):
                for value, at in _reached(thing.value, thing.at, rule.path, note):
                    said = read_fields(value, at, rule.nodes, note)
                    if not said.keys() <= rule.alone:
                        entry = {"what": rule.what} | said | _owner(thing) | {"at": at}
                        found.setdefault(rule.section, []).append(entry)
    return found


def _subjects(release: dict) -> Iterator[Subject]:
    yield Subject(release, "release", [], "")
    yield from planning(release)
    yield from subjects(release)
    tender = part(release.get("tender"), "tender", nothing)
    for group, at in rows(tender, "lotGroups", nothing, "tender"):
        yield Subject(group, "group", [line(group.get("id"), at, nothing, 180)], at)


def _owner(thing):
    return {} if thing.of == "release" else thing.owner()


def _reached(value: Any, at: str, path: list[str], note: Note) -> Iterator[tuple[dict, str]]:
    """The objects at a path under another, each with where it stands."""
    if not path:
        yield value, at
        return
    key, *rest = path
    if (below := value.get(key)) is None:
        return
    here = _under(at, key)
    if rest and rest[0] == "*":
        for place, one in enumerate(each(below, here, note)):
            yield from _reached(one, f"{here}/{place}", rest[1:], note)
    else:
        yield from _reached(part(below, here, note), here, rest, note)


def _under(at: str, key: str) -> str:
    return f"{at}/{key}" if at else key


def read_fields(value: dict, at: str, nodes: list[_Node], note: Note) -> dict[str, Any]:
    """Give {our name: value} of what an object states of some nodes."""
    found: dict[str, Any] = {}
    for key, leaves, below in nodes:
        if (stated := value.get(key)) is None:
            continue
        here = _under(at, key)
        for name, reader in leaves:
            said = reader(stated, here, note)
            if said is not None and said != "" and said != []:
                found.setdefault(name, said)
        if below:
            found |= read_fields(part(stated, here, note), here, below, note)
    return found


def _url(value: Any, field: str, note: Note) -> str:
    """An address that anybody can open."""
    if not value:
        return ""
    try:
        return links.check(value if isinstance(value, str) else "")
    except links.LinkError as error:
        note(field, value, f"{error} It is left out.")
        return ""


_READERS: dict[FieldKind, Read] = {
    FieldKind.LINE: line,
    FieldKind.TITLE: title,
    FieldKind.PROSE: prose,
    FieldKind.URL: _url,
    FieldKind.NUMBER: number,
    FieldKind.COUNT: number,
    FieldKind.MOST: most,
    FieldKind.DAY: date,
    FieldKind.FLAG: yes_no,
    FieldKind.AMOUNT: amount,
    FieldKind.GROSS: gross,
    FieldKind.LINES: texts,
}


def _reader(field: Field) -> Read:
    return _rows(field.rows) if field.kind is FieldKind.ROWS else _READERS[field.kind]


def _rows(fields: tuple[Field, ...]) -> Read:
    nodes = _nodes(fields)

    def read_rows(value: Any, at: str, note: Note) -> Entries:
        found = enumerate(each(value, at, note))
        return [
            said for place, one in found if (said := read_fields(one, f"{at}/{place}", nodes, note))
        ]

    return read_rows


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


def rule_of(section: str, entry: Entry) -> _Rule:
    """Give the rule that reads an entry of a section."""
    path, nodes = entry.path.split("/") if entry.path else [], _nodes(entry.fields)
    keys = frozenset(path[:1] or (node.key for node in nodes))
    alone = frozenset() if entry.refers else REFERENCES
    return _Rule(section, entry.what, keys, path, nodes, alone)


def _compiled() -> dict[str, tuple[list[_Rule], frozenset[str]]]:
    """{what a subject is: its rules, and all their keys}."""
    found: dict[str, list[_Rule]] = {}
    for section, entries in SECTIONS.items():
        for entry in entries:
            rule = rule_of(section, entry)
            for of in entry.of:
                found.setdefault("" if of == "tender" else of, []).append(rule)
    return {
        of: (rules, frozenset().union(*(one.keys for one in rules))) for of, rules in found.items()
    }


_RULES = _compiled()

"""Reads the declared sections of a compiled release: `procurement.sections` says what stands where.

A rule of `rules` is looked at where the subject has one of its keys.
"""

from collections.abc import Callable, Iterator
from typing import Any

from procurement.ocds.texts import line

from ..values import Note, nothing, part
from .readers import rows
from .rules import RULES, Rule, leaf, read_fields, under
from .subjects import Subject, planning, subjects

Entries = list[dict[str, Any]]


def read(release: dict, note: Note) -> dict[str, Entries]:
    """Give {section: [{"what", its fields, "of", "id", "at"}]} of the sections that are declared.

    What is of the tender or of all the release has no "of". Text that says nothing, a value of another kind
    than declared, and an address that leads to no public place are left out; but for the first, it is noted.
    """
    found: dict[str, Entries] = {}
    for thing in _subjects(release):
        rules = RULES[thing.of]
        stated = {place for key in thing.value for place in rules.by_key.get(key, ())}
        for rule in map(rules.rules.__getitem__, sorted(stated)):
            for entry in entries(rule, thing, note):
                found.setdefault(rule.section, []).append(entry)
    return found


def entries(rule: Rule, thing: Subject, note: Note) -> Iterator[dict[str, Any]]:
    """Give the entries that a rule reads of a subject."""
    _, entry, steps, nodes, plain = rule
    for value, at in _reached(thing, steps, note):
        said = leaf(value, at, *plain, note) if plain else read_fields(value, at, nodes, note)
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
    thing: Subject, steps: list[tuple[str, Callable]], note: Note
) -> list[tuple[Any, str]]:
    """(value, where it stands) of what the steps lead to from a subject: objects, or plain values."""
    found = [(thing.value, thing.at)]
    for key, members in steps:
        found = [
            member
            for value, at in found
            if (below := value.get(key)) is not None
            for member in members(below, under(at, key), note)
        ]
    return found

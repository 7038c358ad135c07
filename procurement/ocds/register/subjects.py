"""What a compiled release is made of: its tender, lots, awards and agreements, and their items.

That their arrays are fit is noted by the sections that these things are the subject of.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from procurement.ocds.texts import line, title
from procurement.ocds.values import Note, each, nothing, part

_LONGEST_WORD = 100


class Subject(NamedTuple):
    """An object of a release: `of` is "", "planning", "lot", "award" or "agreement".

    `ids` are those of what it belongs to; `at` is its path, "/" between, places by number.
    """

    value: dict
    of: str
    ids: list[str]
    at: str

    def owner(self) -> dict[str, Any]:
        """Give "of" and "id" for an entry of a section, as far as there are any."""
        return ({"of": self.of} if self.of else {}) | ({"id": self.ids[0]} if self.ids else {})

    def head(self, what: str) -> dict[str, Any]:
        """Give the beginning of an entry of which the tender too is named: {"what", "of", "id"}."""
        return {"what": what, "of": "tender"} | self.owner()


def subjects(release: dict) -> Iterator[Subject]:
    """Give the tender, its lots, the awards and the agreements, as far as they are there."""
    tender = part(release.get("tender"), "tender", nothing)
    if tender:
        yield Subject(tender, "", [], "tender")
        if tender.get("lots"):
            yield from _all(tender["lots"], "lot", "tender/lots")
    for key, of in (("awards", "award"), ("contracts", "agreement")):
        if release.get(key):
            yield from _all(release[key], of, key)


def planning(release: dict) -> Iterator[Subject]:
    """Give what is planned, as far as it is there."""
    if plan := part(release.get("planning"), "planning", nothing):
        yield Subject(plan, "planning", [], "planning")


def with_items(release: dict, note: Note) -> Iterator[Subject]:
    """Give what `subjects` gives, each with its items, and then the items of what is planned."""
    for thing in subjects(release):
        yield thing
        yield from items(thing, note)
    for plan in planning(release):
        yield from items(plan, note)


def items(thing: Subject, note: Note) -> Iterator[Subject]:
    """Give the items of a thing; those of a tender belong to their lot where they name one."""
    value = thing.value.get("items")
    if not value:
        return
    field = f"{thing.at}/items"
    for place, item in enumerate(each(value, field, note)):
        at = f"{field}/{place}"
        lots = [] if thing.of else _lots(item)
        yield Subject(item, "lot", lots, at) if lots else Subject(item, thing.of, thing.ids, at)


def _all(value, of, at):
    for place, one in enumerate(each(value, at, nothing)):
        yield Subject(one, of, _ids(one.get("id")), f"{at}/{place}")


def _lots(item):
    one, several = item.get("relatedLot"), item.get("relatedLots")
    return _ids(one, *several) if isinstance(several, list) else _ids(one, several)


def _ids(*values):
    return [text for one in values if (text := line(one, "id", nothing, 180))]


def word(value: Any, field: str, note: Note) -> str:
    """Give what `title` gives, faster: for codes, names and labels, of which most come again."""
    known = _seen(value) if type(value) is str and len(value) <= _LONGEST_WORD else None
    return title(value, field, note) if known is None else known


@lru_cache(maxsize=20_000)
def _seen(text):
    """The title that a text is; None where there is something to note of it."""
    noted: list[str] = []
    read = title(text, "", lambda *unfit: noted.append(unfit[0]))
    return None if noted else read


def joined(entry: dict, known: dict, key: tuple, thing: Subject, at: str) -> None:
    """Put an entry among those known, by key: what stands in several lots is one entry.

    Its "at" is where it stood first, its "ids" are those of all that it belongs to. An entry that
    says more than the one that is there adds to it.
    """
    there = known.get((thing.of, key))
    if there is None:
        if thing.of:
            entry["of"] = thing.of
        if thing.ids:
            entry["ids"] = list(thing.ids)
        known[thing.of, key] = entry | {"at": at}
        return
    for name, value in entry.items():
        there.setdefault(name, value)
    for one in thing.ids:
        if one not in there.setdefault("ids", []):
            there["ids"].append(one)

"""What sections share: the organisations that a release names, by themselves or by an id; objects of arrays."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from procurement.ocds.texts import line
from procurement.unnamed import names_nobody

from ..values import Note


class PartyNames:
    """The parties of one release, to be named by the ids that are theirs alone."""

    def __init__(self, release: dict) -> None:
        self._parties = release.get("parties")
        self._release = release

    @cached_property
    def _names(self) -> dict[str, Any]:
        return _one_each((local_id(one), one.get("name")) for _, one in objects(self._parties))

    @cached_property
    def _headed(self) -> dict[str, Any]:
        """The names by which the buyer and vendors of the record go, by ids that one party alone has."""
        rows = [
            row for key in ("awards", "contracts") for _, row in objects(self._release.get(key))
        ]
        suppliers = [one for row in rows for _, one in objects(row.get("suppliers"))]
        buyer = self._release.get("buyer")
        every = [*suppliers, *([buyer] if isinstance(buyer, dict) else ())]
        named = [one for one in every if getattr(one, "organisation", None)]
        found = _one_each((local_id(one), _name(one)) for one in named)
        return {id_: name for id_, name in found.items() if self._names.get(id_)}

    def of(self, ref: Any, field: str, note: Note) -> dict[str, str] | None:
        """Give {"name", "id"} of a reference, the id where it has one; None where nothing names it."""
        if not isinstance(ref, dict):
            return None
        id_ = local_id(ref)
        said = self._headed.get(id_) or _name(ref) or self._names.get(id_)
        name = line(said, field, note)
        if not name:
            return None
        return {"name": name, "id": id_} if id_ else {"name": name}


def _one_each(pairs):
    """{id: name}, None for ids that more than one name goes by."""
    found: dict[str, Any] = {}
    for id_, name in pairs:
        if id_:
            found[id_] = name if found.get(id_, name) == name else None
    return found


def _name(one):
    """Its name; where that is words which name nobody, what it is known by instead."""
    name, who = one.get("name"), getattr(one, "organisation", None)
    return who.name if who and isinstance(name, str) and name and names_nobody(name) else name


def objects(rows: Any) -> Iterator[tuple[int, dict]]:
    """Yield the objects of an array with their places; nothing of what is none. Notes nothing."""
    for place, one in enumerate(rows if isinstance(rows, list) else ()):
        if isinstance(one, dict):
            yield place, one


def organisations(release: dict) -> Iterator[tuple[str, dict]]:
    """Yield (path, organisation) of all that a release says something of.

    OCDS 1.0 has no parties: what is known of them stands in the references.
    """
    for place, one in objects(release.get("parties")):
        yield f"parties/{place}", one
    told = {local_id(one) for _, one in objects(release.get("parties"))} - {""}
    if isinstance(release.get("buyer"), dict) and local_id(release["buyer"]) not in told:
        yield "buyer", release["buyer"]
    for key in ("awards", "contracts"):
        for place, row in objects(release.get(key)):
            for number, one in objects(row.get("suppliers")):
                if local_id(one) not in told:
                    yield f"{key}/{place}/suppliers/{number}", one


def local_id(thing: dict) -> str:
    """Give the id that an organisation has within its release, as text; "" for none."""
    id_ = thing.get("id")
    return id_ if isinstance(id_, str) else "" if type(id_) not in (int, float) else str(id_)


def roles(party: dict) -> list[str]:
    """Give the roles of a party: one alone may stand without its array."""
    stated = party.get("roles")
    return [one for one in (stated if isinstance(stated, list) else [stated]) if type(one) is str]

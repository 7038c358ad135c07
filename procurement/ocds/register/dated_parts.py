"""The parts of a compiled release of which dates and options are stated."""

from typing import Any, NamedTuple

from ..values import nothing, part
from .readers import identifier, rows

_WITH_ID = frozenset(("lot", "award", "agreement"))


class Part(NamedTuple):
    """One part: what it is (planning, tender, lot, award or agreement), where it stands, what it states."""

    of: str
    at: str
    body: dict


def parts(release: dict) -> list[Part]:
    """Give the parts of a compiled release that are there, in the order of the process.

    What is no object is left out without a note: whoever reads the whole of a part notes it.
    """
    found = []
    for key in ("planning", "tender"):
        if body := part(release.get(key), key, nothing):
            found.append(Part(key, key, body))
            found += [Part("lot", at, row) for row, at in rows(body, "lots", nothing, key)]
    for key, of in (("awards", "award"), ("contracts", "agreement")):
        found += [Part(of, at, row) for row, at in rows(release, key, nothing)]
    return found


def entry(what: str, one: Part) -> dict[str, Any]:
    """Give the beginning of an entry about a part: {"what", "of", "id"}, the id where there is one."""
    id_ = identifier(one.body, one.at, nothing) if one.of in _WITH_ID else ""
    return {"what": what, "of": one.of, "id": id_} if id_ else {"what": what, "of": one.of}

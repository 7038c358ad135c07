"""Organisations as releases name them: by name, and by the official numbers that can be trusted."""

from typing import Any, NamedTuple

from procurement import identifiers
from procurement.unnamed import names_nobody

from .texts import line
from .values import Note, each, part

# Schemes of which two bodies never share a number.
STRONG = frozenset(code for code, scheme in identifiers.SCHEMES.items() if scheme.strong)
# Of several numbers, the first of these is the one that an organisation is known by.
_FIRST = {scheme: place for place, scheme in enumerate(identifiers.SCHEMES)}

_NAMELESS = "This organisation has no name. It is left out."

Number = tuple[str, str]


class Organisation(NamedTuple):
    """One organisation as one release names it; `numbers` are strong (scheme, value), best first."""

    id: str
    name: str
    numbers: tuple[Number, ...]


def parties(release: dict, note: Note) -> dict[str, list[dict]]:
    """Give {id: parties} of a release: ids are local to it, and not always given once."""
    found: dict[str, list[dict]] = {}
    for party in each(release.get("parties"), "parties", note):
        found.setdefault(id_of(party), []).append(party)
    return found


def organisation(
    ref: Any, known: dict[str, list[dict]], field: str, note: Note
) -> Organisation | None:
    """Give the organisation that a reference names, with what its release says of it.

    None where it has neither name nor number; a name that names nobody is none. OCDS 1.0 has name and identifier
    in the reference.
    """
    ref = part(ref, field, note)
    if not ref:
        return None
    party = party_of(ref, known)
    said = line(ref.get("name"), f"{field}/name", note) or line(party.get("name"), field, note)
    name = "" if names_nobody(said) else said
    numbers = _numbers(party, field, note) or _numbers(ref, field, note)
    if not name:
        legal = _legal_name(party, field, note) or _legal_name(ref, field, note)
        name = "" if names_nobody(legal) else legal
    if not name and numbers:
        name = "-".join(numbers[0])
    if name:
        return Organisation(id_of(ref), name, numbers)
    reason = "This names nobody: it is shown as it stands, and is no party." if said else _NAMELESS
    note(field, said or id_of(ref), reason)
    return None


def party_of(ref: dict, known: dict[str, list[dict]]) -> dict:
    """Give what the parties of a release say of whom a reference names; {} for nothing.

    Parties without an id are told apart by name alone.
    """
    id_ = id_of(ref)
    found = known.get(id_, ())
    if len(found) == 1 and id_:
        return found[0]
    return next(
        (one for one in found if one.get("name") == ref.get("name")),
        found[0] if found and id_ else {},
    )


def id_of(thing: dict) -> str:
    """Give the id of a thing as text: some publishers write numbers."""
    id_ = thing.get("id")
    return id_ if isinstance(id_, str) else "" if id_ is None else str(id_)


def _legal_name(thing, field, note):
    identifier = thing.get("identifier")
    return line(identifier.get("legalName"), field, note) if isinstance(identifier, dict) else ""


def _numbers(thing, field, note):
    found = {}
    for one in _stated(thing, field, note):
        scheme, value = one.get("scheme"), one.get("id")
        if not isinstance(scheme, str) or value in (None, ""):
            continue
        scheme = identifiers.scheme_of(scheme)
        if scheme in STRONG:
            _add(found, scheme, str(value), field, note)
    if not found:
        said = identifiers.parted(id_of(thing))
        if said and said[0] in STRONG:
            _add(found, *said, field, note)
    return (
        tuple(sorted(found.items(), key=lambda one: _FIRST[one[0]]))
        if len(found) > 1
        else tuple(found.items())
    )


def _stated(thing, field, note):
    first = thing.get("identifier")
    more = thing.get("additionalIdentifiers")
    return [
        *([first] if isinstance(first, dict) else ()),
        *(each(more, f"{field}/additionalIdentifiers", note) if more else ()),
    ]


def _add(found, scheme, value, field, note):
    """One number of a scheme is enough: of two, the second may be another's."""
    if scheme in found:
        return
    try:
        found[scheme] = identifiers.normalise(scheme, value)
    except identifiers.IdentifierError as error:
        note(f"{field}/identifier", f"{scheme} {value}", f"{error} It is left out.")

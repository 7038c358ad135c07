"""What the kept party gains: names, numbers, and for a stakeholder the body that it is."""

from collections.abc import Iterable

from procurement.models import PublicParty
from procurement.search import fold

from ..public_rows import words_of_party

# Which body a stakeholder is: two links that a merge fills where the kept one has none.
BODIES = ("buyer", "vendor")


def gained(party, aliases: list[str], names: Iterable[str]) -> list[str]:
    """Give those of some names that say something new of a party with these aliases."""
    known = {fold(name) for name in [party.name, *aliases]} | {""}
    new = []
    for name in names:
        if fold(name) not in known:
            known.add(fold(name))
            new.append(name)
    return new


def give(kept, merged) -> dict:
    """Give a working party the names of another, in memory; give what changed, for `take`."""
    before = kept.aliases
    new = gained(kept, kept.other_names, [merged.name, *merged.other_names])
    if new:
        kept.aliases = "\n".join([*kept.other_names, *new])
    bodies = {}
    for column in BODIES if kept.kind == "stakeholder" else ():
        value = getattr(merged, f"{column}_id")
        if value and not getattr(kept, f"{column}_id"):
            setattr(kept, f"{column}_id", value)
            bodies[column] = value
    return {"before": before, "after": kept.aliases, "gained": new, "bodies": bodies}


def take(kept, record: dict) -> None:
    """Take back, in memory, what `give` gave; whatever an editor wrote since stays."""
    if kept.aliases == record["after"]:
        kept.aliases = record["before"]
    else:
        lost = set(record["gained"])
        kept.aliases = "\n".join(name for name in kept.other_names if name not in lost)
    for column, value in record["bodies"].items():
        if getattr(kept, f"{column}_id") == value:
            setattr(kept, f"{column}_id", None)


def columns(record: dict) -> list[str]:
    """Name the columns that `give` and `take` change."""
    return ["aliases", *record["bodies"]]


_PUBLIC = ("aliases", "identifiers", "words", "same_as_id")


def give_public(kept: PublicParty, merged: PublicParty) -> dict:
    """Give the public copy of a party the names and numbers of another; give what changed."""
    before = _said(kept)
    new = gained(kept, kept.aliases, [merged.name, *merged.aliases])
    kept.aliases = [*kept.aliases, *new]
    kept.identifiers = sorted([*kept.identifiers, *merged.identifiers], key=_place)
    kept.words = _words(kept)
    kept.same_as_id = kept.same_as_id or merged.same_as_id
    kept.save(update_fields=_PUBLIC)
    return {"before": before, "after": _said(kept), "gained": new, "numbers": merged.identifiers}


def take_public(kept: PublicParty, record: dict) -> None:
    """Take back what `give_public` gave; whatever was published since stays."""
    if _said(kept) == record["after"]:
        for column, value in record["before"].items():
            setattr(kept, column, value)
    else:
        lost, numbers = set(record["gained"]), record["numbers"]
        kept.aliases = [name for name in kept.aliases if name not in lost]
        kept.identifiers = [one for one in kept.identifiers if one not in numbers]
        kept.words = _words(kept)
    kept.save(update_fields=_PUBLIC)


def _said(copy):
    return {column: getattr(copy, column) for column in _PUBLIC}


def _place(identifier):
    return identifier["scheme"], identifier["value"]


def _words(copy):
    return words_of_party(copy.name, copy.aliases, [one["value"] for one in copy.identifiers])

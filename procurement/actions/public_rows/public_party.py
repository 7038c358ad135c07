"""What a party is called in public, whether an editor's row says so or the names that notices give it."""

from collections.abc import Iterable
from typing import Any

from procurement import plaintext

Identifiers = Iterable[tuple[str, str]]


def called(name: str, aliases: Iterable[str], identifiers: Identifiers) -> dict[str, Any]:
    """Give the columns of a public party that say what it is called: name, slug, aliases, identifiers."""
    return {
        "name": name,
        "slug": plaintext.slug(name),
        "aliases": list(aliases),
        "identifiers": [
            {"scheme": scheme, "value": value} for scheme, value in sorted(identifiers)
        ],
    }


def called_by_notices(names: Iterable[str], identifiers: Identifiers) -> dict[str, Any]:
    """Give the same of a party that notices alone name, by all their names: the best of them, the others aliases."""
    every = list(names)
    name = best_name(every)
    return called(name, other_names(name, every), identifiers)


def best_name(names: Iterable[str]) -> str:
    """Give the best spelling of some names: not all in one case, else what comes first by code."""
    return min(names, key=lambda name: (name.isupper() or name.islower(), name))


def other_names(name: str, names: Iterable[str]) -> list[str]:
    """Give the other names of a party, each once, in order."""
    told = {plaintext.caseless(one): one for one in names}
    told.pop(plaintext.caseless(name), None)
    return sorted(told.values())

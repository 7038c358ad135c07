"""The leaves of a public form: what of it can be emptied by itself, each hashed with a salt of its own.

A revision's hash covers the hashes of its leaves. Where the law demands it, one leaf can be taken out
with its salt: all others still verify, and nothing can be guessed from the hash that is left.
"""

import hashlib
import json
import secrets
from collections.abc import Iterator
from typing import Any

# What follows from the statements. It repeats their words, so that it goes with the first of them that
# is emptied, and can be made anew from the rest.
FOLLOWS = frozenset((
    "arguments", "dates", "days", "decision_maker", "disputed", "hold", "known", "party_citations",
    "stage", "unknown", "value",
))  # fmt: skip


def canonical(body: Any) -> str:
    """Give a JSON structure as the one text that its hash is taken of."""
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sha256(text: str) -> str:
    """Give the SHA-256 of a text in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def salt() -> str:
    """Give 128 bits that nobody can guess, as 32 hexadecimal digits."""
    return secrets.token_hex(16)


def leaves(body: dict, account: int) -> dict[str, Any]:
    """Give {name: what it says} of a body and of the account that published it.

    The names are "account", "record", "follows", and of what stands in lists "source 3", "claim 7",
    "act 2", "ground 4", "citation 9", each with its permanent number. What is cited or given for a
    statement is a leaf of its own, and stands in the statement by its number. `ValueError` where one
    stands in two places and is not the same.
    """
    found: dict[str, Any] = {"account": account}
    record = {key: value for key, value in body.items() if key not in FOLLOWS}
    follows = {key: value for key, value in body.items() if key in FOLLOWS}
    if "sources" in record:
        follows["backs"] = [one.get("backs") for one in record["sources"]]
        record["sources"] = [_but(one, "backs") for one in record["sources"]]
    for key, kind, number in _LISTS:
        if key in record:
            record[key] = [_named(found, kind, one[number], one) for one in record[key]]
    if "citations" in record:
        record["citations"] = _citations(found, record["citations"])
    return found | {"record": record} | ({"follows": follows} if follows else {})


def _but(form: dict, key: str) -> dict:
    """Give a form without one of its keys."""
    return {name: value for name, value in form.items() if name != key}


_LISTS = (("sources", "source", "id"), ("claims", "claim", "key"), ("interventions", "act", "id"))


def _named(found: dict, kind: str, number: int, form: dict) -> str:
    """Keep a leaf, and give its name. What stands in several places stands there alike."""
    name, said = f"{kind} {number}", _apart(found, form)
    if found.setdefault(name, said) != said:
        raise ValueError(f"{name} is told in two ways")
    return name


def _apart(found, form):
    """A statement with its grounds and citations by their names; those become leaves."""
    said = dict(form)
    if "grounds" in form:
        said["grounds"] = [_named(found, "ground", one["key"], one) for one in form["grounds"]]
    for name in ("citations", "notes"):
        if name in form:
            said[name] = _citations(found, form[name])
    return said


def _citations(found, citations):
    return [_named(found, "citation", one["key"], one) for one in citations]


def hashes(said: dict[str, Any], salts: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the name of each leaf with the SHA-256 of its salt and its text."""
    for name in sorted(said):
        yield name, sha256(salts[name] + canonical(said[name]))

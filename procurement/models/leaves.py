"""The leaves of a public form: what of it can be emptied by itself, each hashed with a salt of its own.

A revision keeps its form as leaves, and its hash covers their hashes. Where the law demands it, one
leaf can be taken out with its salt: all others still verify, and nothing can be guessed from the hash
that is left.
"""

import hashlib
import json
import secrets
from collections.abc import Iterator, Mapping
from typing import Any

# The leaf of what follows from the statements. It repeats their words, so that it goes with the first of
# them that is emptied, and is made anew from the rest.
FOLLOWS = "follows"
_FOLLOWING = {
    "record": frozenset((
        "arguments", "dates", "days", "decision_maker", "disputed", "hold", "known", "other_buyers",
        "party_citations", "stage", "unknown", "value",
    )),
    "source": frozenset(("backs", "phrase")),
    "claim": frozenset(("headline", "known")),
    "act": frozenset(("known", "sentence")),
    "ground": frozenset(("ascription", "known", "notes")),
    "citation": frozenset(()),
}  # fmt: skip
# What a contract names itself, unless a claim about that fact is preferred: then it follows from that.
_CLAIMED = {"buyer": "buyer", "user_body": "user_body", "vendors": "vendor"}
# What stands in lists, by the key of the list, and is a leaf of its own.
_BENEATH = {
    "sources": "source", "claims": "claim", "interventions": "act", "grounds": "ground",
    "citations": "citation",
}  # fmt: skip


def canonical(body: Any) -> str:
    """Give a JSON structure as the one text that its hash is taken of."""
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sha256(text: str) -> str:
    """Give the SHA-256 of a text in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def salt() -> str:
    """Give 128 bits that nobody can guess, as 32 hexadecimal digits."""
    return secrets.token_hex(16)


def leaves(body: dict) -> dict[str, Any]:
    """Give {name: what it says} of a body; `joined` puts them together again.

    The names are "record", "follows", and of what stands in lists "source 3", "claim 7", "act 2",
    "ground 4", "citation 9", each with its permanent number. A statement says there what is stated in
    it alone; what is given or cited for it stands in it by its name. `ValueError` where one stands in
    two places and is not the same.
    """
    found: dict[str, Any] = {}
    follows: dict[str, Any] = {"of": {}}
    claims = [claim for claim in body.get("claims", ()) if claim["rank"] == "preferred"]
    claimed = {claim["fact"] for claim in claims}
    following = _FOLLOWING["record"] | {key for key, fact in _CLAIMED.items() if fact in claimed}
    found["record"] = _by_name(found, follows["of"], _but(body, following))
    follows |= {key: value for key, value in body.items() if key in following}
    return found | ({FOLLOWS: follows} if "claims" in body else {})


def without_following(kind: str, entry: dict) -> dict:
    """Give what an entry of a structure states itself; `kind` is "claim", "act", "ground" or "citation"."""
    return _but(entry, _FOLLOWING[kind])


def _but(entry, keys):
    return {key: value for key, value in entry.items() if key not in keys}


def _by_name(found, of, entry):
    """An entry with what stands in its lists by name; those become leaves."""
    return {
        key: [_leaf(found, of, _BENEATH[key], one) for one in value] if key in _BENEATH else value
        for key, value in entry.items()
    }


def _leaf(found, of, kind, entry):
    """Add a leaf and what follows of it; give its name. What stands in several places stands there alike."""
    name = f"{kind} {entry['id' if kind in ('source', 'act') else 'key']}"
    said = _by_name(found, of, _but(entry, _FOLLOWING[kind]))
    if found.setdefault(name, said) != said:
        raise ValueError(f"{name} is told in two ways")
    if rest := {key: entry[key] for key in _FOLLOWING[kind] if key in entry}:
        of[name] = rest
    return name


def joined(said: Mapping[str, Any]) -> dict[str, Any]:
    """Give the body that leaves make: without those that were taken out, and what stood in them alone."""
    follows = dict(said.get(FOLLOWS, {}))
    of = follows.pop("of", {})

    def whole(entry):
        return {
            key: [whole(said[name]) | of.get(name, {}) for name in value if name in said]
            if key in _BENEATH
            else value
            for key, value in entry.items()
        }

    return whole(said["record"]) | follows


def with_beneath(said: Mapping[str, Any], name: str) -> set[str]:
    """Give the name of a leaf and of all that stands in it or, of a source, cites it."""
    entry, found = said[name], {name}
    for key in _BENEATH.keys() & entry.keys():
        for one in entry[key]:
            found |= with_beneath(said, one) if one in said else set()
    if name.startswith("source "):
        cited = (key for key in said if key.startswith("citation "))
        found |= {one for one in cited if said[one]["source"] == entry["number"]}
    return found


def gaps(said: Mapping[str, Any]) -> dict[str, str]:
    """Give {name of a leaf that was taken out: name of the one that it stands in}."""
    return {
        name: parent
        for parent, entry in said.items()
        for key in _BENEATH.keys() & entry.keys()
        for name in entry[key]
        if name not in said
    }


def hashes(said: Mapping[str, Any], salts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the name of each leaf with the SHA-256 of its salt and its text."""
    for name in sorted(said):
        yield name, sha256(salts[name] + canonical(said[name]))

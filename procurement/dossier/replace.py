"""A published structure in which parties and sources have the forms that they have now.

What is published names merged parties as they were: `follow_merges` leads to the one that they are.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from typing import Any

from .finish import finish
from .parties_and_sources import Names


def is_party(form: dict) -> bool:
    """Tell whether a part of a structure is the form of a party."""
    return "the" in form


def replace_party(body: dict, form: dict) -> dict:
    """Put a party's new public form wherever the structure names it, and word it anew."""
    _put(body, form, form["id"])
    return finish(body)


def _put(part, form, id_):
    """Put a form in the place of each party of its kind that has an id."""
    for party in parties_in(part):
        if (party["kind"], party["id"]) == (form["kind"], id_):
            party.update(form)


def parties_in(part: Any) -> Iterator[dict]:
    """Yield the forms of parties in a part of a structure, as often as it names them."""
    if isinstance(part, dict):
        if is_party(part):
            yield part
        for value in part.values():
            yield from parties_in(value)
    elif isinstance(part, list):
        for value in part:
            yield from parties_in(value)


def with_names(body: dict, parties: Iterable[Any], sources: Iterable[Any]) -> dict:
    """Put the forms that working parties and sources have now into a structure; give it back, not finished."""
    parties, sources = list(parties), list(sources)
    names = Names(parties, sources)
    forms = {(one.kind, one.public_id): names.party(one) for one in parties}
    for party in parties_in(body):
        party.update(forms.get((party["kind"], party["id"])) or {})
    stories = {one.public_id: names.source(one) for one in sources}
    for source in body["sources"]:
        source.update(stories.get(source["id"], {}))
    return body


def replace_source(body: dict, form: dict) -> dict:
    """Put a source's new public form wherever the structure cites it, and word it anew."""
    for source in body["sources"]:
        if source["id"] == form["id"]:
            source.update(form)
    return finish(body)


# {"vendor 2", a merged party: (public id, slug) of its canonical one}; `merged` of a public contract
Merged = Mapping[str, Sequence[Any]]


def follow_merges(body: dict, merged: Merged) -> dict:
    """Give a structure in which merged parties lead to their canonical ones, worded anew; names stay.

    What named both names it once: a buyer that is found to be who uses it or runs it is the buyer.
    """
    if not merged:
        return body
    body = deepcopy(body)
    was_user, was_runner = (_id(body["buyer"]) != _id(one) for one in _others(body))
    for party in parties_in(body):
        if to := merged.get(f"{party['kind']} {party['id']}"):
            party["id"], party["slug"] = to
    user, runner = (_id(body["buyer"]) == _id(one) for one in _others(body))
    if was_user and user:
        body["user_body"] = None
    if was_runner and runner:
        del body["register"]["run_by"]
    return finish(body)


def _others(body):
    return body["user_body"], (body["register"] or {}).get("run_by")


def _id(party):
    return party and party["id"]

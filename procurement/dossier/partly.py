"""A form of which a part stays as the public reads it: what of working rows is not to go out."""

import copy
from collections.abc import Iterator
from typing import Any

from procurement import dates

from .facts import is_claimed

# What a contract states itself.
HEADING = ("ocid", "title", "slug", "purpose", "description", "buyer", "user_body", "vendors", "citations")  # fmt: skip
# Of one that the register speaks of, its notices own the rest.
HEADING_BESIDE_REGISTER = ("purpose", "citations")


def partly_published(
    body: dict, before: dict, whole: Any, *, heading: bool, claims: set, acts: set
) -> dict:
    """Put into what is stated (`build.stated`) what stays as `before` has it; give it back, not finished.

    `heading` tells whether title and parties stay; `claims` and `acts` are public ids. Order is that of
    the loaded contract `whole`. Sources are numbered anew, as a reader meets them.
    """
    sources = {one["id"]: one for form in (before, body) for one in form["sources"]}
    body, before = _by_id(body), _by_id(copy.deepcopy(before))
    if heading:
        body |= {key: before[key] for key in heading_keys(whole) if not is_claimed(before, key)}
    kept = [claim for claim in before["claims"] if claim["key"] in claims]
    places = {claim.public_id: place for place, claim in enumerate(whole.all_claims)}
    body["claims"] = sorted(body["claims"] + kept, key=lambda claim: places[claim["key"]])
    kept = [act for act in before["interventions"] if act["id"] in acts]
    body["interventions"] = _in_order(body["interventions"] + kept, whole)
    _unrelate(body)
    return _numbered(body, sources)


def heading_keys(whole: Any) -> tuple[str, ...]:
    """Give the keys of a structure that an editor states of a contract itself."""
    return HEADING_BESIDE_REGISTER if whole.from_register and whole.said else HEADING


def cited_in(body: dict) -> Iterator[dict]:
    """Yield each citation of what a structure states, in the order in which a reader meets them."""
    for one in (body, *body["claims"]):
        yield from one["citations"]
    for act in body["interventions"]:
        yield from act["citations"]
        for ground in act["grounds"]:
            yield from ground["citations"]


def _by_id(body):
    """With each citation led to the id of its source instead of its number."""
    ids = {one["number"]: one["id"] for one in body["sources"]}
    # What follows from statements repeats their citations.
    for citation in {id(one): one for one in cited_in(body)}.values():
        citation["source"] = ids[citation["source"]]
    return body


def _numbered(body, sources):
    numbers: dict[int, int] = {}
    for citation in {id(one): one for one in cited_in(body)}.values():
        citation["source"] = numbers.setdefault(citation["source"], len(numbers) + 1)
    body["sources"] = [sources[id_] | {"number": number} for id_, number in numbers.items()]
    return body


def _in_order(acts, whole):
    """By date; those without one after them, in the editor's order."""
    places = {act.public_id: (act.position, act.pk) for act in whole.all_acts}

    def order(act):
        day = act["date"] and dates.from_json(act["date"]).on.isoformat()
        return (not day, day or "", places[act["id"]])

    return sorted(acts, key=order)


def _unrelate(body):
    """An act that is not public any more is nothing that another could lead to."""
    told = {act["id"] for act in body["interventions"]}
    for act in body["interventions"]:
        if act["related"] not in told:
            act |= {"related": None, "relation": ""}

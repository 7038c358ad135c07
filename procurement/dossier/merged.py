"""A structure in which merged parties lead to the one that they are. What is published names them as they were."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

from .finish import finish
from .replace import parties_in

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

"""What goes out together with each statement of a working record."""

from collections.abc import Iterable
from typing import Any

from procurement.dossier.statement_states import key_of


def rests_on(whole: Any, before: dict | None) -> dict[str, frozenset[str]]:
    """Give the keys of what goes out together with each statement of a loaded contract, by its key.

    Nothing is public without its title and parties; an act takes along the one that it is about, where
    that is not public; a claim that becomes preferred, the one that ceases to be.
    """
    heading = {"heading"} if before is None else set()
    acts = {one["id"] for one in (before or {}).get("interventions", ())}
    preferred = {one["key"] for one in (before or {}).get("claims", ()) if one["rank"] == "preferred"}  # fmt: skip
    ready = {act.pk: act for act in whole.all_acts if act.ready}
    resting = {"heading": frozenset[str]()}
    for act in whole.all_acts:
        earlier = ready.get(act.related_id)
        along = {key_of(earlier)} if earlier and earlier.public_id not in acts else set()
        resting[key_of(act)] = frozenset(heading | along)
    for claim in whole.all_claims:
        along = {
            key_of(one)
            for one in whole.all_claims
            if _is_preferred(claim)
            and one is not claim
            and one.fact == claim.fact != "vendor"
            and one.public_id in preferred
            and not _is_preferred(one)
        }
        resting[key_of(claim)] = frozenset(heading | along)
    return resting


def _is_preferred(claim):
    return claim.ready and claim.rank == "preferred"


def with_what_they_rest_on(keys: Iterable[str], resting: dict[str, frozenset[str]]) -> set[str]:
    """Give the keys, and those that go out together with them."""
    found: set[str] = set()
    waiting = list(keys)
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            waiting += resting.get(key, ())
    return found

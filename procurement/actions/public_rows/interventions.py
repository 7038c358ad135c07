"""The public rows of interventions, from the published body of their contract, and written anew with it."""

from collections import Counter as Tally
from collections.abc import Iterable, Mapping
from typing import Any

from procurement import codelists, dates
from procurement.models import (
    PublicIntervention,
    PublicInterventionActor,
    PublicInterventionGround,
    bulk,
)
from procurement.search import indexed, indexed_apart
from procurement.searchable_text import words_of

from .facts import InterventionFacts, NamedParty

_AS_STATED = ("type", "capacity", "effect", "outcome", "sentence")
INTERVENTION_COLUMNS = (
    "public_id", *_AS_STATED, "happened_on", "happened_on_precision", "position", "level", "known_as",
    "has_primary_source", "has_reply", "has_outcome", "demonstration", "invented", "party_words", "words",
)  # fmt: skip


def intervention_facts(
    body: dict[str, Any], parties: Mapping[tuple[str, int], NamedParty]
) -> list[InterventionFacts]:
    """Give the interventions of a body, in its order."""
    primary = {source["number"] for source in body["sources"] if source["primary"]}
    replied = {one["related"] for one in body["interventions"] if one["relation"] == "responds_to"}
    return [
        InterventionFacts(
            _columns(one, _actors(one, parties))
            | {
                "position": position,
                "has_primary_source": any(cited["source"] in primary for cited in one["citations"]),
                "has_reply": one["id"] in replied,
                "demonstration": body["demonstration"],
                "invented": body["invented"],
                "words": indexed(f"{_title(body)} {words_of(one)}"),
            },
            list(dict.fromkeys(actor.key for actor in _actors(one, parties))),
            [(of["code"], of["name"], of["layer"], of["direction"]) for of in one["grounds"]],
        )
        for position, one in enumerate(body["interventions"])
    ]


def _actors(one, parties) -> list[NamedParty]:
    return [parties[actor["kind"], actor["id"]] for actor in one["actors"]]


def _columns(one, actors) -> dict[str, Any]:
    happened = dates.from_json(one["date"]) if one["date"] else None
    return {
        "public_id": one["id"],
        **{key: one[key] for key in _AS_STATED},
        "happened_on": happened and happened.on,
        "happened_on_precision": happened.precision if happened else "",
        "level": one["known"]["level"],
        "known_as": one["known"]["label"],
        "has_outcome": one["outcome"] not in codelists.NO_OUTCOME,
        "party_words": indexed_apart(piece for actor in actors for piece in actor.pieces),
    }


def _title(body) -> str:
    """The title of the contract, and the parties that head it."""
    parties = [body["buyer"], body["user_body"], *body["vendors"]]
    return " ".join([body["title"], *[party["name"] for party in parties if party]])


_ACTOR = ("intervention_id", "party_id", "position")
_GROUND = ("intervention_id", "ground", "name", "layer", "direction")


def replace_interventions(
    rows: Iterable[tuple[int, InterventionFacts]], existing: Iterable[int]
) -> tuple[set[int], set[int]]:
    """Write (key of the contract, intervention), in the place of those of `existing` contracts.

    Gives the keys of the parties of whom there are more or fewer now, and the public ids of those before.
    """
    before = bulk.select(PublicIntervention, ("id", "public_id"), "contract_id", existing)
    keys = [key for key, _ in before]
    acted = bulk.select(PublicInterventionActor, ("party_id",), "intervention_id", keys)
    if before:
        for model in (PublicInterventionGround, PublicInterventionActor):
            model._default_manager.filter(intervention__in=keys)._raw_delete("default")
        PublicIntervention.objects.filter(pk__in=keys)._raw_delete("default")
    now = list(rows)
    _insert(now)
    were = Tally(party for (party,) in acted)
    are = Tally(party for _, one in now for party in one.actors)
    return {*(were - are), *(are - were)}, {public_id for _, public_id in before}


def _insert(rows):
    names = INTERVENTION_COLUMNS
    keyed = list(zip(bulk.ids(PublicIntervention, len(rows)), rows, strict=True))
    bulk.insert(
        PublicIntervention,
        ("id", "contract_id", *names),
        [(key, contract, *map(one.columns.__getitem__, names)) for key, (contract, one) in keyed],
    )
    actors = [
        (key, party, place)
        for key, (_, one) in keyed
        for place, party in enumerate(one.actors, start=1)
    ]
    bulk.insert(PublicInterventionActor, _ACTOR, actors)
    grounds = [(key, *ground) for key, (_, one) in keyed for ground in one.grounds]
    bulk.insert(PublicInterventionGround, _GROUND, grounds)

"""The public rows of interventions, their actors and grounds, written anew with their contract."""

from collections import Counter as Tally
from collections.abc import Iterable

from procurement.models import (
    PublicIntervention,
    PublicInterventionActor,
    PublicInterventionGround,
    bulk,
)

from .facts import InterventionFacts
from .interventions import INTERVENTION_COLUMNS

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

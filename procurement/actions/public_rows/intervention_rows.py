"""The public rows of interventions and their grounds, written anew with their contract."""

from collections import Counter as Tally
from collections.abc import Iterable

from procurement.models import PublicIntervention, PublicInterventionGround, bulk

from .facts import InterventionFacts
from .interventions import INTERVENTION_COLUMNS

_GROUND = ("intervention_id", "ground", "name", "layer", "direction")


def replace_interventions(
    rows: Iterable[tuple[int, InterventionFacts]], existing: Iterable[int]
) -> tuple[set[int], set[int]]:
    """Write (key of the contract, intervention), in the place of those of `existing` contracts.

    Gives the keys of the parties of whom there are more or fewer now, and the public ids of those before.
    """
    columns = ("id", "public_id", "stakeholder_id")
    before = bulk.select(PublicIntervention, columns, "contract_id", existing)
    if before:
        keys = [key for key, *_ in before]
        grounds = PublicInterventionGround.objects.filter(intervention__in=keys)
        grounds._raw_delete("default")
        PublicIntervention.objects.filter(pk__in=keys)._raw_delete("default")
    now = list(rows)
    _insert(now)
    were = Tally(who for *_, who in before)
    are = Tally(one.columns["stakeholder_id"] for _, one in now)
    return {*(were - are), *(are - were)}, {public_id for _, public_id, _ in before}


def _insert(rows):
    names = INTERVENTION_COLUMNS
    keyed = list(zip(bulk.ids(PublicIntervention, len(rows)), rows, strict=True))
    bulk.insert(
        PublicIntervention,
        ("id", "contract_id", *names),
        [(key, contract, *map(one.columns.__getitem__, names)) for key, (contract, one) in keyed],
    )
    grounds = [(key, *ground) for key, (_, one) in keyed for ground in one.grounds]
    bulk.insert(PublicInterventionGround, _GROUND, grounds)

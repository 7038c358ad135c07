"""Public interventions, and the grounds they rest on."""

from django.db.models import F, Prefetch, QuerySet

from procurement.dossier.unknown import NEEDS_POWER
from procurement.models import (
    PublicIntervention,
    PublicInterventionActor,
    PublicInterventionGround,
    PublicParty,
)

from .contracts import bought_by


def interventions() -> QuerySet[PublicIntervention]:
    """Public interventions, with what a row shows: actors, contract, grounds."""
    return PublicIntervention.objects.select_related("contract").prefetch_related(
        Prefetch("acting", PublicInterventionActor.objects.select_related("party")),
        Prefetch("grounds", PublicInterventionGround.objects.order_by("pk")),
    )


def interventions_on(**conditions) -> QuerySet:
    """The keys of the public interventions of which one ground meets some conditions. No query."""
    grounds = PublicInterventionGround.objects.filter(**conditions)
    return grounds.order_by().values("intervention")


def interventions_by(**conditions) -> QuerySet:
    """The keys of the public interventions of which one actor meets some conditions. No query."""
    actors = PublicInterventionActor.objects.filter(**conditions)
    return actors.order_by().values("intervention")


def contracts_with(**conditions) -> QuerySet:
    """The keys of the public contracts of which one intervention meets some conditions. No query."""
    return PublicIntervention.objects.order_by().filter(**conditions).values("contract")


def latest_first(queryset: QuerySet[PublicIntervention]) -> QuerySet[PublicIntervention]:
    """Order acts by date, those without one after them as they stand in their trails."""
    happened_on = F("happened_on").desc(nulls_last=True)
    return queryset.order_by(happened_on, "-contract__public_id", "position")


def interventions_of(party: PublicParty) -> QuerySet[PublicIntervention]:
    """A stakeholder's interventions, or those on what a buyer buys or a vendor supplies.

    Not the invented ones, of a party that other contracts name: it counts the others.
    """
    acts = latest_first(interventions())
    acts = acts.filter(invented=party.invented)
    if party.kind == "stakeholder":
        return acts.filter(pk__in=interventions_by(party=party))
    if party.kind == "buyer":
        return acts.filter(contract__in=bought_by([party.pk]))
    return acts.filter(contract__in=party.supplied.all())


def needing_power() -> set[str]:
    """Give the types of act that need a legal power, so that its absence is worth saying."""
    return NEEDS_POWER

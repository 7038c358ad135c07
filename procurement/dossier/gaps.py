"""What keeps a contract from being published, and what stays behind when it is."""

from django.db.models import Exists, OuterRef, Q

from procurement.models import Citation, Claim, Contract, Intervention, InterventionGround


def uncited(contract: Contract) -> list:
    """Give the ready statements without a ready citation: working rows, in order.

    A ground that the actor stated rests on the citations of the act; one that others attribute,
    or that was raised only, needs its own. A contract with notices rests on them.
    """
    bare: list = []
    if not contract.has_notices() and not contract.citations.filter(ready=True).exists():
        bare.append(contract)
    bare += _bare(Claim, "claim", contract=contract, ready=True)
    bare += _bare(Intervention, "intervention", contract=contract, ready=True)
    bare += _bare(
        InterventionGround,
        "ground",
        ~Q(layer="stated"),
        intervention__contract=contract,
        intervention__ready=True,
    )
    return bare


def _bare(model, target, *conditions, **fields):
    cited = Citation.objects.filter(**{target: OuterRef("pk")}, ready=True)
    return list(model.objects.filter(~Exists(cited), *conditions, **fields))


def unready(contract: Contract) -> list:
    """Give the claims, interventions and citations that are not ready: they stay behind."""
    theirs = (
        Q(contract=contract)
        | Q(intervention__contract=contract)
        | Q(claim__contract=contract)
        | Q(ground__intervention__contract=contract)
    )
    return [
        *contract.claims.filter(ready=False),
        *contract.interventions.filter(ready=False).select_related("stakeholder"),
        *Citation.objects.filter(theirs, ready=False).select_related("source"),
    ]

"""What keeps a contract from being published, and what stays behind when it is."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from procurement.models import Claim, Contract, Intervention, InterventionGround


def uncited(whole: Any) -> list:
    """Give the chosen statements of a loaded contract without a chosen citation: working rows, in order.

    A ground that the actor stated rests on the citations of the act.
    """
    own = [whole] if whole.chosen_heading and not whole.notices.all() else []
    grounds = [ground for act in whole.chosen_acts for ground in act.chosen_grounds]
    resting = [ground for ground in grounds if ground.layer != "stated"]
    rows = [*own, *whole.chosen_claims, *whole.chosen_acts, *resting]
    return [row for row in rows if not row.chosen_citations]


def with_gaps(contracts: QuerySet[Contract]) -> QuerySet[Contract]:
    """Narrow to the contracts that have an uncited statement."""
    condition = Q()
    for path, rows in _statements():
        condition |= Q(Exists(rows.filter(**{path: OuterRef("pk")})))
    return contracts.filter(condition)


def _statements() -> list[tuple[str, QuerySet]]:
    """Give, for each kind of statement, the path to its contract and the uncited ones, if ready."""
    grounds = InterventionGround.objects.uncited()
    return [
        ("pk", Contract.objects.uncited()),
        ("contract", Claim.objects.uncited().filter(ready=True)),
        ("contract", Intervention.objects.uncited().filter(ready=True)),
        ("intervention__contract", grounds.filter(intervention__ready=True)),
    ]

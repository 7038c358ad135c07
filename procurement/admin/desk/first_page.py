"""The first page: what waits for somebody, counted, each line with the list that it counts."""

from collections.abc import Iterator
from typing import NamedTuple

from django.db.models import QuerySet
from django.urls import reverse

from procurement import actions
from procurement.models import Contract, ImportProblem, Intervention, Submission

from ..large_tables import MOST
from ..submissions import in_state
from .work import OF_CONTRACTS, OF_INTERVENTIONS

OF_SUBMISSIONS = {
    "in_review": "In review",
    "scheduled": "Scheduled",
    "failed": "Scheduled, and failed or late",
}


class Line(NamedTuple):
    """What waits: in words, how much of it (no further than lists count), and the list of it."""

    label: str
    number: int
    address: str
    is_urgent: bool = False

    @property
    def shown(self) -> str:
        """How much, as it is said: "10,000 or more" beyond what is counted."""
        return f"{MOST:,} or more" if self.number > MOST else f"{self.number:,}"


def lines(user) -> list[Line]:
    """Give the lines of whoever may look through the record; a fixed number of queries."""
    found = [
        Line(label, rows.order_by()[: MOST + 1].count(), address, label in _URGENT)
        for label, rows, address in _lines(user)
        if user.has_perm(f"procurement.view_{rows.model._meta.model_name}")
    ]
    if found:
        pairs, address = actions.likely_duplicates(), reverse("admin:likely_duplicates")
        found.insert(-1, Line("Likely duplicates", len(pairs), address))
    return found


_URGENT = {OF_CONTRACTS["waiting"][0], OF_SUBMISSIONS["failed"]}


def _lines(user) -> Iterator[tuple[str, QuerySet, str]]:
    contracts = iter(
        (label, narrow(Contract.objects.all(), user), _list("contract", f"work={code}"))
        for code, (label, narrow) in OF_CONTRACTS.items()
    )
    yield next(contracts)
    for state, label in OF_SUBMISSIONS.items():
        yield (
            label,
            in_state(Submission.objects.all(), state),
            _list("submission", f"state={state}"),
        )
    yield from contracts
    for code, (label, narrow) in OF_INTERVENTIONS.items():
        rows = narrow(Intervention.objects.all(), user)
        yield f"Acts: {label.lower()}", rows, _list("intervention", f"work={code}")
    problems = ImportProblem.objects.filter(kind="review")
    yield "Import problems to review", problems, _list("importproblem", "kind__exact=review")


def _list(model, query):
    return f"{reverse(f'admin:procurement_{model}_changelist')}?{query}"

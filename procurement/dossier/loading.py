"""A contract with everything that a form of it can be made of, and which of it is meant."""

from collections.abc import Callable
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Prefetch, Q

from procurement.models import Citation, Claim, Contract, Intervention, InterventionGround
from procurement.models.citation import TARGETS

from . import register


def loaded(pk: int, *, locked: bool = False) -> Any:
    """Load a contract with everything that a form of it can be made of; `locked` until the transaction ends.

    A `Contract` that also has `all_citations`, `all_claims` and `all_acts`, as lists; these have theirs, and
    acts have `all_grounds`; and `said`, the document of its notices, if it has any. What is ready is chosen.
    """
    grounds = Prefetch(
        "grounds", InterventionGround.objects.select_related("ground"), to_attr="all_grounds"
    )
    acts = Intervention.objects.select_related("related", "saved_by")
    claims = Claim.objects.select_related("stakeholder", "buyer", "vendor", "saved_by")
    rows = Contract.objects.select_for_update(of=("self",)) if locked else Contract.objects.all()
    whole: Any = (
        rows.select_related("buyer", "user_body", "saved_by", "assigned_to")
        .prefetch_related(
            *register.loads(),
            Prefetch("claims", claims, to_attr="all_claims"),
            Prefetch(
                "interventions", acts.with_actors().prefetch_related(grounds), to_attr="all_acts"
            ),
        )
        .get(pk=pk)
    )
    _load_citations(whole)
    whole.said = register.document_of(whole)
    return choose(whole, is_ready)


def _load_citations(whole):
    """Load the citations of all that can be cited for, in one statement."""
    grounds = [ground for act in whole.all_acts for ground in act.all_grounds]
    rows = {
        (row._meta.model_name.removeprefix("intervention") or "intervention", row.pk): row
        for row in (whole, *whole.all_claims, *whole.all_acts, *grounds)
    }
    for row in rows.values():
        row.all_citations = []
    cited = [Q(**{f"{name}__in": [pk for kind, pk in rows if kind == name]}) for name in TARGETS]
    found = Citation.objects.filter(reduce(or_, cited))
    for citation in found.select_related("source__repeats__repeats", "speaker"):
        name = next(name for name in TARGETS if getattr(citation, f"{name}_id"))
        row = rows[name, getattr(citation, f"{name}_id")]
        setattr(citation, name, row)
        row.all_citations.append(citation)


def is_ready(row: Any) -> bool:
    """Tell whether a working row goes out with the next publication; a contract itself always does."""
    return getattr(row, "ready", True)


def choose(whole: Any, is_chosen: Callable[[Any], bool]) -> Any:
    """Say which statements, grounds and citations of a loaded contract are meant; give it back.

    It then has `chosen_heading` (whether title and parties are), `chosen_citations`, `chosen_claims` and
    `chosen_acts`; these have `chosen_citations`, and acts `chosen_grounds`.
    """

    def of(rows):
        return [row for row in rows if is_chosen(row)]

    whole.chosen_heading = is_chosen(whole)
    whole.chosen_citations = of(whole.all_citations) if whole.chosen_heading else []
    whole.chosen_claims, whole.chosen_acts = of(whole.all_claims), of(whole.all_acts)
    for row in (*whole.chosen_claims, *whole.chosen_acts):
        row.chosen_citations = of(row.all_citations)
    for act in whole.chosen_acts:
        act.chosen_grounds = of(act.all_grounds)
        for ground in act.chosen_grounds:
            ground.chosen_citations = of(ground.all_citations)
    return whole

"""The cases as editors publish them."""

import datetime

from procurement import actions
from procurement.models import Contract
from tests import factories as make


def noon(day: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(f"{day}T12:00:00+00:00")


def publish(case) -> Contract:
    """Publish a case: first as it was entered, then each correction of it on its day."""
    (day, reason, form), *later = case.PUBLISHED
    editor = make.make_user()
    revision = actions.enter(form, by=editor, reason=reason, at=noon(day))
    contract = Contract.objects.get(pk=revision.contract_id)
    for day, reason, form in later:
        correct(contract, form)
        actions.publish(contract, by=editor, reason=reason, at=noon(day))
    contract.refresh_from_db()
    return contract


def correct(contract: Contract, form: dict) -> None:
    """Put in what a later form says otherwise: the description, effects of acts, and acts that are new."""
    contract.description = form["description"]
    contract.save()
    held = list(contract.interventions.order_by("position"))
    for act, stated in zip(held, form["interventions"], strict=False):
        act.effect = stated["effect"]
        act.save()
    new = actions.draft(form | {"title": "To be moved"})
    for act in new.interventions.order_by("position")[len(held) :]:
        act.contract, act.related = contract, held[0]
        act.save()
    new.delete()

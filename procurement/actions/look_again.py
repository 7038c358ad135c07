"""Saying that somebody looked how an act ended, and found nothing new: a revision of that day alone."""

from django.db import transaction
from django.utils import timezone

from procurement import codelists, dates
from procurement.models import Contract, Counter, Intervention, Revision

from .change import Change
from .errors import Refused
from .publish import write_revision
from .statements import form_of, label_of

REASON = "Looked how it ended, and found nothing new: {label}."


@transaction.atomic
def look_again(intervention: Intervention, *, by, at=None) -> Revision:
    """Publish the day on which somebody looked how a public act ended, and nothing else; give the revision.

    What is pending stays pending, and it needs no second person. Raises `Refused` for an act that is not
    public or whose end is known, and on a day on which it was said already.
    """
    Counter.hold()
    contract = Contract.objects.select_for_update(of=("self",)).get(pk=intervention.contract_id)
    latest, day = Revision.objects.latest_of(contract), dates.today()
    body = form_of(latest, contract) or {"interventions": []}
    acts = [act for act in body["interventions"] if act["id"] == intervention.public_id]
    if latest is None or not acts:
        raise Refused(["This act is not public."])
    if acts[0]["outcome"] not in codelists.NO_OUTCOME:
        raise Refused(["The public reads how this act ended."])
    if acts[0].get("looked_on") == day.isoformat():
        raise Refused(["That was said today already."])
    acts[0]["looked_on"] = day.isoformat()
    Intervention.objects.filter(pk=intervention.pk).update(looked_on=day)
    return write_revision(
        contract, body, Change("looked_again"), latest, by=by, at=at or timezone.now(),
        reason=REASON.format(label=label_of(intervention)),
    )  # fmt: skip

"""Starting to track a contract of which the register alone spoke: editors keep it from then on."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from procurement.models import Conflict, Contract, Counter
from procurement.models.history import recorded

from .errors import Refused

STARTED = "Started tracking it."


@transaction.atomic
def track(contract: Contract, *, by) -> Contract:
    """Let editors keep a contract; give it as it is now.

    Nothing public changes: until it is published, the public reads what the register says.
    Raises `Refused` where editors keep it already, `Conflict` when it has moved on.
    """
    Counter.hold()
    if contract.tracked:
        raise Refused(["Editors keep this contract already."])
    rows = Contract.objects.filter(pk=contract.pk)
    untracked = rows.filter(tracked=False, version=contract.version)
    with recorded(rows, by=by, reason=STARTED):
        if not untracked.update(tracked=True, version=F("version") + 1, updated_at=timezone.now()):
            raise Conflict(contract)
    return rows.get()

"""What editors say of an award that the rules take for another: that it is not the same."""

from django.db import transaction
from django.utils import timezone

from procurement.models import Contract, Counter, NotTheSame

from .action_log import log_action
from .errors import Refused, checked_reason
from .holdings import recount_holdings
from .reworth import reworth
from .same_awards import settle_again
from .totals import recount


@transaction.atomic
def set_apart(contract: Contract, award: str, *, by, reason: str, at=None) -> NotTheSame:
    """Say that an award of a contract is the same as no other: it counts, whatever the rules find.

    It stands across imports, until it is taken back. Raises `Refused` without a reason, and where it is said already.
    """
    reason = checked_reason(reason)
    Counter.hold()
    public_id = _checked(contract)
    said, fresh = NotTheSame.objects.get_or_create(
        public_id=public_id, award=award,
        defaults={
            "reason": reason, "by": by, "at": at or timezone.now(), "demonstration": contract.demonstration,
        },
    )  # fmt: skip
    if not fresh:
        raise Refused(["That is said of this award already."])
    _told_anew(contract, by, f"An editor says that award {award} is no other: {reason}")
    log_action("set_apart", contract, about=f", award {award}", by=by, reason=reason)
    return said


@transaction.atomic
def put_together(contract: Contract, award: str, *, by, reason: str) -> None:
    """Take back that an award is the same as no other. Raises `Refused` where nobody said so."""
    reason = checked_reason(reason)
    Counter.hold()
    rows = NotTheSame.objects.filter(public_id=_checked(contract), award=award)
    if not rows.delete()[0]:
        raise Refused(["Nobody says that of this award."])
    _told_anew(contract, by, f"An editor takes back that award {award} is no other: {reason}")
    log_action("put_together", contract, about=f", award {award}", by=by, reason=reason)


def _checked(contract) -> int:
    Contract.objects.select_for_update(of=("self",)).get(pk=contract.pk)
    if contract.public_id is None:
        raise Refused(["This contract is not public."])
    return contract.public_id


def _told_anew(contract, by, reason):
    recount(reworth(settle_again([contract.public_id]), by=by, reason=reason))
    recount_holdings()
    Counter.next("data")

"""What waits for somebody, and who: each a narrowing of a list, which the first page counts."""

import datetime
from collections.abc import Callable
from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from procurement import dates, dossier, holds
from procurement.codelists import NO_OUTCOME
from procurement.models import (
    Contract,
    Intervention,
    Notice,
    PublicMention,
    RegisterDocument,
    Submission,
    roles,
)

from .with_reason import PERMISSION

LONG, UNSEEN = datetime.timedelta(days=7), datetime.timedelta(days=90)


def waiting_for(contracts: Any, user) -> Any:
    """Contracts that wait for an account: what it may review and did not submit (but where they are assigned to
    another who may), what was sent back to it, what it scheduled and failed, and those that are assigned to it and
    have something that is not public.
    """
    of = Submission.objects.filter(contract=OuterRef("pk"))
    returned = Submission.objects.returned().filter(contract=OuterRef("pk"))
    mine = Exists(returned.filter(Q(by=user) | Q(state="failed", answered_by=user)))
    unfinished = Exists(Contract.objects.unfinished().filter(pk=OuterRef("pk")))
    asked = Q(assigned_to=user) & unfinished & ~Exists(of.open())
    if user.has_perm(PERMISSION):
        review = of.filter(state="in_review").exclude(by=user)
        by_assigned = Exists(of.filter(state="in_review", by=OuterRef("assigned_to")))
        may = roles.who_may(PERMISSION).exclude(pk=user.pk).order_by().values("pk")
        asked |= Exists(review) & (by_assigned | ~Exists(may.filter(pk=OuterRef("assigned_to"))))
    return contracts.filter(mine | asked)


def pending_for_long(contracts: Any, user) -> Any:
    """Public contracts with edits that are not, of which the last was saved more than a week ago."""
    return contracts.pending().filter(updated_at__lt=timezone.now() - LONG)


def without_primary(contracts: Any, user) -> Any:
    """Public contracts that editors keep, without official notices and without any primary source."""
    primary = PublicMention.objects.filter(
        contract__public_id=OuterRef("public_id"), source__is_primary=True
    )
    notices = Notice.objects.filter(contract=OuterRef("pk"))
    kept = contracts.filter(tracked=True, published_version__gt=0, public_id__isnull=False)
    return kept.filter(~Exists(notices), ~Exists(primary))


def contradicted(contracts: Any, user) -> Any:
    """Those with a preferred claim that a later notice contradicts."""
    return contracts.filter(pk__in=dossier.contradicted())


def counted_elsewhere(contracts: Any, user) -> Any:
    """Contracts that editors keep, with an award that counts under another contract."""
    kept = Contract.objects.filter(tracked=True, public_id__isnull=False)
    rows = RegisterDocument.objects.filter(public_id__in=kept.values("public_id"))
    marks = rows.exclude(same={}).values_list("public_id", "same")
    ids = [one for one, same in marks if any("in" in mark for mark in same.values())]
    return contracts.filter(public_id__in=ids)


def to_look_at(interventions: Any, user) -> Any:
    """Public acts that hold a contract up, or were due to end, of which nobody knows the end: overdue and
    not looked at since that day, or not looked at for 90 days.
    """
    today, since = dates.today(), dates.today() - UNSEEN
    ending = Intervention.objects.filter(
        related=OuterRef("pk"), ready=True, relation__in=("lifts", "resolves")
    )
    unseen = Q(looked_on__lt=since) | Q(looked_on__isnull=True, created_at__date__lt=since)
    overdue = Q(expires_on__lt=today) & (
        Q(looked_on__isnull=True) | Q(looked_on__lte=F("expires_on")) | Q(looked_on__lt=since)
    )
    may_hold = Q(type__in=holds.HOLDING_TYPES) | Q(effect__in=holds.HOLDING_EFFECTS)
    public = interventions.filter(
        ready=True,
        public_id__isnull=False,
        contract__published_version__gt=0,
        outcome__in=NO_OUTCOME,
    )
    return public.filter(
        overdue | (may_hold & unseen), ~Exists(ending.exclude(outcome__in=holds.UNDONE))
    )  # fmt: skip


# Of a list, for an account.
Narrowing = Callable[[Any, Any], Any]
OF_CONTRACTS: dict[str, tuple[str, Narrowing]] = {
    "waiting": ("Waiting for you", waiting_for),
    "pending": ("Pending for over a week", pending_for_long),
    "primary": ("Published without a primary source", without_primary),
    "contradicted": ("A notice contradicts a preferred claim", contradicted),
    "same": ("Marked as the same award as another", counted_elsewhere),
}
OF_INTERVENTIONS: dict[str, tuple[str, Narrowing]] = {
    "look": ("Overdue, or not looked at for 90 days", to_look_at),
}


class WorkFilter(SimpleListFilter):
    """What waits for somebody."""

    title = "what waits"
    parameter_name = "work"
    table: dict[str, tuple[str, Narrowing]] = OF_CONTRACTS

    def lookups(self, request, model_admin):
        return [(code, label) for code, (label, _) in self.table.items()]

    def queryset(self, request, queryset):
        if self.value() not in self.table:
            return queryset
        return self.table[self.value()][1](queryset, request.user)


class InterventionWorkFilter(WorkFilter):
    """The acts that somebody has to look at again."""

    table = OF_INTERVENTIONS

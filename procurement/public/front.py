"""What the front page shows."""

from django.db.models import F

from procurement.models import PublicSource, Revision

from .contracts import newest_first
from .interventions import interventions, latest_first
from .plan import contracts
from .rows import rows_of
from .totals import holdings
from .whole_record import RecordContents, without_invented

MOST = 5


def front(standing: RecordContents) -> dict:
    """Give what the front page shows: open holds, latest changes, notices and acts, and how many.

    What editors keep comes first: the register's contracts are many, and each import changes
    thousands, so those that it alone speaks of have a list of their own, by their last notice.
    """
    acts = without_invented(interventions())
    held = _kept_by_editors(contracts()).exclude(hold="none")
    noticed = without_invented(contracts().filter(tracked=False))
    latest = ("-changed_at", "-public_id")
    return {
        "held": _rows(held.order_by(F("held_since").desc(nulls_last=True), *latest)),
        "held_count": held.count(),
        "latest": _rows(_kept_by_editors(contracts()).order_by(*latest)),
        "noticed": _rows(newest_first(noticed)),
        "acts": latest_first(acts)[:MOST],
        "holdings": holdings(invented=not standing.real),
        "act_count": acts.count(),
        "source_count": without_invented(PublicSource.objects.all()).count(),
    }


def _rows(contracts):
    """The first of some contracts. Two queries."""
    return rows_of(contracts.values_list("pk", flat=True)[:MOST])


def _kept_by_editors(rows):
    """Those with a revision, few among many: each is looked up by its public id."""
    kept = Revision.objects.filter(subject_kind="contract").order_by().values("subject_id")
    return without_invented(rows.filter(public_id__in=kept))

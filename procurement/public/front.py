"""What the front page shows, and what every list rests on."""

import datetime

from django.db.models import F

from procurement import dates
from procurement.models import Counter, PublicSource, Revision

from .contracts import contracts, newest_first
from .interventions import interventions, latest_first
from .invented import RecordContents, without_invented
from .rows import rows_of
from .totals import holdings

MOST = 5


def data_version() -> int:
    """Count of all changes of the public record: what a list's ETag rests on."""
    counter = Counter.objects.filter(name="data").first()
    return counter.last if counter else 0


def today() -> datetime.date:
    """The day in London, by which pages are told, and which is in their ETag."""
    return dates.today()


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

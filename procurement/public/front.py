"""What the front page shows, and what every list rests on."""

import datetime

from django.db import connection
from django.db.models import F

from procurement import dates
from procurement.models import PublicContract, PublicSource, Revision

from .contracts import contracts, newest_first
from .interventions import interventions, latest_first
from .invented import RecordContents, without_invented
from .totals import holdings

MOST = 5


def data_version() -> int:
    """Count of all changes of the public record: what a list's ETag rests on."""
    with connection.cursor() as cursor:
        # Written out, as `version_of` is: each request asks it.
        cursor.execute("SELECT last FROM procurement_counter WHERE name = 'data'")
        return (cursor.fetchone() or (0,))[0]


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
        "held": held.order_by(F("held_since").desc(nulls_last=True), *latest)[:MOST],
        "held_count": held.count(),
        "latest": _kept_by_editors(PublicContract.objects.all()).order_by(*latest)[:MOST],
        "noticed": newest_first(noticed)[:MOST],
        "acts": latest_first(acts)[:MOST],
        "holdings": holdings(invented=not standing.real),
        "act_count": acts.count(),
        "source_count": without_invented(PublicSource.objects.all()).count(),
    }


def _kept_by_editors(rows):
    """Those with a revision, few among many: each is looked up by its public id."""
    kept = Revision.objects.filter(subject_kind="contract").order_by().values("subject_id")
    return without_invented(rows.filter(public_id__in=kept))

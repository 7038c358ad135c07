"""Which contracts are open for bids, running or over on a day, by their stored days."""

import datetime
from collections.abc import Iterable
from functools import reduce
from operator import or_

from django.db.models import QuerySet

from procurement.models import PublicContract
from procurement.models.when import open_on, over_on, running_on

_ON = {"open": open_on, "running": running_on, "over": over_on}


def at_times(
    rows: QuerySet[PublicContract], times: Iterable[str], day: datetime.date
) -> QuerySet[PublicContract]:
    """Narrow to the contracts that are any of some codes of WHEN on a day."""
    return rows.filter(reduce(or_, (_ON[time](day) for time in times)))

"""Writes the public rows of contracts that the register alone speaks of."""

import datetime
from functools import cache

from django.utils import timezone

from procurement import actions
from procurement.codelists import notice_event
from procurement.dates import LONDON

from .contract_notices import ContractNotices
from .parties import Parties


def write(
    works: list[ContractNotices], buyers: Parties, vendors: Parties, *, invented: bool
) -> set[int]:
    """Write the public rows of untracked contracts; give the public parties that are to be counted anew.

    `works` are those that are public and that no editor has published.
    """
    now, parties = timezone.now(), {"buyer": buyers, "vendor": vendors}
    return actions.write([_facts(work, parties, invented, now) for work in works]).parties


def _facts(work, parties, invented, now) -> actions.Facts:
    of = actions.Noticed(work.public_id, work.ocid, invented, invented, _moments(work, now))

    @cache
    def party_at(kind: str, place: int) -> actions.NamedParty:
        return parties[kind].of(work.parties[place])

    return actions.document_facts(work.document, of, party_at, work.compiled.words)


def _moments(work, now: datetime.datetime) -> actions.Moments:
    """When notices first and last told of it; without a date in any, as it came in."""
    first, last = work.first_at, work.last.at
    day = last and last.astimezone(LONDON).date()
    event = notice_event(work.last.type) if day else ""
    return actions.Moments(first, first or now, last or now, event, day, "day" if day else "")

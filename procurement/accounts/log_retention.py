"""Erasing from the log, after the time that settings say, from where people came."""

import datetime

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone

from procurement.models import AuditEntry

DAY = 24 * 60 * 60
DONE_TODAY = "addresses-erased"


def erase_addresses() -> int:
    """Empty the addresses in entries that are older; give how many there were."""
    erased = 0
    while some := _erase_some():
        erased += some
    return erased


def erase_addresses_daily() -> None:
    """Do some of the same, until all is done for today: whoever comes in must not wait for millions."""
    if cache.get(DONE_TODAY) is None and not _erase_some():
        cache.set(DONE_TODAY, "yes", DAY)


def _erase_some():
    before = timezone.now() - datetime.timedelta(days=settings.ADDRESS_DAYS)
    return AuditEntry.objects.erase_some_addresses(before)

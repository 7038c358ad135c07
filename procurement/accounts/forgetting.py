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
    before = timezone.now() - datetime.timedelta(days=settings.ADDRESS_DAYS)
    return AuditEntry.objects.erase_addresses(before)


def erase_addresses_daily() -> None:
    """Do the same, at most once a day."""
    if cache.add(DONE_TODAY, "yes", DAY):
        erase_addresses()

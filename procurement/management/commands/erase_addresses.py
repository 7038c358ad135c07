"""Erase from the log from where people came, after the time that settings say."""

from django.conf import settings
from django.core.management.base import BaseCommand

from procurement.accounts import events


class Command(BaseCommand):
    """`manage.py erase_addresses`: empties the addresses in old entries of the log."""

    help = (
        "Empty the addresses in entries of the log that are older than ADDRESS_DAYS. Logins do the"
        " same once a day; run it from a timer where days may pass without one."
    )

    def handle(self, *args, **options):
        erased = events.erase_addresses()
        days = settings.ADDRESS_DAYS
        self.stdout.write(f"Log: erased {erased} addresses that were older than {days} days.")

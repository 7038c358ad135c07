"""Let somebody in again who has lost their second factor and their recovery codes."""

from allauth.mfa.models import Authenticator
from django.core.management.base import BaseCommand
from django.db import transaction

from procurement.accounts import sessions
from procurement.management.accounts import find
from procurement.models import AuditEntry


class Command(BaseCommand):
    """Remove the second factors of an account, and end its sessions."""

    help = "Removes the second factors and recovery codes of somebody who lost them, and ends their sessions."

    def add_arguments(self, parser):
        parser.add_argument("name", help="what they log in by")

    def handle(self, *args, name, **options):
        account = find(name)
        with transaction.atomic():
            factors = Authenticator.objects.filter(user=account)
            kinds = sorted({factor.get_type_display() for factor in factors})
            factors.delete()
            ended = sessions.end_all(account)
            if kinds:
                AuditEntry.record("second_factor_removed", about=name, said=", ".join(kinds))
            if ended:
                AuditEntry.record("session_ended", about=name, said=f"{ended}, all of them.")
        if not kinds:
            self.stdout.write(f"{name} had no second factor.")
            return
        self.stdout.write(
            f"{name} has no second factor any more (removed: {', '.join(kinds)}); sessions ended: {ended}."
        )
        self.stdout.write("They log in with their password alone, and set up another.")

"""Let somebody set a new password who has forgotten theirs."""

from django.core.management.base import BaseCommand

from procurement.management.accounts import find, link_in_words
from procurement.models import AuditEntry


class Command(BaseCommand):
    """Print the link by which the owner of an account sets a new password."""

    help = "Prints a link by which somebody sets a new password. The old one works until they do."

    def add_arguments(self, parser):
        parser.add_argument("name", help="what they log in by")

    def handle(self, *args, name, **options):
        account = find(name)
        AuditEntry.record("reset_asked", about=name)
        self.stdout.write(f"For a new password of {name}:")
        self.stdout.write(link_in_words(account))

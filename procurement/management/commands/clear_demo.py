"""Take the demonstration record out."""

from django.core.management.base import BaseCommand

from procurement import actions
from procurement.management import founding_case


class Command(BaseCommand):
    """`manage.py clear_demo`: removes the demonstration record and nothing else."""

    help = "Remove the demonstration record, and nothing else."

    def handle(self, *args, **options):
        deleted = actions.clear_demonstration()
        founding_case.remove_user()
        told = ", ".join(f"{number} {name}" for name, number in deleted.items())
        self.stdout.write(f"Demonstration record: removed {told}.")

"""Load the demonstration record."""

from django.conf import settings
from django.core.management.base import BaseCommand

from procurement.management import founding_case
from procurement.models import Contract


class Command(BaseCommand):
    """`manage.py load_demo`: the founding case, entered and published as an editor would."""

    help = "Load the demonstration record (the founding case). `clear_demo` takes it out again."

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-empty", action="store_true", help="Do nothing when there is any contract."
        )

    def handle(self, *args, if_empty=False, **options):
        if settings.PRODUCTION and if_empty:
            self.stdout.write("Production: the demonstration record is not loaded.")
            return
        contracts = Contract.objects if if_empty else Contract.objects.filter(is_sample=True)
        if contracts.exists():
            self.stdout.write("Demonstration record: left as it is.")
            return
        contract = founding_case.load()
        self.stdout.write(f"Demonstration record: “{contract}” is published.")

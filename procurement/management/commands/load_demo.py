"""Load the demonstration record."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from procurement.management import founding_case, sample_register
from procurement.models import Contract
from procurement.ocds.importing import Busy


class Command(BaseCommand):
    """`manage.py load_demo`: the founding case as an editor enters it, and a register of notices."""

    help = (
        "Load the demonstration record: the founding case, and some 300 contracts of invented"
        " notices. What is there already stays. `clear_demo` takes it out again."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-empty",
            action="store_true",
            help="Do nothing when there is any contract beyond the demonstration record.",
        )

    def handle(self, *args, if_empty=False, **options):
        if settings.PRODUCTION and if_empty:
            self._say("Production: the demonstration record is not loaded.")
            return
        real = if_empty and Contract.objects.filter(demonstration=False).exists()
        has_case, has_register = founding_case.is_loaded(), sample_register.is_loaded()
        if real or (has_case and has_register):
            self._say("Demonstration record: left as it is.")
            return
        if not has_case:
            self._say(f"Demonstration record: “{founding_case.load()}” is published.")
        if not has_register:
            self._load_register()

    def _load_register(self):
        try:
            report = sample_register.load()
        except Busy as error:
            raise CommandError(str(error), returncode=2) from error
        if report.refused or report.rejected:
            raise CommandError(f"Of the invented notices {report.rejected} were rejected.")
        self._say(
            f"Demonstration record: {report.releases} invented notices of"
            f" {sample_register.CONTRACTS} contracts are imported."
        )

    def _say(self, line):
        self.stdout.write(line)

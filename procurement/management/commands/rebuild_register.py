"""Make what the register says of contracts anew, from the notices that are held."""

import sys

from django.core.management.base import BaseCommand, CommandError

from procurement.models import bulk
from procurement.ocds.importing import Busy, alone
from procurement.ocds.progress import Progress
from procurement.ocds.rebuild import outdated, rebuild


class Command(BaseCommand):
    """`manage.py rebuild_register`: exit 2 while an import is running. Stopped, it can be run again."""

    help = (
        "Read the notices of contracts again where an older release of this site read them, and write what follows:"
        " register documents, parties, public rows, and a revision of each contract that editors keep and that"
        " reads otherwise now."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--all", action="store_true", help="Of all contracts, whoever read them."
        )
        parser.add_argument("--quiet", action="store_true", help="Show no progress.")

    def handle(self, *args, quiet=False, **options):
        try:
            with alone(), bulk.much_writing():
                ids = outdated(everything=options["all"])
                with Progress(None if quiet else sys.stderr).phase(
                    "Reading notices again", len(ids), " contracts"
                ) as bar:
                    rebuild(ids, lambda done: bar(done, add=True))
        except Busy as error:
            raise CommandError(str(error), returncode=2) from error
        self.stdout.write(f"{len(ids):,} contracts were read again.")

"""Import official notices in OCDS."""

import json

from django.core.management.base import BaseCommand, CommandError

from procurement.ocds.importing import Busy, import_files


class Command(BaseCommand):
    """`manage.py import_ocds PATH…`: exit 0 all taken, 1 some rejected, 2 a file refused."""

    help = (
        "Import OCDS: release packages, record packages, releases, arrays of them, JSON Lines; packed by gzip or not."
        " The last line is the report as JSON."
    )

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", metavar="PATH", help="A file; - is standard input.")
        parser.add_argument("--quiet", action="store_true", help="Show no progress.")

    def handle(self, *args, paths, quiet=False, **options):
        try:
            report = import_files(paths, progress=not quiet)
        except Busy as error:
            raise CommandError(str(error), returncode=2) from error
        for refused in report.refused:
            self.stderr.write(f"Refused: {refused}")
        if report.problems:
            are = "problem is" if report.problems == 1 else "problems are"
            self.stderr.write(
                f"{report.problems} {are} listed under Import problems in the admin, with what to do."
            )
        self.stdout.write(json.dumps(report.as_json()))
        if report.refused or report.rejected:
            raise SystemExit(2 if report.refused else 1)

"""Make the words that search finds rows by, and the index of them, anew."""

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from tqdm import tqdm

from procurement import actions, search
from procurement.models import Counter, bulk
from procurement.ocds.importing import Busy, alone


class Command(BaseCommand):
    """`manage.py rebuild_search`: exit 2 while an import is running. Stopped, it can be run again."""

    help = (
        "Write the words of public rows as this release writes them, where they differ; then make the index anew."
        " On SQLite searches see the old index meanwhile, on PostgreSQL they wait for each table."
    )

    def add_arguments(self, parser):
        parser.add_argument("--quiet", action="store_true", help="Show no progress.")

    def handle(self, *args, quiet=False, **options):
        try:
            with alone(), bulk.much_writing():
                self._words(quiet)
                self._index(quiet)
        except Busy as error:
            raise CommandError(str(error), returncode=2) from error

    def _words(self, quiet):
        for kind in actions.KINDS:
            looked_at = stale = 0
            with tqdm(
                desc=kind.name, total=kind.rows().count(), unit="row", disable=quiet or None
            ) as bar:
                for keys in kind.slices():
                    stale += actions.mend(kind, keys)
                    looked_at += len(keys)
                    bar.update(len(keys))
            self.stdout.write(f"{kind.name}: {stale:,} of {looked_at:,} were stale")

    def _index(self, quiet):
        filled: dict[str, int] = {}
        # None: where nobody looks on, no progress is drawn either.
        with tqdm(desc="index", unit="row", disable=quiet or None) as bar:
            for table, done in search.rebuild(connection):
                filled[table] = done
                bar.update(sum(filled.values()) - bar.n)
        # What was found before may be found otherwise now, by browsers that keep it too.
        with transaction.atomic():
            Counter.next("data")
        for table, done in filled.items():
            self.stdout.write(f"{table}: {done:,} rows in the index")

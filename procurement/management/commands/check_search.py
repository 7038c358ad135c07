"""Check that words, and the index of them, are what the public rows say."""

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from procurement import actions, search

SAMPLED = 1000


class Command(BaseCommand):
    """`manage.py check_search`: exit 1, naming the table, where an index or words are not right."""

    help = (
        "Check that the index of search is whole, that it holds what the rows say, and that the words"
        f" of {SAMPLED:,} rows of each kind are those that this release writes."
    )

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="Look at the words of every row.")

    def handle(self, *args, all=False, **options):
        wrong = [*self._index(), *self._words(all)]
        for told in wrong:
            self.stderr.write(told)
        if wrong:
            raise CommandError("Search does not find what the record says.")
        self.stdout.write("Words, index and rows agree.")

    def _index(self):
        missing = search.missing(connection)
        for name in missing:
            yield f"{name} is missing: manage.py migrate puts it back."
        for table in () if missing else search.disagreeing(connection):
            yield f"The index of {table} is not what its rows say: manage.py rebuild_search."

    def _words(self, every):
        for kind in actions.KINDS:
            looked_at = stale = 0
            for keys in kind.slices() if every else kind.sampled(SAMPLED):
                looked_at += len(keys)
                stale += len(kind.stale(keys))
            table = kind.rows().model._meta.db_table
            if stale:
                yield f"{table}, {kind.name}: {stale:,} of {looked_at:,} are stale: manage.py rebuild_search."
            else:
                self.stdout.write(f"{kind.name}: {looked_at:,} looked at")

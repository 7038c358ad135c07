"""Check that the index of words and the rows agree."""

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from procurement import search


class Command(BaseCommand):
    """`manage.py check_search`: exit 1, with the names, where an index is not what its rows say."""

    help = "Check that the index of words holds what the public rows say, and that none of it is missing."

    def handle(self, *args, **options):
        missing = search.missing(connection)
        wrong = [] if missing else search.disagreeing(connection)
        for name in missing:
            self.stderr.write(f"{name} is missing: manage.py migrate puts it back.")
        for table in wrong:
            self.stderr.write(f"The index of {table} is not what its rows say: rebuild_search.")
        if missing or wrong:
            raise CommandError(f"{len(missing) + len(wrong)} of the index of words is wrong.")
        self.stdout.write("The index of words agrees with the rows.")

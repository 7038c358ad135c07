"""Make the index of words anew."""

from django.core.management.base import BaseCommand
from django.db import connection
from tqdm import tqdm

from procurement import search


class Command(BaseCommand):
    """`manage.py rebuild_search`: the index from the public rows, one table after another."""

    help = "Make the index of words anew from the public rows. Searches see the old one meanwhile."

    def add_arguments(self, parser):
        parser.add_argument("--quiet", action="store_true", help="Show no progress.")

    def handle(self, *args, quiet=False, **options):
        filled: dict[str, int] = {}
        with tqdm(desc="index", unit="row", disable=quiet) as bar:
            for table, done in search.rebuild(connection):
                filled[table] = done
                bar.update(sum(filled.values()) - bar.n)
        for table, done in filled.items():
            self.stdout.write(f"{table}: {done:,} rows in the index")

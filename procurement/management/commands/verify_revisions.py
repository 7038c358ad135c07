"""Check the chains of revisions."""

from django.core.management.base import BaseCommand, CommandError

from procurement.models import EmptiedLeaf, Revision


class Command(BaseCommand):
    """`manage.py verify_revisions`: recomputes every hash; fails naming each that is wrong."""

    help = "Check that no revision was changed, removed or put in between."

    def handle(self, *args, **options):
        broken = Revision.objects.broken()
        for revision in broken:
            self.stderr.write(f"{revision}: the hash or the link to the one before is wrong.")
        if broken:
            raise CommandError(f"{len(broken)} of {Revision.objects.count()} revisions are wrong.")
        emptied = EmptiedLeaf.objects.count()
        told = f", {emptied} {'leaf' if emptied == 1 else 'leaves'} emptied" if emptied else ""
        self.stdout.write(f"{Revision.objects.count()} revisions, every chain is whole{told}.")

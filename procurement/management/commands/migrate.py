"""migrate: Django's, which touches no database that other migrations made."""

from django.core.management import CommandError
from django.core.management.commands import migrate
from django.db import connections

from procurement import schema


class Command(migrate.Command):
    autodetector = schema.SchemaDetector

    def handle(self, *args, **options):
        refusal = schema.refusal(connections[options["database"]])
        if refusal:
            raise CommandError(refusal)
        super().handle(*args, **options)

"""makemigrations: Django's, of what is the database's alone."""

from django.core.management.commands import makemigrations

from procurement.schema import SchemaDetector


class Command(makemigrations.Command):
    autodetector = SchemaDetector

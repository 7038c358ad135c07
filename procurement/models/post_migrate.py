"""What a database needs beyond its tables: search index, triggers, cache, first grounds, roles."""

from django.conf import settings
from django.core.management import call_command
from django.db import connections

from procurement import search
from procurement.codelists import GROUNDS

from . import roles, triggers
from .ground import Ground


def install(using: str = "default") -> None:
    """Put in place what is missing; leaves what is there as it is, but for the roles, which are code."""
    connection = connections[using]
    tables = connection.introspection.table_names()
    if Ground._meta.db_table not in tables:
        return
    # First what keeps revisions as they are: nothing that fails after it leaves them open.
    triggers.install(connection)
    search.install(connection)
    cache = settings.CACHES["default"]["LOCATION"]
    if cache not in tables:
        # Used codes are kept where every process and the next start find them.
        call_command("createcachetable", cache, database=using, verbosity=0)
    _grounds(using)
    roles.install(using)


def _grounds(using):
    known = set(Ground.objects.using(using).values_list("code", flat=True))
    Ground.objects.using(using).bulk_create(
        Ground(
            code=ground.code,
            name=ground.label,
            group=group,
            definition=ground.definition,
            standard=ground.standard,
            position=10 * place,
        )
        for place, (group, ground) in enumerate(GROUNDS, start=1)
        if ground.code not in known
    )

"""What a database needs beyond its tables: search index, triggers, first grounds, groups."""

from django.contrib.auth.models import Group, Permission
from django.db import connections

from procurement import search
from procurement.codelists import GROUNDS

from . import triggers
from .ground import Ground

# Who may do what: publishers may also publish and withdraw.
EDITED = (
    "contract", "claim", "intervention", "interventionground", "citation", "buyer", "vendor",
    "stakeholder", "source", "identifier",
)  # fmt: skip

# Parts of a contract that an editor may take out again before they matter.
PARTS = ("claim", "intervention", "interventionground", "citation", "identifier")


def install(using: str = "default") -> None:
    """Put in place what is missing; leaves what is there as it is."""
    connection = connections[using]
    tables = connection.introspection.table_names()
    if Ground._meta.db_table not in tables:
        return
    # First what keeps revisions as they are: nothing that fails after it leaves them open.
    triggers.install(connection)
    search.install(connection)
    _grounds(using)
    _groups(using)


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


def _groups(using):
    """Two roles to begin with: editors write, publishers also publish. Never changed once made."""
    permissions = Permission.objects.using(using).filter(content_type__app_label="procurement")
    edits = permissions.filter(
        codename__in=[f"{act}_{model}" for act in ("add", "change", "view") for model in EDITED]
        + [f"delete_{model}" for model in PARTS]
        + ["view_ground", "view_revision", "view_award", "view_agreement", "view_notice"]
        + ["view_importrun", "view_importproblem", "view_awardvendor", "view_partyname"]
        + ["view_partymerge"]
    )
    for name, more in (("Editors", []), ("Publishers", ["publish_contract"])):
        group, created = Group.objects.using(using).get_or_create(name=name)
        if created:
            group.permissions.set([*edits, *permissions.filter(codename__in=more)])

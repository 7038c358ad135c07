"""What migrations hold of the models, and databases that other migrations made."""

import pytest
from django.apps import apps
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState

from procurement.schema import SchemaDetector, refusal

OLD = ["0002_register", "0003_merging", "0004_tracked_first"]


def lacking(**changed):
    """Give what the migrations lack when the name of a ground is other than it is."""
    state = ProjectState.from_apps(apps)
    field = state.models["procurement", "ground"].fields["name"]
    for name, value in changed.items():
        setattr(field, name, value)
    loader = MigrationLoader(connection)
    changes = SchemaDetector(loader.project_state(), state).changes(graph=loader.graph)
    return [
        type(one).__name__ for each in changes.get("procurement", []) for one in each.operations
    ]


@pytest.mark.django_db
def test_migrations_hold_what_is_the_database_s_and_no_words():
    assert lacking() == []
    assert lacking(help_text="Other.", verbose_name="other", choices=[("a", "b")]) == []
    assert lacking(max_length=301) == ["AlterField"]


def record(*names):
    for name in names:
        MigrationRecorder(connection).record_applied("procurement", name)


@pytest.mark.django_db
def test_refusal_names_one_that_is_no_more():
    assert refusal(connection) == ""

    record(OLD[0])

    assert "this version does not have (0002_register), and is" in refusal(connection)


@pytest.mark.django_db
def test_a_database_of_other_migrations_is_refused_and_left_as_it_is(client):
    record(*OLD)
    MigrationRecorder(connection).record_unapplied("sessions", "0001_initial")
    before = MigrationRecorder(connection).applied_migrations()
    said = (
        "This database was made by migrations that this version does not have (0002_register and 2 more),"
        " and is left as it is: use it with the version that made it, or name an empty one by DATABASE_URL"
        " or DATA_DIR."
    )

    with pytest.raises(CommandError) as refused:
        call_command("migrate", skip_checks=True, verbosity=0)

    assert str(refused.value) == said
    assert MigrationRecorder(connection).applied_migrations() == before
    errors = run_checks(databases=["default"])
    assert [(error.id, error.msg) for error in errors] == [("procurement.E002", said)]
    ready = client.get("/readyz")
    assert (ready.status_code, ready.content.decode()) == (503, f"not ready: {said}\n")

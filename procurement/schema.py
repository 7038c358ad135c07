"""What migrations hold of the models, and which of them a database may have recorded.

They hold what is the database's, without words and lists for people: a changed help text, label or
choice needs no migration, and a migration reads as the tables it makes. Codes are checked by
constraints, which migrations do hold (docs/decisions/0037-one-migration.md).
"""

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState, ProjectState

APP = "procurement"
# For forms and pages. `blank` of text is not among them: by it an added column is empty in rows that are there.
_FOR_PEOPLE = {
    "choices", "editable", "error_messages", "help_text", "limit_choices_to", "validators",
    "verbose_name", "violation_error_code", "violation_error_message",
}  # fmt: skip


def bare(state: ProjectState) -> ProjectState:
    """Give the state with the app's models as the database has them; of other apps, as they are."""
    state = state.clone()
    for key, model in state.models.items():
        if model.app_label == APP:
            state.models[key] = _bare_model(model)
    return state


def _bare_model(model):
    fields = {name: _bare_field(field) for name, field in model.fields.items()}
    constraints = [_bare_constraint(one) for one in model.options["constraints"]]
    options = model.options | {"constraints": constraints}
    return ModelState(APP, model.name, fields, options, model.bases, model.managers)


def _bare_field(field):
    """Give Django's own field in place of ours, which clean what is typed: their columns are the same."""
    *_, arguments, options = field.deconstruct()
    kept = _without(
        options, _FOR_PEOPLE | ({"blank"} if field.null or field.many_to_many else set())
    )
    return getattr(models, field.get_internal_type())(*arguments, **kept)


def _bare_constraint(constraint):
    *_, arguments, options = constraint.deconstruct()
    return type(constraint)(*arguments, **_without(options, _FOR_PEOPLE))


def _without(options, names):
    return {name: value for name, value in options.items() if name not in names}


class SchemaDetector(MigrationAutodetector):
    """Finds what the migrations lack, of what is the database's."""

    def __init__(self, from_state, to_state, questioner=None):
        super().__init__(bare(from_state), bare(to_state), questioner)


def refusal(database: BaseDatabaseWrapper | MigrationLoader) -> str:
    """Say in a sentence that other migrations made the database than there are; else nothing.

    Django goes by names alone, and would take tables of before for those of today.
    """
    loader = database if isinstance(database, MigrationLoader) else MigrationLoader(database)
    there = loader.disk_migrations
    known = {*there}.union(*(migration.replaces for migration in there.values()))
    strange = sorted(name for app, name in loader.applied_migrations.keys() - known if app == APP)
    if not strange:
        return ""
    more = f" and {len(strange) - 1} more" if strange[1:] else ""
    return (
        f"This database was made by migrations that this version does not have ({strange[0]}{more}), and is"
        " left as it is: use it with the version that made it, or name an empty one by DATABASE_URL or"
        " DATA_DIR."
    )

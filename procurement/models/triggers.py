"""Database triggers that keep revisions, the log and accounts, on both databases.

A row of the demonstration record may be deleted. A body may only go from text to empty, and the
address of an entry of the log. SQLite drops triggers when Django rebuilds a table, and cannot
rebuild one that another table's trigger names: so `drop` runs before migrations, and `install`
after them.
"""

from .roles import DEMONSTRATION

_DEMONSTRATION_BODY = (
    "EXISTS (SELECT 1 FROM procurement_revision r WHERE r.id = OLD.revision_id AND r.demonstration)"
)
_SAME_ENTRY = " AND ".join(
    f"NEW.{column} = OLD.{column}"
    for column in ("id", "at", "what", "who", "role", "about", "said", "demonstration")
)
# name: (table, event, when the change is refused, message)
_RULES = {
    "revision_is_not_changed": (
        "procurement_revision", "UPDATE", "1 = 1", "a revision is never changed",
    ),
    "revision_is_not_deleted": (
        "procurement_revision", "DELETE", "NOT OLD.demonstration", "a revision is never deleted",
    ),
    "revisionbody_is_only_emptied": (
        "procurement_revisionbody", "UPDATE",
        "NOT (NEW.text = '' AND NEW.salts = '' AND NEW.id = OLD.id AND NEW.revision_id = OLD.revision_id)",
        "the body of a revision may only be emptied",
    ),
    "revisionbody_is_not_deleted": (
        "procurement_revisionbody", "DELETE", f"NOT {_DEMONSTRATION_BODY}",
        "the body of a revision is never deleted",
    ),
    "auditentry_only_loses_its_address": (
        "procurement_auditentry", "UPDATE",
        f"NOT (NEW.address = '' AND {_SAME_ENTRY}"
        " AND COALESCE(NEW.account_id, 0) = COALESCE(OLD.account_id, 0))",
        "of an entry of the log only the address may be emptied",
    ),
    "auditentry_is_not_deleted": (
        "procurement_auditentry", "DELETE", "NOT OLD.demonstration",
        "an entry of the log is never deleted",
    ),
    # With an account, Django would delete what the admin’s history says that it did.
    "account_is_not_deleted": (
        "auth_user", "DELETE", f"NOT (OLD.username = '{DEMONSTRATION}' AND NOT OLD.is_active)",
        "an account is closed, never deleted",
    ),
}  # fmt: skip

# SQLite's INSERT OR REPLACE deletes the row in its way without asking the triggers on deletion.
# The messages are its own for a row that is there already.
_SQLITE_RULES = {
    "revision_is_not_replaced": (
        "procurement_revision", "INSERT",
        "EXISTS (SELECT 1 FROM procurement_revision r WHERE r.id = NEW.id OR r.hash = NEW.hash"
        " OR (r.subject_kind = NEW.subject_kind AND r.subject_id = NEW.subject_id"
        " AND r.number = NEW.number))",
        "UNIQUE constraint failed: procurement_revision.subject_kind,"
        " procurement_revision.subject_id, procurement_revision.number",
    ),
    "revisionbody_is_not_replaced": (
        "procurement_revisionbody", "INSERT",
        "EXISTS (SELECT 1 FROM procurement_revisionbody b"
        " WHERE b.id = NEW.id OR b.revision_id = NEW.revision_id)",
        "UNIQUE constraint failed: procurement_revisionbody.revision_id",
    ),
    "auditentry_is_not_replaced": (
        "procurement_auditentry", "INSERT",
        "EXISTS (SELECT 1 FROM procurement_auditentry e WHERE e.id = NEW.id)",
        "UNIQUE constraint failed: procurement_auditentry.id",
    ),
}  # fmt: skip


def _rules(connection):
    return _RULES | (_SQLITE_RULES if connection.vendor == "sqlite" else {})


def _due(connection):
    """Give the rules of tables that are there, by name.

    Accounts are kept for as long as there is a log: migrated back, releases of before delete them.
    """
    tables = set(connection.introspection.table_names())
    rules = {name: rule for name, rule in _rules(connection).items() if rule[0] in tables}
    if "procurement_auditentry" not in tables:
        rules.pop("account_is_not_deleted", None)
    return rules


def install(connection) -> None:
    """Create the triggers that are missing. Skips tables that do not exist yet."""
    rules = _due(connection)
    with connection.cursor() as cursor:
        for name, rule in rules.items():
            for statement in _CREATE[connection.vendor](name, *rule):
                cursor.execute(statement)


def drop(connection) -> None:
    """Remove the triggers, so that tables can be rebuilt or emptied. `install` puts them back."""
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for name, (table, *_) in _rules(connection).items():
            if table in tables:
                on_table = f" ON {table}" if connection.vendor == "postgresql" else ""
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on_table}")


def missing(connection) -> list[str]:
    """Give the names of triggers that are not there, of tables that are."""
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        there = {row[0] for row in cursor.fetchall()}
    return [name for name in _due(connection) if name not in there]


def _sqlite(name, table, event, refused, message):
    yield (
        f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE {event} ON {table} WHEN {refused} "
        f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
    )


def _postgresql(name, table, event, refused, message):
    # PostgreSQL allows no subquery in WHEN, so the rule stands in the function.
    kept = "NEW" if event == "UPDATE" else "OLD"
    yield (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN IF {refused} THEN RAISE EXCEPTION '{message}' USING ERRCODE = "
        f"'integrity_constraint_violation'; END IF; RETURN {kept}; END $$"
    )
    yield (
        f"CREATE OR REPLACE TRIGGER {name} BEFORE {event} ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {name}()"
    )


_CREATE = {"sqlite": _sqlite, "postgresql": _postgresql}

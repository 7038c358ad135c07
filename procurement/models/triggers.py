"""Database triggers that keep revisions, the log, accounts and the history of working rows, on both databases.

A row of the demonstration record may be deleted, and no table emptied at once (TRUNCATE). A body may only lose leaves,
each with its salt, a correction what it says, and an entry of the log its address. SQLite drops triggers when Django
rebuilds a table, and cannot rebuild one that another table's trigger names: so `drop` runs before migrations, and
`install` after them.
"""

from .history_triggers import SAME, history_rules
from .revision import ACCOUNT, CORRECTION, TAKEN_OUT, Revision
from .roles import DEMONSTRATION

_OF_DEMONSTRATION = (
    "EXISTS (SELECT 1 FROM procurement_revision r WHERE r.id = OLD.revision_id AND r.demonstration)"
)
# How each database reads a column of JSON: as what `json_each` takes, whether it can, and what makes two alike.
_JSON = {
    "sqlite": ("{}", "json_valid({})", "key, type, value"),
    "postgresql": ("{}::json", "left({}, 1) = '{{'", "key, value::text"),
}


def _only_loses_leaves(vendor: str) -> str:
    """The condition that a body lost leaves and nothing else: what is left is as it was, with its salt."""
    read, can_be_read, alike = _JSON[vendor]
    each = {
        name: f"FROM json_each({read.format(name)})"
        for name in ("NEW.text", "NEW.salts", "OLD.text", "OLD.salts")
    }
    return (
        "NEW.id = OLD.id AND NEW.revision_id = OLD.revision_id AND CASE"
        " WHEN NEW.text = '' AND NEW.salts = '' THEN 1 = 1"
        f" WHEN OLD.text = '' OR NOT ({can_be_read.format('NEW.text')} AND {can_be_read.format('NEW.salts')})"
        " THEN 1 = 0"
        f" ELSE NOT EXISTS (SELECT {alike} {each['NEW.text']} EXCEPT SELECT {alike} {each['OLD.text']})"
        f" AND NOT EXISTS (SELECT {alike} {each['NEW.salts']} EXCEPT SELECT {alike} {each['OLD.salts']})"
        f" AND NOT EXISTS (SELECT key {each['NEW.text']} EXCEPT SELECT key {each['NEW.salts']})"
        # A salt without its leaf is that of one that stands beside the body.
        f" AND NOT EXISTS (SELECT key {each['NEW.salts']} WHERE key NOT IN ('{ACCOUNT}', '{CORRECTION}')"
        f" EXCEPT SELECT key {each['NEW.text']}) END"
    )


def _only_loses_correction(vendor: str) -> str:
    """The condition that what a correction said was taken out of a revision, and nothing else is changed."""
    same = " AND ".join(
        SAME[vendor].format(field.column)
        for field in Revision._meta.concrete_fields
        if field.name not in ("was_said", "is_right")
    )
    return f"{same} AND OLD.was_said <> '' AND NEW.was_said = '{TAKEN_OUT}' AND NEW.is_right = '{TAKEN_OUT}'"


_SAME_ENTRY = " AND ".join(
    f"NEW.{column} = OLD.{column}"
    for column in ("id", "at", "what", "who", "role", "about", "said", "subject", "demonstration")
)
# name: (table, event, when the change is refused, message)
_RULES = {
    "revision_is_not_deleted": (
        "procurement_revision", "DELETE", "NOT OLD.demonstration", "a revision is never deleted",
    ),
    "revisionbody_is_not_deleted": (
        "procurement_revisionbody", "DELETE", f"NOT {_OF_DEMONSTRATION}",
        "the body of a revision is never deleted",
    ),
    "emptiedleaf_is_not_changed": (
        "procurement_emptiedleaf", "UPDATE", "1 = 1", "what was emptied, and why, is never changed",
    ),
    "emptiedleaf_is_not_deleted": (
        "procurement_emptiedleaf", "DELETE", f"NOT {_OF_DEMONSTRATION}",
        "what was emptied, and why, is never deleted",
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
    "emptiedleaf_is_not_replaced": (
        "procurement_emptiedleaf", "INSERT",
        "EXISTS (SELECT 1 FROM procurement_emptiedleaf e WHERE e.id = NEW.id"
        " OR (e.revision_id = NEW.revision_id AND e.name = NEW.name))",
        "UNIQUE constraint failed: procurement_emptiedleaf.revision_id, procurement_emptiedleaf.name",
    ),
    "auditentry_is_not_replaced": (
        "procurement_auditentry", "INSERT",
        "EXISTS (SELECT 1 FROM procurement_auditentry e WHERE e.id = NEW.id)",
        "UNIQUE constraint failed: procurement_auditentry.id",
    ),
}  # fmt: skip


def _rules(connection):
    vendor = connection.vendor
    body = {
        "revisionbody_is_only_emptied": (
            "procurement_revisionbody", "UPDATE", f"NOT ({_only_loses_leaves(vendor)})",
            "the body of a revision may only be emptied",
        )
    }  # fmt: skip
    body["revision_is_not_changed"] = (
        "procurement_revision", "UPDATE", f"NOT ({_only_loses_correction(vendor)})",
        "a revision is never changed",
    )  # fmt: skip
    rules = _RULES | body | (_SQLITE_RULES if vendor == "sqlite" else {})
    rules |= history_rules(vendor)
    return rules | (_whole_tables(rules) if vendor == "postgresql" else {})


def _whole_tables(rules):
    """PostgreSQL's TRUNCATE deletes every row without asking the triggers on deletion."""
    kept = [table for table, event, *_ in rules.values() if event == "DELETE"]
    return {
        f"{table}_is_not_truncated": (table, "TRUNCATE", "1 = 1", "what is kept is never emptied")
        for table in kept
    }


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
    kept = {"UPDATE": "NEW", "DELETE": "OLD"}.get(event, "NULL")
    each = "STATEMENT" if event == "TRUNCATE" else "ROW"
    yield (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN IF {refused} THEN RAISE EXCEPTION '{message}' USING ERRCODE = "
        f"'integrity_constraint_violation'; END IF; RETURN {kept}; END $$"
    )
    yield (
        f"CREATE OR REPLACE TRIGGER {name} BEFORE {event} ON {table} "
        f"FOR EACH {each} EXECUTE FUNCTION {name}()"
    )


_CREATE = {"sqlite": _sqlite, "postgresql": _postgresql}

"""What `manage.py check` asks of an installation, besides Django's own questions."""

from django.conf import settings
from django.core.checks import Error, Tags, Warning, register
from django.db import connections

from procurement import schema
from tracker.private_files import open_to_others

# Name of the setting: what it must be, and what is lost otherwise.
REQUIRED = {
    "SESSION_COOKIE_NAME": ("__Host-sid", "another host could plant a session"),
    "CSRF_COOKIE_NAME": ("__Host-csrf", "another host could plant a form token"),
    "SESSION_COOKIE_HTTPONLY": (True, "a script could read the session"),
    "CSRF_COOKIE_HTTPONLY": (True, "a script could read the form token"),
    "SESSION_COOKIE_SAMESITE": ("Lax", "another site could act as the editor"),
    "SESSION_EXPIRE_AT_BROWSER_CLOSE": (True, "an editor stays signed in on a shared machine"),
    "SESSION_SAVE_EVERY_REQUEST": (False, "every page would set a cookie"),
    "USE_X_FORWARDED_HOST": (False, "a reader could choose the host in links"),
    "SECURE_REDIRECT_EXEMPT": ([], "some addresses would answer without HTTPS"),
}


@register(Tags.security, deploy=True)
def check_security(app_configs, **kwargs):
    """Warn of each security setting that is not what this site stands on."""
    warnings = [
        Warning(
            f"{name} is {getattr(settings, name)!r}, not {value!r}: {loss}.", id="procurement.W001"
        )
        for name, (value, loss) in REQUIRED.items()
        if getattr(settings, name) != value
    ]
    if settings.SESSION_COOKIE_AGE > 12 * 60 * 60:
        warnings.append(
            Warning("SESSION_COOKIE_AGE is more than twelve hours.", id="procurement.W002")
        )
    if not settings.CONTENT_SECURITY_POLICY or getattr(
        settings, "CONTENT_SECURITY_POLICY_REPORT_ONLY", None
    ):
        warnings.append(Warning("CONTENT_SECURITY_POLICY is not enforced.", id="procurement.W003"))
    return warnings


@register(Tags.security)
def check_clients_are_distinguished(app_configs, **kwargs):
    """Warn of a proxy that is not trusted to say who asks: at every start, for nothing else shows it."""
    if not settings.SECURE_PROXY_SSL_HEADER or settings.TRUSTED_PROXIES:
        return []
    return [
        Warning(
            "BEHIND_PROXY is set and TRUSTED_PROXIES names no proxy: all clients have one address, the"
            " proxy's. Twenty failed logins of anybody keep out all who have not come in before, and the"
            " log does not say from where.",
            hint="Set TRUSTED_PROXIES to the address from which the proxy comes, as 10.0.0.5; it must set"
            " X-Forwarded-For itself.",
            id="procurement.W005",
        )
    ]


@register(Tags.database)
def check_sqlite_keeps_what_it_acknowledged(app_configs, databases=None, **kwargs):
    """Refuse an SQLite file that is not in WAL mode with full syncs (a network disk cannot be)."""
    errors = []
    for alias in databases or ():
        connection = connections[alias]
        if connection.vendor != "sqlite":
            continue
        with connection.cursor() as cursor:
            journal = cursor.execute("PRAGMA journal_mode").fetchone()[0]
            synchronous = cursor.execute("PRAGMA synchronous").fetchone()[0]
        if journal not in ("wal", "memory") or synchronous != 2:
            errors.append(
                Error(
                    f"The SQLite database {alias!r} has journal_mode {journal} and synchronous {synchronous}.",
                    hint="It needs wal and 2 (FULL), on a local disk.",
                    id="procurement.E001",
                )
            )
    return errors


@register(Tags.database)
def check_migrations_are_this_release_s(app_configs, databases=None, **kwargs):
    """Refuse a database that other migrations made than there are."""
    refusals = [schema.refusal(connections[alias]) for alias in databases or ()]
    return [Error(refusal, id="procurement.E002") for refusal in refusals if refusal]


@register(Tags.database)
def check_others_cannot_read_sqlite(app_configs, databases=None, **kwargs):
    """Warn of a database that others on this machine can read: settings could not change it."""
    of_sqlite = [
        connections[alias] for alias in databases or () if connections[alias].vendor == "sqlite"
    ]
    names = [str(connection.settings_dict["NAME"]) for connection in of_sqlite]
    return [
        Warning(
            f"Others than its owner may open {path}, with drafts and password hashes in it.",
            hint="Let whoever runs the site own it, or take the rights of others away: chmod 600.",
            id="procurement.W004",
        )
        for name in names
        for path in open_to_others(name)
    ]

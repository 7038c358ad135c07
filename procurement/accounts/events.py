"""What the log is told of accounts: who came in or failed to, and what changed about an account.

Of some things allauth tells only by its signals: `listen`. Our own rules use none. From where people came is
erased from the log after the time that settings say.
"""

import datetime
from collections.abc import Iterable

from allauth.account import signals as account
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.cache import cache
from django.utils import timezone

from procurement.models import AuditEntry, roles

from . import events, throttle

NOBODY = "a name that is no account"
# A part of the keyed hash: enough to tell one from another, of a name that may be a password.
DIGITS = 12
IN_WORDS = {
    Authenticator.Type.TOTP: "app",
    Authenticator.Type.RECOVERY_CODES: "recovery code",
    Authenticator.Type.WEBAUTHN: "key",
}


def failed(
    what: str, who: throttle.Attempt, counted: throttle.Counted | None = None, said: str = ""
) -> None:
    """Tell of somebody who did not come in, and of the lock where this was one failure too many."""
    _of(what, who, said)
    if counted and counted.last:
        _of(
            "locked",
            who,
            f"{said} The next are refused, but from addresses that it has used.".strip(),
        )


def _of(what, who, said):
    if who.account:
        AuditEntry.record(what, by=who.account, said=said)
    else:
        AuditEntry.record(what, who=NOBODY, said=f"Name {who.name[:DIGITS]}. {said}".strip())


def logged_in(request, account) -> None:
    """Tell of somebody who came in, and by what."""
    records = get_authentication_records(request, account)
    ways = [_way(record) for record in records]
    AuditEntry.record(
        "login", by=account, role=roles.label_of(account), said=f"By {_list(dict.fromkeys(ways))}."
    )


def _way(record):
    return IN_WORDS.get(record.get("type"), "key") if record["method"] == "mfa" else "password"


def _list(words: Iterable[str]) -> str:
    return " and ".join(words) or "nothing"


def of_account(what: str, account, said: str = "") -> None:
    """Tell of what somebody did about an account of their own."""
    AuditEntry.record(what, by=account, role=roles.label_of(account), said=said)


def of_factor(what: str, account, authenticator: Authenticator, said: str = "") -> None:
    """Tell of a second factor of somebody's own."""
    of_account(what, account, said or f"{IN_WORDS[authenticator.type].capitalize()}.")


def listen() -> None:
    """Connect all of them, once, when the site starts."""
    account.authentication_step_completed.connect(_step, dispatch_uid="log")
    account.password_changed.connect(_password_changed, dispatch_uid="log")
    account.password_reset.connect(_password_reset, dispatch_uid="log")
    mfa.authenticator_added.connect(_added, dispatch_uid="log")
    mfa.authenticator_removed.connect(_removed, dispatch_uid="log")
    mfa.authenticator_reset.connect(_renewed, dispatch_uid="log")
    mfa.authenticator_used.connect(_used, dispatch_uid="log")


def _step(sender, user, method, **said):
    # Second factors that were shown once more are told of by `_used`.
    if said.get("reauthenticated") and method == "password":
        events.of_account("confirmed", user, "By password.")


def _password_changed(sender, user, **said):
    events.of_account("password_changed", user)


def _password_reset(sender, user, **said):
    events.of_account("reset", user)


def _added(sender, user, authenticator, **said):
    events.of_factor("second_factor_added", user, authenticator)


def _removed(sender, user, authenticator, **said):
    events.of_factor("second_factor_removed", user, authenticator)


def _renewed(sender, user, authenticator, **said):
    events.of_factor(
        "second_factor_added", user, authenticator, "New recovery codes; those of before are void."
    )


def _used(sender, user, authenticator, reauthenticated=False, **said):
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        events.of_account("recovery_code_used", user, _left(authenticator))
    if reauthenticated:
        events.of_factor("confirmed", user, authenticator)


def _left(authenticator):
    authenticator.refresh_from_db()
    return f"{len(authenticator.wrap().get_unused_codes())} are left."


DAY = 24 * 60 * 60
DONE_TODAY = "addresses-erased"


def erase_addresses() -> int:
    """Empty the addresses in entries that are older; give how many there were."""
    erased = 0
    while some := _erase_some():
        erased += some
    return erased


def erase_addresses_daily() -> None:
    """Do some of the same, until all is done for today: whoever comes in must not wait for millions."""
    if cache.get(DONE_TODAY) is None and not _erase_some():
        cache.set(DONE_TODAY, "yes", DAY)


def _erase_some():
    before = timezone.now() - datetime.timedelta(days=settings.ADDRESS_DAYS)
    return AuditEntry.objects.erase_some_addresses(before)

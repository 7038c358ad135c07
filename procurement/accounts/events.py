"""What the log is told of accounts: who came in or failed to, and what changed about an account."""

from collections.abc import Iterable

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator

from procurement.models import AuditEntry, roles

from . import throttle

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

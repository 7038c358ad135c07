"""What allauth says of accounts only by its signals, told to the log.

Our own rules use no signals; these are where allauth has no other place to be asked.
"""

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator

from . import events


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

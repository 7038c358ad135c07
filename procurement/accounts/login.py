"""The door: a password alone, a password and a code at once, a code after a password.

Whatever is tried here is counted by the throttle before it is looked at, and told to the log.
"""

from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator

from . import codes, events, throttle


def with_password(name: str, check: Callable[[], Any]) -> Any:
    """Give what `check` finds, None where name and password are wrong.

    While too many have failed it is not called, so that nothing is hashed: raises `throttle.Locked`.
    """
    who = throttle.attempt_of(name)
    try:
        with throttle.trial(who, throttle.PASSWORD) as counted:
            account = check()
            if account:
                counted.take_back()
    except throttle.Locked:
        events.failed("login_locked", who)
        raise
    if not account:
        events.failed("login_failed", who, counted)
    return account


def with_password_and_code(
    name: str, check: Callable[[], Any], code: str
) -> tuple[Authenticator | None, throttle.Counted]:
    """Give the authenticator whose code came with name and password, None where any is wrong.

    It is there while the password alone is refused, and must not say what that would have said:
    whichever was wrong, the work, what counts and the answer are the same. From an address where too
    many have failed, and of a name whose right password came with too many wrong codes, codes of
    apps are not looked at; recovery codes always are.
    """
    who = throttle.attempt_of(name)
    account = check()
    counted = throttle.count_together(who, password_was_right=bool(account))
    found = codes.matching(who, code, app=not counted.apps_closed, use=bool(account))
    if account and found:
        counted.take_back()
        return found, counted
    said = "Tried with a code."
    if counted.apps_closed:
        said = f"{said} Codes of apps were not looked at."
    events.failed("code_failed" if account else "login_failed", who, counted, said)
    return None, counted


def with_code(account: Any, code: str) -> Authenticator | None:
    """Give the authenticator of an account whose code this is, None where it is wrong.

    While too many have failed, codes of apps are refused and recovery codes are not: nobody guesses
    twelve digits. Raises `throttle.Locked` for all others then.
    """
    who = throttle.attempt_of(account.get_username())
    try:
        counted = throttle.count(who, throttle.CODE)
    except throttle.Locked:
        if found := codes.matching(who, code, app=False, use=True):
            return found
        events.failed("code_failed", who, said="Codes of apps were not looked at.")
        raise
    found = codes.matching(who, code, app=True, use=True)
    if found:
        counted.take_back()
    else:
        events.failed("code_failed", who, counted)
    return found


def came_in(request, account: Any) -> None:
    """Tell the throttle and the log that somebody came in, with every step that was asked for."""
    throttle.came_in(throttle.attempt_of(account.get_username()))
    events.logged_in(request, account)
    events.erase_addresses_daily()


def may_ask_for_link(name: str) -> bool:
    """Say whether a link to set a new password may be asked for; each asking counts."""
    who = throttle.attempt_of(name)
    try:
        throttle.count(who, throttle.RESET)
    except throttle.Locked:
        events.failed("reset_refused", who)
        return False
    events.failed("reset_asked", who)
    return True

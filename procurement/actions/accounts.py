"""Opening, changing and closing accounts, by those who may do at least as much: all of it in the log.

And which name a new account, or one that is renamed, may bear.
"""

import re

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import Group, User
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from procurement.models import AuditEntry, roles
from procurement.models.roles import ADMINISTRATOR, Role
from procurement.models.roles import OF_THE_SITE as SITE_NAMES

from .errors import Refused

BY_COMMAND = "What a superuser may do is given and taken away by the command line alone."
OF_THE_SITE = "This account acts for the site itself: it can be closed, and nothing else."
MORE_THAN_YOU = "This account may do more than yours: somebody who may do as much can change it."
YOURSELF = "Another administrator has to do this to your own account."


def hold_accounts() -> None:
    """Make every other change of accounts wait until this transaction ends.

    Two administrators cannot close each other so. SQLite has one writer anyway.
    """
    # All of them, so that the row is there by whatever name; in one order, so that none block.
    list(Group.objects.select_for_update().order_by("pk").values_list("pk"))


def account_faults(account: User, role: Role | None, *, by: User) -> dict[str, str]:
    """Say why `by` may not leave an account as it is given, with this role: {field: sentence}.

    `account` has what is to be saved; what it was is read anew. None is for an account that has no
    role, and keeps none.
    """
    was = User.objects.filter(pk=account.pk).first()
    named = {"username": said} if (said := name_fault(account.username, was)) else {}
    if was is None:
        return named | _giving(role, by)
    return _changing(was, account, role, by) or named


def _changing(was, account, role, by):
    held, closed = roles.of(was), was.is_active and not account.is_active
    if roles.may_do_more(was, than=by):
        return {"username": MORE_THAN_YOU}
    if was.username in SITE_NAMES and (account.is_active or was.username != account.username):
        return {"is_active": OF_THE_SITE}
    found = {} if role == held else _giving(role, by)
    if was.is_superuser and role != held:
        found |= {"role": BY_COMMAND}
    if was.pk == by.pk:
        found |= {"role": YOURSELF} if role != held else {}
        found |= {"is_active": YOURSELF} if closed else {}
    administers = roles.administrators().filter(pk=was.pk).exists()
    if administers and not roles.administrators().exclude(pk=was.pk).exists():
        last = "This is the last open account of an administrator: open another one first."
        found |= {"role": last} if role != ADMINISTRATOR else {}
        found |= {"is_active": last} if closed else {}
    return found


def _giving(role, by):
    if role is None:
        return {"role": "Choose a role."}
    if role in roles.given_by(by):
        return {}
    return {"role": f"You cannot give the role “{role.label}”: it may do more than your account."}


@transaction.atomic
def open_account(account: User, role: Role, *, by: User) -> None:
    """Save a new account, with a role and without a password. Raises `Refused`."""
    hold_accounts()
    _refuse(account_faults(account, role, by=by))
    account.is_staff = True
    account.set_unusable_password()
    account.save(force_insert=True)
    roles.give(account, role)
    _log("account_opened", account, by, said=f"as {role.label}")


@transaction.atomic
def change_account(account: User, role: Role | None, *, by: User) -> None:
    """Save the name, the address for mail, the role and whether it is open. Raises `Refused`.

    All of it holds from the next request on; of an account that is closed the sessions end.
    """
    hold_accounts()
    _refuse(account_faults(account, role, by=by))
    was = User.objects.get(pk=account.pk)
    held = roles.of(was)
    account.is_staff = True
    account.save(update_fields=["username", "email", "is_active", "is_staff"])
    if role and role != held:
        roles.give(account, role)
        said = f"from {held.label if held else 'none'} to {role.label}"
        _log("role_changed", account, by, said=said)
    if was.is_active != account.is_active:
        _log("account_reopened" if account.is_active else "account_closed", account, by)
    if not account.is_active:
        _delete_sessions(account)
    _tell_changes(was, account, by)


def _tell_changes(was, account, by):
    told = []
    if was.username != account.username:
        told.append(f"name from {was.username} to {account.username}")
    if was.email != account.email:
        # Of an address that was its own, no link to set a password goes out any more.
        EmailAddress.objects.filter(user=account).delete()
        addresses = f"from {was.email or 'none'} to {account.email or 'none'}"
        told.append(f"address for mail {addresses}")
    if told:
        _log("account_changed", account, by, said="; ".join(told))


@transaction.atomic
def end_sessions(account: User, *, by: User) -> int:
    """End all sessions of somebody else's account; give how many there were. Raises `Refused`."""
    _refuse(_faults_of_step(account, by))
    ended = _delete_sessions(account)
    _log("session_ended", account, by, said=f"all of them: {ended}")
    return ended


@transaction.atomic
def remove_second_factor(account: User, *, by: User) -> int:
    """Take the apps, keys and recovery codes from somebody else's account; give how many there were.

    Its sessions end: who has the lost phone may be in one. Raises `Refused`.
    """
    _refuse(_faults_of_step(account, by))
    found = Authenticator.objects.filter(user=account)
    kinds = ", ".join(sorted(found.values_list("type", flat=True)))
    removed, _ = found.delete()
    _log("second_factor_removed", account, by, said=kinds or "there was none")
    if ended := _delete_sessions(account):
        _log("session_ended", account, by, said=f"all of them: {ended}")
    return removed


def _faults_of_step(account, by):
    if account.pk == by.pk:
        return {"": YOURSELF}
    return {"": MORE_THAN_YOU} if roles.may_do_more(account, than=by) else {}


def _delete_sessions(account):
    """Delete every session of an account, whoever made it; a session says only inside whose it is."""
    running = Session.objects.filter(expire_date__gt=timezone.now())
    keys = [
        session.session_key
        for session in running.iterator(chunk_size=500)
        if session.get_decoded().get(SESSION_KEY) == str(account.pk)
    ]
    Session.objects.filter(session_key__in=keys).delete()
    UserSession.objects.filter(user=account).delete()
    return len(keys)


def _refuse(faults):
    if faults:
        raise Refused(list(faults.values()))


def _log(what, account, by, said=""):
    AuditEntry.record(what, by=by, role=roles.label_of(by), about=account.get_username(), said=said)


# Letters of other alphabets look like these: one account could pass for another.
ACCEPTED = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
WORDS = (
    "A name has the letters a to z, capital or not, digits, and . _ - besides; it begins with a letter"
    " or a digit."
)


def name_fault(name: str, account: User | None = None) -> str:
    """Say why an account may not bear a name that it does not bear yet; "" where it may.

    `account` is the one that is renamed, None a new one.
    """
    # No row has the number 0.
    pk = account.pk if account else 0
    if User.objects.filter(pk=pk, username=name).exists():
        return ""
    if not ACCEPTED.fullmatch(name):
        return WORDS
    if name.lower() in roles.OF_THE_SITE:
        return f"“{name}” is the name of what the site itself does."
    if other := User.objects.filter(username__iexact=name).exclude(pk=pk).first():
        return f"“{other}” is an account already, open or closed."
    # Entries keep the name of then: what another account did would be read as done by this one.
    known = AuditEntry.objects.filter(who__iexact=name, account__isnull=False)
    if known.exclude(account=pk).exists():
        return f"The log knows “{name}” as the name of another account, which was renamed since."
    return ""

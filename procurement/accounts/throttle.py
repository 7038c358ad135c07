"""How many may fail to come in, and who is not looked at any more.

Five of a name and twenty of an address in fifteen minutes; then the next are refused until fewer
are that young. From an address that an account has come in from before, only what failed of that
name from that very address counts: nobody elsewhere can keep it out. All of it is in the database.
"""

import datetime
import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from allauth.account.internal.userkit import get_user_by_username
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from procurement import origin
from procurement.models import Counter, KnownAddress, LoginFailure

WINDOW = datetime.timedelta(minutes=15)
OF_NAME, OF_ADDRESS = 5, 20
# Codes of LOGIN_FAILURE. The last two are of name, password and code together: nobody may see from
# outside which of the two was counted, so each limit that can be seen counts both, or none.
PASSWORD, CODE, RESET = "password", "code", "reset"
TOGETHER, TOGETHER_CODE = "together", "together_code"
_CODES = (CODE, TOGETHER_CODE)
_ALL = (PASSWORD, CODE, TOGETHER, TOGETHER_CODE)
# What is counted of a name: wrong codes that come after the right password can be told by nobody else.
OF_NAME_TOO = {PASSWORD: (PASSWORD,), CODE: _CODES, RESET: (RESET,), TOGETHER: _CODES}
# What is counted of an address. Only who has given the password is asked for a code, and passwords
# that nobody knows must keep nobody from giving one.
OF_ADDRESS_TOO = {PASSWORD: _ALL, CODE: (CODE,), RESET: (RESET,), TOGETHER: _ALL}


class Locked(Exception):
    """Too many failed before; the next is looked at after `until`."""

    def __init__(self, until: datetime.datetime) -> None:
        super().__init__(f"Locked until {until:%H:%M:%S}.")
        self.until = until

    @property
    def seconds(self) -> int:
        """How long that is from now, for Retry-After."""
        return max(1, math.ceil((self.until - timezone.now()).total_seconds()))


class Attempt(NamedTuple):
    """Who tries to come in, from where: whether the name is an account's or not.

    `name` and `address` are keyed hashes, `address` "" where none is known; `known` says that the
    account has come in from there before.
    """

    account: Any
    name: str
    address: str
    known: bool


def attempt_of(name: str) -> Attempt:
    """Give who a name means, coming from where the request being answered does.

    It takes the same two queries whoever it means.
    """
    account = get_user_by_username(name.strip())
    address = _hashed("address", place) if (place := _place()) else ""
    known = KnownAddress.objects.filter(
        account_id=account.pk if account else 0, address=_own(account, place)
    ).exists()
    # As logins compare names.
    return Attempt(account, _hashed("name", name.strip().lower()), address, known and bool(place))


def _place() -> str:
    return origin.neighbourhood(origin.current())


def _own(account, place):
    """Hashed with the account: the table does not show who shares an address with whom."""
    return _hashed("known address", f"{account.pk if account else 0} {place}")


def _hashed(what, text):
    value = text.encode("utf-8", "surrogatepass")
    return salted_hmac(f"throttle: {what}", value, algorithm="sha256").hexdigest()


class Counted:
    """An attempt that counts as a failure unless it is taken back.

    `until` says until when the password alone, or the code alone, was refused before; `last` that
    it is refused from this one on; `apps_closed` that codes of apps are not looked at.
    """

    def __init__(
        self,
        failure: LoginFailure,
        until: datetime.datetime | None,
        *,
        last: bool,
        apps_closed: bool = False,
    ) -> None:
        self.failure, self.until, self.last = failure, until, last
        self.apps_closed = apps_closed

    def take_back(self) -> None:
        """It was right, or nobody looked at it: it counts no more."""
        if self.failure.pk:
            self.failure.delete()


def count(who: Attempt, kind: str) -> Counted:
    """Count an attempt before it is looked at: of many at once, no more than may are looked at.

    Raises `Locked`, and counts nothing, where too many failed before.
    """
    counted = _count(who, kind)
    if counted.until:
        raise Locked(counted.until)
    return counted


@transaction.atomic
def _count(who, kind):
    now, failure = _held(who, kind)
    until = _locked_until(who, kind, now)
    if not until:
        failure.save()
    return Counted(failure, until, last=not until and bool(_locked_until(who, kind, now)))


@transaction.atomic
def count_together(who: Attempt, *, password_was_right: bool) -> Counted:
    """Count name, password and code that are tried together, whatever is locked.

    Nothing that it gives or asks differs with the password, but whether `apps_closed`: that shows
    only to somebody who has the password and a code that is right.
    """
    now, failure = _held(who, TOGETHER_CODE if password_was_right else TOGETHER)
    until = _locked_until(who, PASSWORD, now)
    apps_closed = bool(_locked_until(who, TOGETHER, now))
    failure.save()
    last = not until and bool(_locked_until(who, PASSWORD, now))
    return Counted(failure, until, last=last, apps_closed=apps_closed)


def _held(who, kind):
    """Begin to count, one at a time; give now, and what may be counted then."""
    Counter.hold("logins")
    now = timezone.now()
    LoginFailure.objects.filter(at__lte=now - WINDOW).delete()
    return now, LoginFailure(at=now, kind=kind, name=who.name, address=who.address)


def _locked_until(who, kind, now):
    ends = [_end(rows, most) for rows, most in _limits(who, kind, now - WINDOW)]
    return max((end for end in ends if end), default=None)


def _limits(who, kind, since):
    """Yield what counts, and how many of it may be."""
    rows = LoginFailure.objects.filter(at__gt=since)
    of_name = rows.filter(name=who.name, kind__in=OF_NAME_TOO[kind])
    if who.known:
        yield of_name.filter(address=who.address), OF_NAME
        return
    yield of_name, OF_NAME
    # Where no address is known, all would share one.
    if who.address:
        yield rows.filter(address=who.address, kind__in=OF_ADDRESS_TOO[kind]), OF_ADDRESS


def _end(rows, most):
    """Say when fewer than `most` are left; None where that is now."""
    at = rows.order_by("-at").values_list("at", flat=True)[most - 1 : most]
    return next((moment + WINDOW for moment in at), None)


@contextmanager
def trial(who: Attempt, kind: str) -> Iterator[Counted]:
    """Count what is tried within; whoever finds it right takes it back, and an error does.

    Raises `Locked`.
    """
    counted = count(who, kind)
    try:
        yield counted
    except BaseException:
        counted.take_back()
        raise


def came_in(who: Attempt) -> None:
    """Forget what failed of a name from its address, and remember the address.

    What failed of the name from elsewhere stands, and what failed of other names from here: whoever
    has one account must not wipe away guesses at others by it.
    """
    rows = LoginFailure.objects.filter(name=who.name, address=who.address)
    rows.exclude(kind=RESET).delete()
    now = timezone.now()
    if place := _place():
        KnownAddress.objects.update_or_create(
            account=who.account, address=_own(who.account, place), defaults={"last_used": now}
        )
    old = now - datetime.timedelta(days=settings.ADDRESS_DAYS)
    KnownAddress.objects.filter(last_used__lt=old).delete()


def forgive(account: Any) -> None:
    """Forget which passwords failed of an account from the address of whoever set a new one by its link.

    A link proves who somebody is as a login does, so the address is remembered, too: else the lock
    that sent them for the link would keep out the password that they set. What failed of the name
    from elsewhere stands, and so do wrong codes: a link is no second factor.
    """
    who = attempt_of(account.get_username())
    LoginFailure.objects.filter(name=who.name, address=who.address, kind=PASSWORD).delete()
    if place := _place():
        KnownAddress.objects.update_or_create(
            account=account, address=_own(account, place), defaults={"last_used": timezone.now()}
        )

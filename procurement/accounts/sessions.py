"""Sessions of accounts: where each was begun, until when it lasts, and how it is ended.

A session ends when nothing was asked for in SESSION_IDLE_SECONDS, and SESSION_SECONDS after it
began. When something was asked for last is written once a minute, not with each request.
"""

import datetime
import logging

from allauth.account.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.db import Error, transaction
from django.db.models import Q
from django.utils import timezone

from procurement import origin
from procurement.outages import outage

from . import events

logger = logging.getLogger(__name__)
# The address of those who come in where there is none, as by a socket of this machine.
NOWHERE = "::"
BEGAN, SEEN = "began", "seen"
SECONDS_BETWEEN = 60
IN_TIME = "Left alone for too long, or begun too long ago."


def begin(request) -> None:
    """Let the time of a session begin, and remove what has run out."""
    purge()
    request.session[BEGAN] = request.session[SEEN] = _now()


def is_over(session) -> bool:
    """Say whether a session has lasted too long, or was left alone too long."""
    now = _now()
    idle, lasted = now - session.get(SEEN, now), now - session.get(BEGAN, now)
    return idle >= settings.SESSION_IDLE_SECONDS or lasted >= settings.SESSION_SECONDS


def keep_up(request) -> None:
    """End the session of a request when its time is over; else write down, now and then, that it lives."""
    session = request.session
    if SESSION_KEY not in session:
        _tell_what_ran_out(request)
    elif is_over(session):
        leave(request, IN_TIME)
    elif _now() - session.get(SEEN, 0) >= SECONDS_BETWEEN:
        _write_seen(request)


def _tell_what_ran_out(request):
    """Its row is over as well when it was left alone too long: then it is nobody's by now."""
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    if key.isalnum() and UserSession.objects.filter(session_key=key[:40]).exists():
        purge()


def _write_seen(request):
    session = request.session
    session[SEEN] = _now()
    session.setdefault(BEGAN, _now())
    try:
        with transaction.atomic():
            session.save()
            UserSession.objects.filter(session_key=session.session_key).update(
                last_seen_at=timezone.now(), ip=get_adapter().get_client_ip(request)
            )
    except (UpdateError, Error) as error:
        # Django says the same of a row that is gone and of one that cannot be written.
        if _cannot_write(error):
            logger.warning("It was not written down that a session is in use.", exc_info=error)
        elif isinstance(error, UpdateError):
            # It was ended from elsewhere a moment ago, and told of there.
            leave(request)
        else:
            raise
    # Written already, or to be written another time: a page can be read while nothing can be.
    request.session.modified = False


def _cannot_write(error):
    cause = error.__context__ if isinstance(error, UpdateError) else error
    return isinstance(cause, Error) and bool(outage(cause))


def leave(request, said: str = "") -> None:
    """End the session of a request, and tell the log why; the request goes on as nobody's.

    It is told by whoever ends it: another may have a moment ago.
    """
    with transaction.atomic():
        if forget(request.session.session_key) and said:
            events.of_account("session_ended", request.user, said)
    logout(request)


def forget(key: str | None) -> bool:
    """Forget where a session was begun, which has ended; say whether it was known until now."""
    return bool(UserSession.objects.filter(session_key=key or "").delete()[0])


def of(account):
    """Give the sessions of an account that still live, the latest first."""
    purge()
    return UserSession.objects.filter(user_id=account.pk).order_by("-last_seen_at", "-pk")


def others(request):
    """Give the other sessions of whoever asks."""
    return of(request.user).exclude(session_key=request.session.session_key)


def end(sessions, said: str = "") -> int:
    """End sessions, and give how many there were. `said` tells the log why, of each.

    Of two that end the same one, the one that deletes its row counts and tells of it.
    """
    # In one order, so that two never wait for each other.
    found = sorted(sessions, key=lambda one: one.pk)
    with transaction.atomic():
        ended = [one for one in found if forget(one.session_key)]
        Session.objects.filter(session_key__in=[one.session_key for one in found]).delete()
        for one in ended if said else []:
            events.of_account("session_ended", one.user, said)
    return len(ended)


def end_all(account, said: str = "") -> int:
    """End every session of an account, as `end` does, and give how many there were."""
    return end(of(account), said)


def follow(request, key: str | None) -> None:
    """Let the session of a request, which had another key before, keep when it began."""
    before = UserSession.objects.filter(session_key=key or "").first()
    if before and key != request.session.session_key:
        now = UserSession.objects.filter(session_key=request.session.session_key)
        now.update(created_at=before.created_at)
        before.delete()


def purge() -> None:
    """Remove what has run out: sessions, and where those were begun that live no more."""
    now = timezone.now()
    Session.objects.filter(expire_date__lte=now).delete()
    began = now - datetime.timedelta(seconds=settings.SESSION_SECONDS)
    living = Session.objects.values("session_key")
    over = UserSession.objects.filter(Q(created_at__lte=began) | ~Q(session_key__in=living))
    # Whoever comes in now did not end them, and from where they ended nobody saw.
    with origin.coming_from(""):
        end(over.select_related("user"), IN_TIME)


def _now():
    return timezone.now().timestamp()

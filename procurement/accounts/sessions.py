"""Sessions of accounts: where each was begun, until when it lasts, and how it is ended."""

import datetime

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

# The address of those who come in where there is none, as by a socket of this machine.
NOWHERE = "::"


def forget(key: str | None) -> None:
    """Forget where a session was begun; it has ended."""
    UserSession.objects.filter(session_key=key or "").delete()


def end(sessions) -> int:
    """End sessions, and give how many there were."""
    keys = [one.session_key for one in sessions]
    Session.objects.filter(session_key__in=keys).delete()
    return UserSession.objects.filter(session_key__in=keys).delete()[0]


def others(request):
    """Give the other sessions of whoever asks."""
    mine = request.session.session_key
    return UserSession.objects.filter(user_id=request.user.pk).exclude(session_key=mine)


def end_all(account) -> int:
    """End every session of an account, and give how many there were."""
    return end(UserSession.objects.filter(user_id=account.pk))


def purge() -> None:
    """Remove what has run out: sessions, and where those were begun that are too old to live."""
    now = timezone.now()
    Session.objects.filter(expire_date__lt=now).delete()
    began = now - datetime.timedelta(seconds=settings.SESSION_SECONDS)
    UserSession.objects.filter(created_at__lt=began).delete()

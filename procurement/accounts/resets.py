"""Links by which somebody sets a new password: who is meant, what is sent, and how.

Whoever asks for a link gets the same answer at the same time, whether there is such an account or
not: mail is written and sent elsewhere, after the answer.
"""

import logging
import time
from concurrent.futures import ThreadPoolExecutor
from threading import BoundedSemaphore

from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse

logger = logging.getLogger(__name__)
SUBJECT = "A new password for {site}"
# Of one process: as many are sent at a time, and as many may wait; and in so many seconds one account
# is written to once.
AT_ONCE, WAITING, SECONDS_BETWEEN, SECONDS_LATER = 2, 50, 300, 1
_senders = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="mail")
_room = BoundedSemaphore(WAITING)
_written_to: dict[int, float] = {}


def by_mail() -> bool:
    """Say whether mail is set up."""
    return bool(settings.EMAIL_HOST)


def can_come_in(account) -> bool:
    """Say whether an account is one that may come in at all."""
    return account.is_active and account.is_staff


def link(account) -> str:
    """Give the address at which an account gets a new password: once, and for PASSWORD_RESET_TIMEOUT."""
    parts = {
        "uidb36": user_pk_to_url_str(account),
        "key": default_token_generator.make_token(account),
    }
    return settings.SITE_ADDRESS + reverse("account_reset_password_from_key", kwargs=parts)


def meant(typed: str) -> list[User]:
    """Give the accounts that a name or an address for mail means, and that can be written to."""
    accounts = User.objects.filter(is_active=True, is_staff=True).exclude(email="")
    return [*accounts.filter(Q(username__iexact=typed) | Q(email__iexact=typed))]


def ask(typed: str) -> None:
    """Have a link sent to whoever is meant, if there is anybody."""
    accounts = meant(typed)
    if not _room.acquire(blocking=False):
        logger.error("No link was sent: too many are waiting for the mail server.")
        return
    _senders.submit(_send, accounts)


def post(mail: EmailMessage) -> None:
    """Have a mail sent, after the answer."""
    if not _room.acquire(blocking=False):
        logger.error("A mail was not sent: too many are waiting for the mail server.")
        return
    _senders.submit(_post, mail)


def _post(mail):
    try:
        mail.send()
    except Exception:
        # As below: the log must say so.
        logger.exception("A mail could not be sent.")
    finally:
        _room.release()


def _send(accounts):
    # Not while the answer is made: the two would take their time from each other.
    time.sleep(SECONDS_LATER)
    try:
        for account in accounts:
            if _is_due(account):
                message(account).send()
    except Exception:
        # Of any kind: whatever fails here, nobody waits for it, and the log must say so.
        logger.exception("A link could not be sent.")
    finally:
        _room.release()


def _is_due(account):
    now, before = time.monotonic(), _written_to.get(account.pk)
    if before is not None and now - before < SECONDS_BETWEEN:
        return False
    _written_to[account.pk] = now
    return True


def message(account) -> EmailMessage:
    """Write the mail with a link for an account."""
    site = settings.SITE_ADDRESS.partition("://")[2]
    words = {
        "name": account.get_username(),
        "link": link(account),
        "site": site,
        "minutes": settings.PASSWORD_RESET_TIMEOUT // 60,
    }
    body = render_to_string("admin/accounts/reset_password.txt", words)
    return EmailMessage(SUBJECT.format(site=site), body, to=[account.email])

"""Links by which somebody sets a new password: who is meant, what is sent, and how.

Whoever asks for a link gets the same answer at the same time, whether there is such an account or
not: mail is written and sent elsewhere, after the answer.
"""

import atexit
import logging
import time
from collections.abc import Callable
from functools import partial
from queue import Full, Queue
from threading import Lock, Thread

from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse

logger = logging.getLogger(__name__)
SUBJECT = "A new password for {site}"
# Of one process: as many are sent at a time, and as many may wait; and in so many seconds one account
# is written to once.
AT_ONCE, WAITING, SECONDS_BETWEEN, SECONDS_LATER, SECONDS_AT_EXIT = 2, 50, 300, 1, 5
_waiting: Queue[Callable[[], None]] = Queue(WAITING)
_senders: list[Thread] = []
_lock = Lock()
# When each was written to, of those of the last SECONDS_BETWEEN.
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


def accounts_called(typed: str) -> list[User]:
    """Give the accounts that a name or an address for mail means, and that can be written to."""
    accounts = User.objects.filter(is_active=True, is_staff=True).exclude(email="")
    return [*accounts.filter(Q(username__iexact=typed) | Q(email__iexact=typed))]


def send_link(typed: str) -> None:
    """Have a link sent to whoever is meant, if there is anybody."""
    _later(partial(_send_links, accounts_called(typed)))


def post(mail: EmailMessage) -> None:
    """Have a mail sent, after the answer."""
    _later(partial(_sent, mail))


def _later(sending):
    _begin()
    try:
        _waiting.put_nowait(sending)
    except Full:
        logger.error("A mail was not sent: too many are waiting for the mail server.")


def _begin():
    """Once in a process, when the first asks."""
    with _lock:
        if _senders:
            return
        for _ in range(AT_ONCE):
            # The process may end while they wait for the mail server.
            _senders.append(Thread(target=_send_all, name="mail", daemon=True))
            _senders[-1].start()
        atexit.register(finish)


def finish() -> None:
    """Wait for what is to be sent, a few seconds in all, before the process ends."""
    with _waiting.all_tasks_done:
        _waiting.all_tasks_done.wait_for(lambda: not _waiting.unfinished_tasks, SECONDS_AT_EXIT)
        if left := _waiting.unfinished_tasks:
            logger.error("The server stopped before mails were sent: %d.", left)


def _send_all():
    while True:
        sending = _waiting.get()
        # Not while the answer is made: the two would take their time from each other.
        time.sleep(SECONDS_LATER)
        try:
            sending()
        except Exception:
            # Of any kind, such as a database that is away: the next must be sent all the same.
            logger.exception("A mail could not be sent.")
        _waiting.task_done()


def _send_links(accounts):
    for account in accounts:
        if _is_due(account) and not _sent(message(account)):
            # Nothing came: whoever asks again is written to.
            _written_to.pop(account.pk, None)


def _sent(mail) -> bool:
    try:
        mail.send()
    except Exception:
        # Of any kind: whatever fails here, nobody waits for it, and the log must say so.
        logger.exception("A mail could not be sent.")
        return False
    return True


def _is_due(account):
    """Say whether to write to an account, and remember it: two at once write one mail."""
    now = time.monotonic()
    with _lock:
        for number, before in list(_written_to.items()):
            if now - before >= SECONDS_BETWEEN:
                _written_to.pop(number, None)
        if account.pk in _written_to:
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


ADDRESS = "Your address for mail was changed"
FACTOR = "Your second factor was removed"


def notify(address: str, subject: str, account, by) -> None:
    """Have it written to an address once the change stands, where there is mail and an address."""
    if not (address and by_mail()):
        return
    site = settings.SITE_ADDRESS.partition("://")[2]
    words = {
        "subject": subject,
        "site": site,
        "name": account.get_username(),
        "by": by.get_username(),
    }
    body = render_to_string("admin/accounts/notice.txt", words)
    mail = EmailMessage(f"{subject}: {site}", body, to=[address])
    transaction.on_commit(lambda: post(mail))

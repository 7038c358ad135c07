"""The site between the server and Django: nothing that waits keeps anything else from being answered.

The server has many threads. Few of them may be at the database at once, some more may wait for it
or send a file, and the rest are always there for what needs neither: see
docs/decisions/0024-waiting.md. The admin is a process of its own, where there is one, and only passed
on to from here: docs/decisions/0031-admin-beside.md.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from threading import BoundedSemaphore, Lock
from time import monotonic
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from procurement.middleware import ADMIN, NO_CONNECTION, is_too_large
from procurement.outages import BUSY

from . import idle_clients, timeouts
from .admin_proxy import Passing
from .connection_pool import Lender, NoneFree, used
from .request_bodies import Bodies, Environ, Unanswered
from .response_spool import Spool

# Answered without the database.
NEED_NOTHING = ("/healthz", "/robots.txt", "/.well-known/", settings.STATIC_URL)
# Where passwords are hashed, which takes a processor for half a second each: the login, the change
# of a password, the password once more, and the page of a link that sets a new one.
HASHING = re.compile(
    r"/admin/(?:login|password_change|confirm|password_reset/[0-9A-Za-z]+-[-0-9A-Za-z]+)/"
)
# How long making a file waits for its next rows: nobody else waits for them.
SECONDS_FOR_ROWS = 60
Start = Callable[..., Any]


class Site:
    """A WSGI application around Django's, with connections for pages and others for editors.

    Where ADMIN_SOCKET is set it passes what is for editors on; `beside` is the site that gets it.
    """

    def __init__(self, django: Callable[[Environ, Start], Any], *, beside: bool = False) -> None:
        self._django, self._beside = django, beside
        count, threads = settings.PAGES_AT_ONCE, settings.WEB_THREADS
        seconds = settings.ADMIN_SECONDS
        self._pages = Lender(count, settings.PAGE_SECONDS, threads // 2)
        # A file of SQLite that was opened while it could only be read is never written to again.
        anew = {"CONN_MAX_AGE": 0} if connection.vendor == "sqlite" else {}
        # How many may wait beside was decided where they were passed on.
        at_once, in_line = (count, threads) if beside else (max(count // 2, 1), threads // 8)
        self._editors = Lender(at_once, seconds, in_line, **anew)
        # One password is hashed at a time, so that readers always find a processor.
        self._logins = Lender(1, seconds, in_line, **anew) if beside else self._editors
        self._sending = BoundedSemaphore(threads // 4)
        self._bodies = Bodies(settings.BODIES_AT_ONCE)
        self._admin = None
        if settings.ADMIN_SOCKET and not beside:
            # Twice the time of the database: a save that goes on is not told to have failed.
            self._admin = Passing(settings.ADMIN_SOCKET, threads // 8, 2 * seconds)
        self._lock, self._begun = Lock(), False
        if connection.vendor == "postgresql":
            timeouts.by_the_clock()

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        self._begin(environ)
        path = environ["PATH_INFO"]
        if path.startswith(NEED_NOTHING):
            return self._without(environ, start)
        if path.startswith(ADMIN):
            return self._for_editors(environ, start)
        # No public page reads what is sent to it.
        return self._lent(environ, start)

    def _for_editors(self, environ: Environ, start: Start) -> Iterable[bytes]:
        if is_too_large(environ):
            # By its length Django refuses it; what cannot be read by mistake is not.
            return self._without(environ | {"wsgi.input": BytesIO()}, start)
        if self._beside:
            return self._answered(environ, start)
        try:
            with self._bodies.taken(environ) as whole:
                return self._answered(whole, start)
        except Unanswered as error:
            return self._without(environ | {NO_CONNECTION: error.outage}, start)

    def _answered(self, environ: Environ, start: Start) -> Iterable[bytes]:
        """Answer a request of which the body is there. Raises `Unanswered`."""
        if self._admin:
            answer = self._admin.asked(environ, self._sending)
            start(answer.status, answer.headers)
            return answer.body
        return self._lent(environ, start)

    def _lent(self, environ: Environ, start: Start) -> Iterable[bytes]:
        lender = self._lender(environ["PATH_INFO"], environ["REQUEST_METHOD"])
        try:
            with lender.lent() as lent:
                return self._with(lender, lent, environ, start)
        except (NoneFree, OSError):
            # An OSError is that of the temporary file of a stream: Django answers all others.
            return self._without(environ | {NO_CONNECTION: BUSY}, start)

    def _lender(self, path: str, method: str) -> Lender:
        if method == "POST" and HASHING.fullmatch(path):
            return self._logins
        return self._editors if path.startswith(ADMIN) else self._pages

    def _begin(self, environ: Environ) -> None:
        """Once, at the first request, because only then does the server listen for certain."""
        with self._lock:
            if not (self._begun or self._beside):
                idle_clients.cut_off(int(environ["SERVER_PORT"]), settings.IDLE_SECONDS)
                self._begun = True

    def _without(self, environ: Environ, start: Start) -> list[bytes]:
        return [_whole(self._django(environ, start))]

    def _with(
        self, lender: Lender, lent: BaseDatabaseWrapper, environ: Environ, start: Start
    ) -> Iterable[bytes]:
        """Answer with a connection; where that is a stream, leave it to be made and sent."""
        said: list[tuple] = []
        body: Iterable[bytes] | None = None
        try:
            with used(lent):
                response = self._django(environ, lambda *told: said.append(told))
                if not response.streaming or environ["REQUEST_METHOD"] == "HEAD":
                    body = [_whole(response)]
            if body is None:
                body = self._sent(response, lender, lent)
        finally:
            if not isinstance(body, Spool):
                lender.give_back(lent, timeouts.answered())
        start(*said[0])
        return body

    def _sent(self, response: Any, lender: Lender, lent: BaseDatabaseWrapper) -> Spool:
        """Give a stream as it is made in a thread of its own, which gives the connection back."""
        try:
            if not self._sending.acquire(blocking=False):
                raise NoneFree
            return Spool(response, _making(lender, lent), self._sending.release)
        except BaseException:
            with used(lent):
                response.close()
            raise


def _whole(response: Any) -> bytes:
    try:
        return b"".join(response)
    finally:
        response.close()


@contextmanager
def _making(lender: Lender, lent: BaseDatabaseWrapper) -> Iterator[None]:
    with timeouts.within(monotonic(), SECONDS_FOR_ROWS):
        try:
            with used(lent):
                yield
        finally:
            lender.give_back(lent, timeouts.answered())

"""The site between the server and Django: nothing that waits keeps anything else from being answered.

The server has many threads. Few of them may be at the database at once, some more may wait for it
or send a file, and the rest are always there for what needs neither: see
docs/decisions/0024-waiting.md.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore, Lock
from time import monotonic
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

from procurement.middleware import ADMIN, NO_CONNECTION

from . import idle, waiting
from .lending import Lender, NoneFree, used
from .spool import Spool

# Answered without the database.
NEED_NOTHING = ("/healthz", "/robots.txt", "/.well-known/", settings.STATIC_URL)
# How long making a file waits for its next rows: nobody else waits for them.
SECONDS_FOR_ROWS = 60
Environ = dict[str, Any]
Start = Callable[..., Any]


class Site:
    """A WSGI application around Django's, with connections for pages and others for editors."""

    def __init__(self, django: Callable[[Environ, Start], Any]) -> None:
        self._django = django
        count, threads = settings.PAGES_AT_ONCE, settings.WEB_THREADS
        self._pages = Lender(count, settings.PAGE_SECONDS, threads // 2)
        # A file of SQLite that was opened while it could only be read is never written to again.
        anew = {"CONN_MAX_AGE": 0} if connection.vendor == "sqlite" else {}
        self._editors = Lender(max(count // 2, 1), settings.ADMIN_SECONDS, threads // 8, **anew)
        self._sending = BoundedSemaphore(threads // 4)
        self._lock, self._begun = Lock(), False
        if connection.vendor == "postgresql":
            waiting.by_the_clock()

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        self._begin(environ)
        path = environ["PATH_INFO"]
        if path.startswith(NEED_NOTHING):
            return self._without(environ, start)
        lender = self._editors if path.startswith(ADMIN) else self._pages
        try:
            with lender.lent() as lent:
                return self._with(lender, lent, environ, start)
        except (NoneFree, OSError) as error:
            # An OSError is that of the temporary file of a stream: Django answers all others.
            return self._without(environ | {NO_CONNECTION: str(error) or "no connection"}, start)

    def _begin(self, environ: Environ) -> None:
        """Once, at the first request, because only then does the server listen for certain."""
        with self._lock:
            if not self._begun:
                idle.cut_off(int(environ["SERVER_PORT"]), settings.IDLE_SECONDS)
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
                lender.give_back(lent, waiting.answered())
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
    with waiting.within(monotonic(), SECONDS_FOR_ROWS):
        try:
            with used(lent):
                yield
        finally:
            lender.give_back(lent, waiting.answered())

"""What clients send, taken whole before anything else is asked for: who sends slowly is waited for here alone.

A body waits in memory or in a temporary file, and holds no connection and no place of the admin.
There is no end to that wait: granian stands still when it is to send an answer while another thread
still reads the body, and tells no port to know the connection by. So many may be waited for, and a
few of them from each client: see docs/decisions/0031-admin-beside.md.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import SpooledTemporaryFile
from threading import Lock
from typing import IO, Any

from procurement import origin
from procurement.middleware import length_of
from procurement.outages import CROWDED, NOT_WHOLE, UNWRITABLE, Outage

from .response_spool import PIECE

Environ = dict[str, Any]
# From one client at once. A browser sends one form; some editors share an address.
MOST_EACH = 4
# Bodies up to this stay in memory. A form of the admin has some hundred thousand bytes.
IN_MEMORY = 1 << 20


class Unanswered(Exception):
    """The admin gives no answer; `outage` says why, and what became of what was sent."""

    def __init__(self, outage: Outage) -> None:
        super().__init__(outage.name)
        self.outage = outage


class Bodies:
    """Places for so many bodies that are being sent, at most `MOST_EACH` of them for each client."""

    def __init__(self, most: int) -> None:
        self._most, self._lock = most, Lock()
        self._of: Counter[str] = Counter()

    @contextmanager
    def taken(self, environ: Environ) -> Iterator[Environ]:
        """Give a request of which the body is there. Raises `Unanswered`."""
        if not (length := length_of(environ)):
            yield environ
            return
        with SpooledTemporaryFile(IN_MEMORY) as body:
            with self._place(_client(environ)):
                _take(environ["wsgi.input"], body, length)
            yield environ | {"wsgi.input": body}

    @contextmanager
    def _place(self, client: str) -> Iterator[None]:
        with self._lock:
            # Of a client that nothing is known of, nothing says that it is one.
            if self._of.total() >= self._most or (client and self._of[client] >= MOST_EACH):
                raise Unanswered(CROWDED)
            self._of[client] += 1
        try:
            yield
        finally:
            with self._lock:
                self._of[client] -= 1
                self._of = +self._of


def copy(source: Any, body: IO[bytes], length: int) -> None:
    """Copy so many bytes. Raises EOFError where there are fewer, OSError where there is no room."""
    while length:
        piece = source.read(min(length, PIECE))
        if not piece:
            raise EOFError
        body.write(piece)
        length -= len(piece)


def _take(source, body, length):
    try:
        copy(source, body, length)
        body.seek(0)
    except EOFError as error:
        raise Unanswered(NOT_WHOLE) from error
    except OSError as error:
        # There is no room for it.
        raise Unanswered(UNWRITABLE) from error


def _client(environ):
    return origin.neighbourhood(origin.of_environ(environ))

"""The admin beside the public pages: requests are passed on to a process of its own, and received there.

Both ends are ours, and nobody else may open the socket between. So nothing is said again as HTTP,
which each end would read its own way: a request is what the server told of it and its body, an
answer is its status, its headers and its body, and HTTP only carries them. What a client sends as a
header stays one, whatever its name.
"""

import http.client
import json
import logging
import socket
from collections.abc import Callable, Iterable, Iterator
from tempfile import SpooledTemporaryFile
from threading import BoundedSemaphore
from typing import Any, NamedTuple

from procurement.middleware import is_too_large, length_of
from procurement.outages import BUSY, UNREACHED, UNSURE

from .request_bodies import IN_MEMORY, Environ, Unanswered, copy
from .response_spool import BROKEN, PIECE

Start = Callable[..., Any]

# What a server tells of a request, beside its headers.
_TOLD = frozenset(
    {"REQUEST_METHOD", "PATH_INFO", "QUERY_STRING", "CONTENT_TYPE", "CONTENT_LENGTH"}
    | {"REMOTE_ADDR", "SERVER_NAME", "SERVER_PORT", "SERVER_PROTOCOL", "wsgi.url_scheme"}
)
_HEADER = "HTTP_"
# Of the length that stands before what is told, in hexadecimal digits.
_DIGITS = 8

logger = logging.getLogger(__name__)


class Answer(NamedTuple):
    """What the admin answers: its body as a list where it is whole, else as it comes."""

    status: str
    headers: list[tuple[str, str]]
    body: Iterable[bytes]


class Passing:
    """The way to the admin's process, for so many requests at once; one more is not answered."""

    def __init__(self, path: str, most: int, seconds: float) -> None:
        """The admin may take `seconds` to say anything."""
        self._path, self._seconds = path, seconds
        self._seats = BoundedSemaphore(most)

    def asked(self, environ: Environ, sending: BoundedSemaphore) -> Answer:
        """Give the answer to a request, of which the body is there: nobody here waits for a client.

        One that streams takes a place of `sending` until it is closed. Raises `Unanswered`.
        """
        if not self._seats.acquire(blocking=False):
            raise Unanswered(BUSY)
        try:
            return _answer(self._sent(environ), sending)
        finally:
            self._seats.release()

    def _sent(self, environ: Environ) -> "_Carrier":
        carrier = _Carrier(self._path, self._seconds)
        told = _framed({name: environ[name] for name in environ if _is_told(name)})
        try:
            carrier.connect()
        except OSError as error:
            raise Unanswered(UNREACHED) from error
        try:
            carrier.putrequest("POST", "/", skip_accept_encoding=True)
            carrier.putheader("Content-Length", str(len(told) + length_of(environ)))
            carrier.putheader("Connection", "close")
            carrier.endheaders(told)
            while length_of(environ) and (piece := environ["wsgi.input"].read(PIECE)):
                carrier.send(piece)
        except BrokenPipeError:
            pass  # It has answered before it read the whole, and reads no more.
        except OSError as error:
            carrier.close()
            raise Unanswered(UNSURE) from error
        return carrier


class Received:
    """A WSGI application that is asked by `Passing`, around the one that answers."""

    def __init__(self, application: Callable[[Environ, Start], Iterable[bytes]]) -> None:
        self._application = application

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        source = environ["wsgi.input"]
        told = _unframed(source)
        said: list[tuple] = []
        # All of it is read before anything is answered: who is answered meanwhile may not hear it.
        # What is too large is refused by its length, and never read.
        length = 0 if is_too_large(told) else length_of(told)
        with SpooledTemporaryFile(IN_MEMORY) as body:
            copy(source, body, length)
            body.seek(0)
            own = {name: environ[name] for name in environ if not _is_told(name)}
            request = own | told | {"wsgi.input": body}
            parts = self._application(request, lambda *given: said.append(given))
        start("200 OK", [("Content-Type", "application/octet-stream")])
        head = _framed(said[0])
        return [head, *parts] if isinstance(parts, list) else _Preceded(head, parts)


class _Carrier(http.client.HTTPConnection):
    def __init__(self, path: str, seconds: float) -> None:
        super().__init__("localhost", timeout=seconds)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            self.sock.settimeout(self.timeout)
            self.sock.connect(self._path)
        except OSError:
            self.close()
            raise


class _Preceded:
    """The parts of an answer that streams, and what stands before them."""

    def __init__(self, head: bytes, parts: Any) -> None:
        self._head, self._parts = head, parts

    def __iter__(self) -> Iterator[bytes]:
        yield self._head
        yield from self._parts

    def close(self) -> None:
        self._parts.close()


class _Streamed:
    """The body of an answer as it comes."""

    def __init__(
        self, carrier: _Carrier, response: http.client.HTTPResponse, sent: Callable[[], None]
    ) -> None:
        self._carrier, self._response, self._sent = carrier, response, sent
        self._open = True

    def __iter__(self) -> Iterator[bytes]:
        try:
            while piece := self._response.read1(PIECE):
                yield piece
        except (OSError, http.client.HTTPException):
            logger.exception("A file of the admin broke off")
            yield BROKEN

    def close(self) -> None:
        if self._open:
            self._open = False
            self._response.close()
            self._carrier.close()
            self._sent()


def _answer(carrier: _Carrier, sending: BoundedSemaphore) -> Answer:
    """Read an answer, or how it begins."""
    try:
        response = carrier.getresponse()
        status, headers = _unframed(response)
        # One of which the length is known was made before any of it was sent.
        whole = response.length is not None
        body = [response.read()] if whole else []
    except (OSError, http.client.HTTPException, ValueError) as error:
        carrier.close()
        raise Unanswered(UNSURE) from error
    headers = [(name, value) for name, value in headers]
    if whole:
        carrier.close()
        return Answer(status, headers, body)
    streamed = _Streamed(carrier, response, sending.release)
    if not sending.acquire(blocking=False):
        response.close()
        carrier.close()
        raise Unanswered(BUSY)
    return Answer(status, headers, streamed)


def _is_told(name: str) -> bool:
    return name in _TOLD or name.startswith(_HEADER)


def _framed(told: Any) -> bytes:
    data = json.dumps(told).encode()
    return f"{len(data):0{_DIGITS}x}".encode() + data


def _unframed(source: Any) -> Any:
    """Read what was framed; raises ValueError where nothing was."""
    return json.loads(source.read(int(source.read(_DIGITS), 16)))

"""Connections that go to an address that was checked, and end when their time is over."""

import io
import socket
import time
from collections.abc import Callable
from http.client import HTTPConnection, HTTPResponse
from ssl import SSLContext

OVER = "the answer took too long"


class TimedReader(io.RawIOBase):
    """What a socket receives, until `deadline` on the monotonic clock; then `TimeoutError`.

    A timeout of the socket alone begins anew with each byte, so that a slow drip never ends.
    """

    def __init__(self, sock: socket.socket, deadline: float) -> None:
        self._socket, self._deadline = sock, deadline
        self._raw = sock.makefile("rb", buffering=0)

    def readable(self) -> bool:
        """Say yes."""
        return True

    def readinto(self, buffer) -> int | None:
        """Fill the buffer with what has come. Raises `TimeoutError`."""
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError(OVER)
        self._socket.settimeout(left)
        return self._raw.readinto(buffer)

    def close(self) -> None:
        """Let go of the socket."""
        self._raw.close()
        super().close()


class _Timed:
    """Gives `HTTPResponse` a timed reader where it asks a socket for a file."""

    def __init__(self, sock: socket.socket, deadline: float) -> None:
        self._reader = TimedReader(sock, deadline)

    def makefile(self, *args, **options) -> io.BufferedReader:
        return io.BufferedReader(self._reader)


class Connection(HTTPConnection):
    """A connection to the first of `addresses` that answers, in the name of `host`.

    With a `context` it speaks TLS, and the certificate must be that of `host`.
    """

    def __init__(
        self,
        host: str,
        port: int,
        *,
        addresses: list[str],
        connect_seconds: float,
        total_seconds: float,
        context: Callable[[], SSLContext] | None,
    ) -> None:
        super().__init__(host, port)
        self.default_port = 443 if context else 80  # for the header Host
        self._addresses, self._context = addresses, context
        self._connect_seconds = connect_seconds
        self._deadline = time.monotonic() + total_seconds

    def connect(self) -> None:
        """Connect, without asking for the name again."""
        self.sock = self._first()
        if self._context:
            self.sock = self._context().wrap_socket(self.sock, server_hostname=self.host)

    def response_class(  # type: ignore[override]
        self, sock: socket.socket, *args, **options
    ) -> HTTPResponse:
        """Read the answer against the clock."""
        return HTTPResponse(_Timed(sock, self._deadline), *args, **options)  # type: ignore[arg-type]

    def _first(self) -> socket.socket:
        failure: OSError = ConnectionError(f"{self.host} has no address")
        for address in self._addresses:
            left = max(0.001, self._deadline - time.monotonic())
            try:
                return socket.create_connection(
                    (address, self.port), min(left, self._connect_seconds)
                )
            except OSError as error:
                failure = error
        raise failure

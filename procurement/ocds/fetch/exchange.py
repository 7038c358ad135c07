"""One request and its answer, within bounds of time and size. No cookie is sent, and none is kept."""

import ssl
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from urllib.parse import SplitResult

from tracker import __version__

from .addresses import allowed, printable, resolved
from .connection import Connection
from .errors import AgainError, FetchError, TooLargeError
from .services import MEGABYTE, Service

PIECE = 2**16
BEGINNING = 10_000  # bytes of a refusal that are read
HEADERS = {
    "Accept": "application/json",
    "Accept-Encoding": "identity",  # nothing that grows when it is unpacked
    "Connection": "close",
    "User-Agent": f"procurement-decision-tracker/{__version__} (a public record of contracts)",
}


@dataclass(frozen=True)
class Answer:
    """What came: the status, some headers ("" where missing) and the body, whole if the status is 200."""

    status: int
    location: str
    retry_after: str
    body: bytes


def exchange(service: Service, url: str) -> Answer:
    """Ask for one address of the service, following nothing.

    Raises `AgainError` where no whole answer came, `TooLargeError`, and `FetchError` for an address
    that may not be asked, and for a certificate that is not good.
    """
    parts = allowed(service, url)
    try:
        with closing(_connection(service, parts)) as connection:
            return _answer(service, connection, parts)
    except ssl.SSLCertVerificationError as error:
        raise FetchError(
            f"{service.name} was not asked: its certificate is not good ({error.verify_message})."
        ) from error
    except (OSError, HTTPException) as error:
        reason = printable(str(error)) or type(error).__name__
        raise AgainError(f"{service.name} did not answer whole: {reason}.") from error


def _connection(service: Service, parts: SplitResult) -> Connection:
    host, port, addresses = resolved(service, parts)
    return Connection(
        host,
        port,
        addresses=addresses,
        connect_seconds=service.connect_seconds,
        total_seconds=service.total_seconds,
        context=service.context if parts.scheme == "https" else None,
    )


def _answer(service: Service, connection: Connection, parts: SplitResult) -> Answer:
    target = parts._replace(scheme="", netloc="", fragment="").geturl() or "/"
    connection.request("GET", target, headers=HEADERS)
    with connection.getresponse() as response:
        header = response.headers.get
        if header("Content-Encoding", "identity").lower() != "identity":
            raise FetchError(f"{service.name} sent an encoding that was not asked for.")
        body = _whole(service, response) if response.status == 200 else response.read(BEGINNING)
        return Answer(response.status, header("Location", ""), header("Retry-After", ""), body)


def _whole(service: Service, response: HTTPResponse) -> bytes:
    body = bytearray()
    while piece := response.read(PIECE):
        body += piece
        if len(body) > service.most_bytes:
            most = service.most_bytes // MEGABYTE
            raise TooLargeError(f"{service.name} sent more than {most} MB in one answer.")
    if response.length:  # what Content-Length still promises
        raise AgainError(f"{service.name} broke off {response.length} bytes before the end.")
    return bytes(body)

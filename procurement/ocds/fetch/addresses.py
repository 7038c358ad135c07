"""Which addresses a service may lead to: its own host, over its own scheme, and public."""

from urllib.parse import SplitResult, urljoin, urlsplit

from procurement.plaintext import visible

from .errors import FetchError
from .services import Service

LONGEST = 4000
PORTS = {"https": 443, "http": 80}


def printable(text: str, most: int = 200) -> str:
    """Return text from elsewhere as one short line that is safe to print."""
    line = visible(" ".join(text.split()), mark="?")
    return line if len(line) <= most else f"{line[:most]}…"


def allowed(service: Service, url: str) -> SplitResult:
    """Return the parts of an address of the service.

    Raises `FetchError` for another host, scheme or port, a user name, and characters that have no
    place in an address.
    """
    if len(url) > LONGEST or not url.isascii() or not url.isprintable() or " " in url:
        raise FetchError(f"{service.name} named an address that is not one: {printable(url)}")
    try:
        parts = urlsplit(url)
    except ValueError:
        raise FetchError(
            f"{service.name} named an address that is not one: {printable(url)}"
        ) from None
    # Compared whole: a user name, a port and another scheme all make it another origin.
    if f"{parts.scheme}://{parts.netloc.lower()}" != service.origin:
        raise FetchError(
            f"{service.name} led to {printable(url)}; only {service.origin} is ever asked."
        )
    return parts


def redirected(service: Service, url: str, location: str) -> str:
    """Return where a redirect leads, if that is an address of the same service. Raises `FetchError`."""
    if not location:
        raise FetchError(f"{service.name} answered with a redirect that leads nowhere.")
    try:
        target = urljoin(url, location)
    except ValueError:
        target = location
    allowed(service, target)
    return target


def resolved(service: Service, parts: SplitResult) -> tuple[str, int, list[str]]:
    """Return host, port and IP addresses. Raises `FetchError` where any of these is not public."""
    host, port = parts.hostname or "", parts.port or PORTS[parts.scheme]
    found = service.resolve(host, port)
    for address in found:
        if fault := service.fault(address):
            raise FetchError(f"{host} was not asked: its name leads to {fault}.")
    return host, port, found

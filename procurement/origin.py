"""From where a request came: the address of its client, as far as it can be trusted.

The address that the connection has counts. Only where that is a proxy which the settings trust does
what the proxy says count: the last address in its header that is no trusted proxy itself.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any

from django.conf import settings

_address: ContextVar[str] = ContextVar("address", default="")
Address = IPv4Address | IPv6Address
WITH_PORT = re.compile(r"(?:\[(?P<six>[^\[\]]+)\]|(?P<four>[0-9.]+))(?::[0-9]{1,5})?", re.ASCII)
# A header that is longer is nobody's list of proxies.
MOST_SAID = 50


def of_request(request: Any) -> str:
    """Give the address of the client of a request; "" where none is known, as on a local socket."""
    return of_environ(request.META)


def of_environ(told: Mapping[str, Any]) -> str:
    """Give the same, of what a server tells of a request."""
    address = _read(told.get("REMOTE_ADDR", ""))
    if address is None or not _trusted(address):
        return str(address or "")
    said = told.get("HTTP_X_FORWARDED_FOR", "").rsplit(",", MOST_SAID)
    return str(_first_stranger(said, address))


def _first_stranger(said: Sequence[str], proxy: Address) -> Address:
    """Read from the end, where the nearest proxy writes: what stands before a stranger is hearsay."""
    for text in reversed(said):
        address = _read(text)
        if address is None:
            return proxy
        if not _trusted(address):
            return address
        proxy = address
    return proxy


def _trusted(address: Address) -> bool:
    return any(address in network for network in settings.TRUSTED_PROXIES)


def _read(text: str) -> Address | None:
    try:
        address = ip_address(_without_port(text.strip()).partition("%")[0])
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address


def _without_port(text: str) -> str:
    """Some proxies write the port of the client after its address: 192.0.2.1:5060, [2001:db8::1]:5060."""
    found = WITH_PORT.fullmatch(text)
    return (found["six"] or found["four"]) if found else text


def neighbourhood(address: str) -> str:
    """Give the network of which everybody has the addresses together: of IPv6, the first 64 bits."""
    read = _read(address)
    if isinstance(read, IPv6Address):
        return str(IPv6Network((read, 64), strict=False))
    return str(read or "")


@contextmanager
def coming_from(address: str) -> Iterator[None]:
    """Let `current` give an address while a request is answered."""
    token = _address.set(address)
    try:
        yield
    finally:
        _address.reset(token)


def current() -> str:
    """Give the address of the client whose request is being answered; "" for a command."""
    return _address.get()

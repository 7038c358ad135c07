"""The two services that are asked, and nothing else: where, how, and how gently.

Sources: the services' own pages about their API, and what harvesters of open-contracting.org met:
Find a Tender answers 429 "12 request limit in 2 minute exceeded"; Contracts Finder documents 403
for too many requests, and five minutes of waiting.
"""

import socket
import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from procurement import links

PAGE = 100  # the most releases that either service gives in one answer
MEGABYTE = 2**20


def public(address: str) -> str:
    """Return what is wrong with an IP address that is not on the public internet; else nothing."""
    try:
        links.check(f"https://[{address}]/" if ":" in address else f"https://{address}/")
    except links.LinkError:
        return f"{address}, a private or reserved address"
    return ""


def resolve(host: str, port: int) -> list[str]:
    """Return the IP addresses of a host, each once, in the order in which they should be tried."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


@dataclass(frozen=True)
class Service:
    """One service: only addresses that begin with `origin` are ever asked, at checked IP addresses.

    `floor` is the shortest window of a service whose full windows are halved; without one, the
    service is asked page by page, from each to its `links.next`.
    """

    name: str
    origin: str
    path: str
    bounds: tuple[str, str]
    first: date
    step: timedelta
    floor: timedelta | None = None

    # How gently
    requests: int = 12
    within: timedelta = timedelta(minutes=2)
    pauses: dict[int, float] = field(default_factory=dict)  # status: seconds, at the least
    attempts: int = 6

    # How much, and how long
    most_pages: int = 1000  # of one window; fifteen days of Contracts Finder have about twenty
    most_bytes: int = 64 * MEGABYTE
    connect_seconds: float = 10
    total_seconds: float = 60

    # The ground it stands on
    resolve: Callable[[str, int], list[str]] = resolve
    fault: Callable[[str], str] = public
    context: Callable[[], ssl.SSLContext] = ssl.create_default_context


CONTRACTS_FINDER = Service(
    name="contracts-finder",
    origin="https://www.contractsfinder.service.gov.uk",
    path="/Published/Notices/OCDS/Search",
    bounds=("publishedFrom", "publishedTo"),
    first=date(2014, 1, 1),
    step=timedelta(days=15),
    pauses={403: 300},
)
FIND_A_TENDER = Service(
    name="find-a-tender",
    origin="https://www.find-tender.service.gov.uk",
    path="/api/1.0/ocdsReleasePackages",
    bounds=("updatedFrom", "updatedTo"),
    first=date(2021, 1, 1),
    step=timedelta(hours=6),
    floor=timedelta(minutes=1),
)
SERVICES = {service.name: service for service in (CONTRACTS_FINDER, FIND_A_TENDER)}

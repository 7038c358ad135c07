"""Addresses of sources: only those that anybody can open on the public internet.

Nothing is looked up: a public name that leads to a private address passes here.
"""

import ipaddress
import re
import unicodedata
from functools import lru_cache
from urllib.parse import SplitResult, urlsplit

LONGEST_URL = 2000
ACCEPTED = "Write a public web address that starts with https:// or http://."

_PRIVATE_NAMES = (
    "localhost",
    "local",
    "localdomain",
    "internal",
    "intranet",
    "private",
    "corp",
    "home",
    "lan",
    "onion",
    "home.arpa",
)
_LABEL = re.compile(r"(?!-)[\w-]{1,63}(?<!-)")
_NUMBER = re.compile(r"[0-9]+|0[xX][0-9a-fA-F]*")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_GUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
# Of a service: how its OCIDs begin, the form of its release ids with the notice's own part in it,
# and where it shows that notice.
_SERVICES = (
    (
        "ocds-h6vhtk-",
        re.compile(r"([0-9]{6}-20[0-9]{2})"),
        "https://www.find-tender.service.gov.uk/Notice/",
    ),
    (
        "ocds-b5fd17-",
        re.compile(rf"({_GUID})-[0-9]{{1,12}}"),
        "https://www.contractsfinder.service.gov.uk/Notice/",
    ),
)

# The OCID of a process of Prozorro is its number there, and its page shows all that was published of it.
_PROZORRO = re.compile(r"ocds-be6bcu-(UA-20[0-9]{2}-[0-9]{2}-[0-9]{2}-[0-9]{6}-[a-d])")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class LinkError(ValueError):
    """An address that is not accepted; the message says why, and what is accepted."""


def check(url: str) -> str:
    """Return the address if it leads to a host on the public internet: trimmed, host in lower case.

    Raises `LinkError` for another scheme than http and https, a user name, a private host in any
    spelling, a port outside 1 to 65535, more than 2,000 characters, or unseen ones.
    """
    return _checked(url.strip(" "))


# Notices state the same addresses of bodies over and over.
@lru_cache(maxsize=20_000)
def _checked(url: str) -> str:
    fault = _text_fault(url) or _parts_fault(url)
    if fault:
        raise LinkError(f"{fault} {ACCEPTED}")
    # Scheme and host mean the same in any case; the databases compare letter by letter.
    host = urlsplit(url).netloc
    scheme, _, rest = url.partition("://")
    return f"{scheme.lower()}://{host.lower()}{rest[len(host) :]}"


def of_notice(ocid: str, release_id: str) -> str:
    """Return where a service shows the notice of a release, made from its ids; "" where they do not say.

    Find a Tender's release id is the notice's number; that of Contracts Finder begins with the
    notice's GUID; Prozorro shows all notices of a process on one page. Before 2022 Contracts Finder put
    the GUID of the process there, and those of Public Contracts Scotland and Sell2Wales do not hold
    what their addresses are made of.
    """
    for prefix, form, place in _SERVICES:
        if ocid.startswith(prefix) and (found := form.fullmatch(release_id)):
            return place + found[1]
    found = _PROZORRO.fullmatch(ocid)
    return f"https://prozorro.gov.ua/tender/{found[1]}" if found else ""


def _text_fault(url: str) -> str:
    if not url:
        return "The address is empty."
    if len(url) > LONGEST_URL:
        return f"The address has more than {LONGEST_URL:,} characters."
    is_plain = url.isascii() and url.isprintable() and " " not in url
    for character in "" if is_plain else url:
        # Spaces, controls, formats (bidirectional marks), lone surrogates, unassigned.
        if unicodedata.category(character)[0] in "ZC":
            return f"The address holds a space or unseen character, U+{ord(character):04X}."
    if "\\" in url:
        return "The address holds a backslash."
    return ""


def _parts_fault(url: str) -> str:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return "The host or port of the address is not valid; ports are 1 to 65535."
    if parts.scheme not in ("http", "https") or not re.match(r"https?://", url, re.IGNORECASE):
        return "The address does not start with https:// or http://."
    if port == 0:
        return "The port of the address is not valid; ports are 1 to 65535."
    if "@" in parts.netloc:
        return "The address holds a user name or password."
    return _host_fault(parts)


def _host_fault(parts: SplitResult) -> str:
    # Browsers read full-width letters and dots as plain ones, so this does too.
    host = unicodedata.normalize("NFKC", parts.hostname or "").lower().removesuffix(".")
    if not host:
        return "The address has no host."
    if parts.netloc.startswith("["):
        return _number_fault(host)
    labels = host.split(".")
    if _NUMBER.fullmatch(labels[-1]):
        return _number_fault(host)
    if any(host == name or host.endswith(f".{name}") for name in _PRIVATE_NAMES):
        return f"The host “{host[:80]}” is private."
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        return f"The host “{host[:80]}” is not a valid name."
    return "" if len(labels) > 1 else f"The host “{host}” has no dot, so it is not public."


def _number_fault(host: str) -> str:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return f"The host “{host[:80]}” is not a plain IP address, such as 1.1.1.1."
    if all(_is_public(each) for each in [address, *_carried(address)]):
        return ""
    return f"The host “{host}” is a private or reserved address."


def _carried(address: Address) -> list[Address]:
    """Return the IPv4 addresses that an IPv6 address stands for."""
    if isinstance(address, ipaddress.IPv4Address):
        return []
    carried = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in _NAT64:
        carried.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    return [each for each in carried if each]


def _is_public(address: Address) -> bool:
    if isinstance(address, ipaddress.IPv6Address) and (address.ipv4_mapped or address in _NAT64):
        return True  # judged by the IPv4 address it carries
    return address.is_global and not (address.is_multicast or address.is_reserved)

"""Where a login may lead."""

from urllib.parse import unquote, urlsplit

from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme


def is_of_admin(url: str) -> bool:
    """Say whether an address is one of the admin's own, however a browser reads it."""
    if not url.isprintable() or "\\" in url or not url_has_allowed_host_and_scheme(url, None):
        return False
    path = urlsplit(url).path
    # A browser climbs these before it asks.
    climbs = any(part in (".", "..") for part in unquote(path).split("/"))
    return path.startswith(reverse("admin:index")) and not climbs

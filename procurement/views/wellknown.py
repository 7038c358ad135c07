"""What machines look for at addresses that others have agreed on."""

import datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from procurement.files.formats import CONTRACTS, INTERVENTIONS

from . import etags
from .pages import render

PLAIN = "text/plain; charset=utf-8"
# Each question is a search of its own, of which there is no end; the map has every page.
_COSTLY = [
    "/*?",
    *(f"/contracts.{ending}" for ending in CONTRACTS),
    *(f"/interventions.{ending}" for ending in INTERVENTIONS),
]


def _host(request):
    return (request.build_absolute_uri(),)


@etags.etagged(_host)
def robots(request: HttpRequest) -> HttpResponse:
    """Say what crawlers should leave alone, and where the map of the site is (RFC 9309)."""
    site_map = request.build_absolute_uri(reverse("sitemap"))
    closed = ["/admin/", *_COSTLY]
    lines = ["User-agent: *", *(f"Disallow: {one}" for one in closed), "", f"Sitemap: {site_map}"]
    return HttpResponse("\n".join([*lines, ""]), content_type=PLAIN)


def _stands() -> bool:
    expires = settings.SECURITY_EXPIRES
    return expires is not None and datetime.datetime.now(datetime.UTC) < expires


def _told(request):
    contacts = (*settings.SECURITY_CONTACT, settings.SECURITY_EXPIRES)
    return (*_host(request), *contacts) if _stands() else None


@etags.etagged(_told)
def security(request: HttpRequest) -> HttpResponse:
    """Say to whom to report a weakness (RFC 9116); 404 where nobody is set, or it has expired."""
    if not _stands():
        raise Http404
    contacts = [f"Contact: {one}" for one in settings.SECURITY_CONTACT]
    expires = f"Expires: {settings.SECURITY_EXPIRES:%Y-%m-%dT%H:%M:%SZ}"
    canonical = f"Canonical: {request.build_absolute_uri(request.path)}"
    return HttpResponse("\n".join([*contacts, expires, canonical, ""]), content_type=PLAIN)


@etags.etagged(lambda request: ())
def opensearch(request: HttpRequest) -> HttpResponse:
    """Give the OpenSearch 1.1 description: https://github.com/dewitt/opensearch."""
    search = request.build_absolute_uri(reverse("contract-list"))
    context = {"search": search, "feed": search.rstrip("/") + ".atom"}
    kind = "application/opensearchdescription+xml"
    return render(request, "procurement/opensearch.xml", context, content_type=kind)

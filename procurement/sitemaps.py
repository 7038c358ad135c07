"""The map of the site for search engines: an index of files, each of so many addresses.

Source: https://www.sitemaps.org/protocol.html
"""

from collections.abc import Iterable, Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import escape

from procurement import public

XML = "application/xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_PAGES = (
    "front", "contract-list", "intervention-list", "buyer-list", "vendor-list", "stakeholder-list",
    "about",
)  # fmt: skip


def index(request: HttpRequest) -> HttpResponse:
    """List the files of the map: that of the pages which always are, and those of each kind."""
    files = [reverse("sitemap-pages"), *_files()]
    told = (f"<sitemap><loc>{_whole(request, file)}</loc></sitemap>" for file in files)
    return _answer("sitemapindex", told)


def pages(request: HttpRequest) -> HttpResponse:
    """List the front page, the lists, and what this is."""
    return _answer("urlset", (_url(_whole(request, reverse(name))) for name in _PAGES))


def part(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    """List the addresses of one part of a kind; raises Http404 where there are none."""
    rows = public.mapped(kind, number)
    if not rows:
        raise Http404
    site = request.build_absolute_uri("/").rstrip("/")
    return _answer("urlset", (_of_row(site, kind, row) for row in rows))


def _files() -> Iterator[str]:
    for kind in public.mapped_kinds():
        for number in public.mapped_parts(kind):
            yield reverse(f"sitemap-{kind}", args=[number])


def _of_row(site: str, kind: str, row: public.Mapped) -> str:
    # Not by `reverse`, which takes a second for ten thousand.
    name = f"{row.id}-{row.slug}" if row.slug else str(row.id)
    changed = row.changed_at.isoformat(timespec="seconds") if row.changed_at else ""
    return _url(f"{site}/{kind}s/{name}/", changed)


def _url(address: str, changed: str = "") -> str:
    last = f"<lastmod>{changed}</lastmod>" if changed else ""
    return f"<url><loc>{escape(address)}</loc>{last}</url>"


def _whole(request: HttpRequest, path: str) -> str:
    return escape(request.build_absolute_uri(path))


def _answer(name: str, told: Iterable[str]) -> HttpResponse:
    text = "\n".join([f"{_HEAD}<{name} {_SPACE}>", *told, f"</{name}>\n"])
    return HttpResponse(text, content_type=XML)

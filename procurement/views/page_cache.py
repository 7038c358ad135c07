"""Pages that were just made, in the memory of each process: one that is asked for often is made once.

What is stored goes by its address and its ETag, and so by all that it is made of: whatever changes
the page changes where it is looked for, and nothing has to be taken out.
"""

from hashlib import sha256

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

# Larger ones are made anew: with MAX_ENTRIES in the settings, a limit to the memory of all.
MOST_BYTES = 128 * 1024


def fetch(request: HttpRequest, etag: str) -> HttpResponse | None:
    """Give the page that was stored for this address and ETag."""
    found = caches["pages"].get(_key(request, etag))
    return HttpResponse(found[0], headers=found[1]) if found else None


def store(request: HttpRequest, etag: str, response: HttpResponseBase) -> None:
    """Store a page that was found and is the same for everybody; anything else is left alone."""
    if isinstance(response, HttpResponse) and _is_storable(request, response):
        caches["pages"].set(_key(request, etag), (response.content, dict(response.headers)))


def _is_storable(request: HttpRequest, response: HttpResponse) -> bool:
    return (
        request.method == "GET"
        and response.status_code == 200
        and not response.cookies
        and "Cache-Control" not in response
        and len(response.content) <= MOST_BYTES
    )


def _key(request: HttpRequest, etag: str) -> str:
    """The whole address: pages name the host that they were asked for by."""
    return sha256(f"{request.build_absolute_uri()}\n{etag}".encode()).hexdigest()

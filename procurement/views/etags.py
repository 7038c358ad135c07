"""Answers that caches may keep: 304 where nothing changed, before a page is made or looked for."""

from collections.abc import Callable
from functools import partial, wraps
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language

from procurement import public

from . import page_cache
from .errors import read_only

View = Callable[..., HttpResponseBase]
# A browser asks each time, and is told 304; a cache before the site keeps it for half a minute.
CACHE_CONTROL = "public, max-age=0, s-maxage=30, must-revalidate"


def etagged(parts: Callable[..., tuple | None]) -> Callable[[View], View]:
    """Answer GET and HEAD with an ETag of `parts`, the release and the language, or 304.

    `parts` is called as the view is; None stands for a page that is not there. A page that was
    made lately is not made again, but fetched by its ETag.
    """

    def etag(request, *args, **kwargs):
        found = parts(request, *args, **kwargs)
        # “*” would match a page that is not there: whether there is one, the view knows.
        if found is None or request.headers.get("If-None-Match", "").strip() == "*":
            return None
        text = "\n".join(map(str, (*found, settings.RELEASE, get_language())))
        return f'"{sha256(text.encode()).hexdigest()[:32]}"'

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
            tag = etag(request, *args, **kwargs)
            return _tagged(request, tag, partial(view, request, *args, **kwargs))

        return read_only(cacheable(answer))

    return decorate


def _tagged(request, tag, make):
    """What a request with this ETag is answered with: 304, what was stored, or what is made now."""
    if tag is None:
        return make()
    response = get_conditional_response(request, etag=tag) or page_cache.fetch(request, tag)
    if response is None:
        response = make()
        page_cache.store(request, tag, response)
    response.headers.setdefault("ETag", tag)
    return response


def cacheable(view: View) -> View:
    """Let caches keep what was found, for half a minute, and nothing else.

    A refusal is made anew each time: its ETag would turn the next one into a 304. A redirect too: a
    browser that kept it would be sent round in circles when a title changes back.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if response.status_code in (200, 304):
            response.headers.setdefault("Cache-Control", CACHE_CONTROL)
        else:
            response.headers["Cache-Control"] = "no-store"
            response.headers.pop("ETag", None)
        return response

    return answer


def by_contract(request: HttpRequest, public_id: int, **kwargs) -> tuple | None:
    """What a page of one contract rests on: its address, its version, and the day. One small query."""
    found = public.version_of(public_id)
    return (request.get_full_path(), found, public.today()) if found else None


def by_data(request: HttpRequest, *args, **kwargs) -> tuple:
    """What a list rests on: its address, the version of all public data, and the day."""
    return request.get_full_path(), public.data_version(), public.today()


contract_page = etagged(by_contract)
list_page = etagged(by_data)

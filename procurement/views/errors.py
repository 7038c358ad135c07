"""What is said where a page cannot be given: what happened, and where to go."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.core.exceptions import (
    BadRequest,
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt

from procurement import identifiers, plaintext, public

READ_BY = ("GET", "HEAD")
ADMIN = "/admin/"
KEPT = (
    "Nothing was saved. If you typed something, go back in your browser, where it should still stand"
    " in the form."
)


def missing(request: HttpRequest, kind: str, public_id: int) -> HttpResponse:
    """Answer 410, with the reason, at an address that was public; raise Http404 at any other."""
    stone = public.tombstone(kind, public_id)
    if stone is None:
        raise Http404
    return gone(request, stone.reason, stone.at)


def gone(request: HttpRequest, reason: str, at=None) -> HttpResponse:
    """Answer 410 with the reason."""
    if wants_json(request):
        return JsonResponse(
            {"error": "gone", "reason": reason, "since": at and at.isoformat()}, status=410
        )
    context = {"reason": reason, "at": at}
    return render(request, "procurement/errors/410.html", context, status=410)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 400; to an editor, with what was too much or wrong, and what became of it."""
    if request.path_info.startswith(ADMIN):
        said, status = _wrong(exception)
        context = {"title": "This was not understood", "said": said, "has_permission": False}
        return render(request, "admin/procurement/refused.html", context, status=status)
    return _answer(request, 400, "bad request")


def _wrong(exception):
    """Give (what to say, status) of what was sent to the admin and could not be read."""
    sent = f" {KEPT}"
    if isinstance(exception, TooManyFieldsSent):
        return f"At most {settings.DATA_UPLOAD_MAX_NUMBER_FIELDS:,} fields can be sent.{sent}", 413
    if isinstance(exception, TooManyFilesSent):
        return f"At most {settings.DATA_UPLOAD_MAX_NUMBER_FILES:,} files can be sent.{sent}", 413
    if isinstance(exception, RequestDataTooBig):
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE / 1_000_000
        return f"At most {most:.1f} million characters can be sent at once.{sent}", 413
    if isinstance(exception, BadRequest):
        # Those are our own words, or Django's on the encoding; neither repeats what was sent.
        return f"{exception}{sent}", 400
    if isinstance(exception, MultiPartParserError):
        return (
            f"What was sent arrived incomplete, or in another form than a page sends it.{sent}",
            400,
        )
    return f"The address or the form asks for what no page of the admin offers.{sent}", 400


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404."""
    return _answer(request, 404, "not found")


def read_only(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Let a view answer GET and HEAD; answer 405, with what is allowed, to every other method."""

    @wraps(view)
    def answer(request: HttpRequest, *args, **kwargs) -> HttpResponseBase:
        if request.method in READ_BY:
            return view(request, *args, **kwargs)
        response = _answer(request, 405, "method not allowed")
        response.headers["Allow"] = ", ".join(READ_BY)
        return response

    # A form that is sent here is refused as such, and not for a token that no public page gives.
    return csrf_exempt(answer)


def beyond(request: HttpRequest, pages: int, last: str) -> HttpResponse:
    """Answer 404 for a page beyond the end of a list, with how many there are, and the last."""
    context = {"pages": pages, "last": last}
    return render(request, "procurement/errors/404.html", context, status=404)


def not_borne(request: HttpRequest, reason: str) -> HttpResponse:
    """Answer 404 for an identifier that leads nowhere, with why, and which schemes are known."""
    context = {"reason": plaintext.visible(reason, mark="\ufffd"), "schemes": identifiers.SCHEMES}
    return render(request, "procurement/errors/404.html", context, status=404)


def failed(request: HttpRequest) -> HttpResponse:
    """Answer 500."""
    return _answer(request, 500, "server error")


def _answer(request, status, error):
    if wants_json(request):
        return JsonResponse({"error": error}, status=status)
    return render(request, f"procurement/errors/{status}.html", status=status)


def wants_json(request: HttpRequest) -> bool:
    """Whether the address is that of a JSON file."""
    return request.path_info.endswith((".json", ".jsonl"))

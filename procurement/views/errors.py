"""What is said where a page cannot be given: what happened, and where to go."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

from procurement import identifiers, plaintext, public

from .pages import render

READ_BY = ("GET", "HEAD")


def missing(request: HttpRequest, kind: str, public_id: int) -> HttpResponse:
    """Answer 410, with the reason, at an address that was public; raise Http404 at any other."""
    stone = public.tombstone(kind, public_id)
    if stone is None:
        raise Http404
    return gone(request, stone.reason, stone.at)


def unreadable(request: HttpRequest, public_id: int, number: int | None = None) -> HttpResponse:
    """Answer for a contract that is not there, was withdrawn, or whose revision was emptied."""
    revision = public.revision(public_id, number)
    if revision is None:
        return missing(request, "contract", public_id)
    return gone(request, revision.reason, revision.at)


def gone(request: HttpRequest, reason: str, at=None) -> HttpResponse:
    """Answer 410 with the reason."""
    if wants_json(request):
        return JsonResponse(
            {"error": "gone", "reason": reason, "since": at and at.isoformat()}, status=410
        )
    context = {"reason": reason, "at": at}
    return render(request, "procurement/errors/410.html", context, status=410)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 400."""
    return _answer(request, 400, "bad request")


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


def identifier_not_found(request: HttpRequest, reason: str) -> HttpResponse:
    """Answer 404 for an identifier that leads nowhere, with why, and which schemes are known."""
    context = {"reason": plaintext.visible(reason, mark="\ufffd"), "schemes": identifiers.OWN}
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

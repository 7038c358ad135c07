"""What is said where a page cannot be given: what happened, and where to go."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from procurement import public


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
    """Answer 400."""
    return _answer(request, 400, "bad request")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404."""
    return _answer(request, 404, "not found")


def failed(request: HttpRequest) -> HttpResponse:
    """Answer 500."""
    return _answer(request, 500, "server error")


def _answer(request, status, error):
    if wants_json(request):
        return JsonResponse({"error": error}, status=status)
    return render(request, f"procurement/errors/{status}.html", status=status)


def wants_json(request: HttpRequest) -> bool:
    """Whether the address is that of a JSON file."""
    return request.path_info.endswith(".json")

"""A form whose token is not, or no longer, the browser's: as when its owner logged in again meanwhile.

Where the browser proves that it was sent from a page of our own, it comes back filled. Where it does
not, whoever wrote it may be anybody: nothing of it is shown, let alone done.
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.shortcuts import render
from django.urls import reverse

from procurement.accounts import carried_posts, saved_posts
from procurement.accounts.middleware import stopped
from procurement.middleware import ADMIN

from .restored_posts import put_back
from .site import site


def csrf_failure(request, reason=""):
    """Answer 403 to a form without the right token: with the form again, where it is our own."""
    match = request.resolver_match
    if not request.path_info.startswith(ADMIN) or match is None:
        return render(request, "procurement/errors/403.html", status=403, using="pages")
    if not is_our_own(request):
        return _refused(request)
    if answer := stopped(request):
        return answer
    if match.url_name in carried_posts.OF_LOGIN:
        return carried_posts.stale(request)
    if saved_posts.may_be(request):
        return _filled(request, match)
    return _refused(request)


def _filled(request, match):
    if not site.has_permission(request):
        return carried_posts.closed(request)
    # Of a view that shows what was typed, which is the only one that is asked, the view itself.
    view = getattr(match.func, "__wrapped__", None)
    response = put_back(site, request, lambda: view(request, *match.args, **match.kwargs))
    response.status_code = 403 if response.status_code == 200 else response.status_code
    return response


def is_our_own(request) -> bool:
    """Say whether a browser proves that one of our own pages sent a request."""
    # Browsers that send this let no page choose it.
    fetched = request.headers.get("Sec-Fetch-Site")
    if fetched not in (None, "same-origin"):
        return False
    origin = request.headers.get("Origin") or _origin_of(request.headers.get("Referer", ""))
    ours = f"{request.scheme}://{request.get_host()}"
    # Behind a proxy that changes the host, settings name the site's own origin.
    trusted = fetched is not None and origin in settings.CSRF_TRUSTED_ORIGINS
    return origin == ours or trusted


def _origin_of(address):
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}"


def _refused(request):
    context = {
        **site.each_context(request),
        "title": "This form was not accepted",
        "address": reverse("admin:index"),
    }
    return render(request, "admin/kept/not_accepted.html", context, status=403)

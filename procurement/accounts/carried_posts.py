"""The way back in for a form that met a login: each page of the login carries what was typed to the next.

A page here is shown as the answer to the form that was sent, so that the server need not remember
anything between the two. What is carried is what
`saved_posts` encrypted; where the way ends, `admin.restored_posts` has it.
"""

from copy import copy
from typing import Any

from django.http import HttpResponse, QueryDict
from django.http.response import HttpResponseRedirectBase
from django.urls import resolve, reverse
from django.utils.http import urlencode

from . import saved_posts, sessions

LOGIN, SECOND_FACTOR, AGAIN = "account_login", "mfa_authenticate", "kept_again"
OF_LOGIN = (LOGIN, "login", SECOND_FACTOR)
OLD = "This page was open for too long, so nothing was checked. Send it once more."
ENDED = "Your session has ended, so nothing was saved."
IS_KEPT = "What you typed is kept in this page: log in, and put it back into the form."
# HTTP asks that a 401 names a scheme of its own for logging in, which a form is not.
CLOSED = 403


def closed(request: Any) -> HttpResponse:
    """Answer a form of somebody who is not logged in: nothing was saved, log in, it is kept."""
    what = saved_posts.save(request)
    if request.user.is_authenticated:
        # Whoever may not come in any more.
        sessions.leave(request, "It may not come in any more.")
    said = [f"{ENDED} {IS_KEPT}" if what.text else ENDED, *what.said]
    return show(LOGIN, request, saved_posts.SavedPost(what.text, said), CLOSED)


def waiting(request: Any) -> HttpResponse:
    """Answer a form of somebody who must still add a second factor."""
    return show(AGAIN, request, saved_posts.save(request), CLOSED)


def stale(request: Any) -> HttpResponse:
    """Answer a form of the login whose token is not the browser's any more: with the page again."""
    what = saved_posts.carried(request)
    if request.user.is_authenticated:
        return show(AGAIN, request, what)
    second = request.resolver_match.url_name == SECOND_FACTOR
    request.typed_name = request.POST.get("username", "")
    what = saved_posts.SavedPost(what.text, [OLD, *what.said])
    return show(SECOND_FACTOR if second else LOGIN, request, what, CLOSED)


def show(name: str, request: Any, what: saved_posts.SavedPost, status: int = 200) -> HttpResponse:
    """Show a page of the login, which carries on what is kept, as the answer to a form.

    Where that leads to the other, because the password was given in another tab or too long ago, the
    other is shown.
    """
    response = _shown(name, request, what)
    if _leads_on(response) and (other := _led_to(response)) not in (None, name):
        response = _shown(other, request, what)
    response.status_code = response.status_code if _leads_on(response) else status
    return response


def _shown(name, request, what):
    address = reverse(name)
    asked = copy(request)
    asked.method = "GET"
    asked.path = asked.path_info = address
    asked.POST = QueryDict()
    asked.GET = QueryDict(urlencode({"next": _next(request)}))
    # The page that puts it back says it in its own words.
    said = [one for one in what.said if name != AGAIN or one != saved_posts.STILL]
    asked.kept = saved_posts.SavedPost(what.text, said)
    return resolve(address).func(asked)


def _led_to(response):
    """Give the name of the page of the login that an answer leads to; None for any other."""
    address = response.url.partition("?")[0]
    return next((name for name in (LOGIN, SECOND_FACTOR) if reverse(name) == address), None)


def _next(request):
    """Give where a login leads that nothing typed is put back after."""
    return request.POST.get("next") or (
        request.get_full_path() if saved_posts.may_be(request) else ""
    )


class Carries:
    """A page of the login: where it would lead to the next by an address, it shows it instead.

    Only where it carries something that was typed; an address could not carry it.
    """

    def dispatch(self, request, *args, **kwargs):
        if not request.POST.get(saved_posts.FIELD):
            return super().dispatch(request, *args, **kwargs)
        request.kept = saved_posts.carried(request)
        response = super().dispatch(request, *args, **kwargs)
        return _onward(request, response) if _leads_on(response) else response

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return context | {"kept": getattr(self.request, "kept", None)}


def _leads_on(response):
    return isinstance(response, HttpResponseRedirectBase)


def _onward(request, response):
    if request.user.is_authenticated:
        return show(AGAIN, request, request.kept)
    return show(_led_to(response) or LOGIN, request, request.kept)

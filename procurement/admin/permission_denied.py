"""What is said where somebody may not do what they asked for: what they may do, and whom to ask.

What they typed is listed, as somebody may have taken their role away since they opened the page.
"""

from contextlib import suppress

from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from procurement.accounts import saved_posts
from procurement.middleware import ADMIN
from procurement.models import roles

from .restored_posts import typed_fields
from .site import site
from .unsaved_input import UnsavedPost

TITLE = "This is not for your account"
NOT_IN = "You are not logged in."
NO_ROLE = (
    "Your account has no role, so it may do nothing here. Ask an administrator to give it one."
)
ASK = (
    "Your role is {role}. Ask somebody whose role may do this, or an administrator to give your account another"
    " role."
)
ADMINISTRATES = "Your role is {role}. Nobody may do this in the admin, or a superuser alone: ask whoever runs the site."


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 403; in the admin, in its look, to anybody, and while there is no database too."""
    if not request.path_info.startswith(ADMIN):
        return render(request, "procurement/errors/403.html", status=403, using="pages")
    context = {"has_permission": False, "said": "Your account may not do this."}
    with suppress(Error):
        if hasattr(request, "user"):
            context = site.each_context(request) | _of_account(request)
    # Django says nothing with it, so what is said is our own.
    context |= {"title": TITLE, "why": str(exception or "")}
    return render(request, "admin/procurement/denied.html", context, status=403)


def _of_account(request):
    if not request.user.is_authenticated:
        return {"said": NOT_IN, "log_in": True}
    role = roles.of(request.user)
    return {"said": _said(role), "may": _may(role), "sent": _sent(request)}


def _said(role):
    if role is None:
        return NO_ROLE
    return (ADMINISTRATES if role == roles.ADMINISTRATOR else ASK).format(role=role.label)


def _may(role):
    """Give what a role may do, and each below it."""
    return [one for one in roles.ROLES if role and one.permissions <= role.permissions]


def _sent(request):
    # What is put back may be another's: it says itself whose it is, and was looked at.
    if isinstance(request.POST, UnsavedPost) or not saved_posts.may_be(request):
        return []
    post = saved_posts.sent(request)
    return typed_fields(post) if post.account == str(request.user.pk) else []

"""What was typed before a login, put back into its form: shown, and never saved.

`accounts.saved_posts` sealed it and `accounts.carried_posts` brought it here. A view is given it only if it is
known to show it (`unsaved_input.shows_typed`); whatever one does all the same is undone. At every other
address, what was sent is listed.
"""

from django.contrib import messages
from django.contrib.messages import get_messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse

from procurement.accounts import carried_posts, saved_posts

from .unsaved_input import UnsavedPost

BACK = "Nothing is saved yet. What you typed is below, as you sent it: look it through, then save."
STALE = (
    "You logged in again after this page was opened, so it was not saved. What you typed is below:"
    " look it through, then save."
)
NOT_YOURS = (
    "This was typed by another account, so it is not shown. Log in as that account in another tab,"
    " then press the button below: it is kept in this page for at most 12 hours."
)
NO_MORE = (
    "Your account may not change this any more. Ask somebody whose role may, or an administrator to give your"
    " account another role."
)
ELSEWHERE = "This was typed on another page, so it is not shown here. The button leads there."
# Buttons, which say what to do with what was typed.
BUTTONS = (
    "_save",
    "_continue",
    "_addanother",
    "_saveasnew",
    "_publish",
    "_ready",
    "_find",
    "_next",
)
# What a page was opened on.
BASES = ("_version", "_opened_on", "_once")
HOUSEKEEPING = ("_FORMS", "-id")


def answer(site, request, view, args, kwargs):
    """Answer a form that must not be handed to its view as it is; None for every other request.

    That is one whose sender is not logged in, and one that holds what was typed before a login.
    """
    if request.method != "POST":
        return None
    if not site.has_permission(request):
        return carried_posts.closed(request) if saved_posts.may_be(request) else None
    if saved_posts.FIELD not in request.POST or not saved_posts.may_be(request):
        return None
    return put_back(site, request, lambda: view(request, *args, **kwargs))


def put_back(site, request, page):
    """Answer a form with its page, filled with what was typed; `page` gives the page.

    What was typed is what it carries from before a login, else what it holds itself.
    """
    if saved_posts.FIELD not in request.POST:
        return _put_back(site, request, saved_posts.sent(request), STALE, page)
    try:
        post = saved_posts.decrypt_post(request.POST[saved_posts.FIELD])
    except saved_posts.Lost as lost:
        return _refused(site, request, str(lost), 400)
    return _put_back(site, request, post, BACK, page)


def show_again(site, request, said, page):
    """Answer a form that must not be saved yet with its page, filled as it was sent."""
    return _put_back(site, request, saved_posts.sent(request), said, page)


def _put_back(site, request, post, said, page):
    if post.account and post.account != str(request.user.pk):
        return _refused(site, request, NOT_YOURS, 403, post)
    if post.path != request.get_full_path():
        return _refused(site, request, ELSEWHERE, 400, post)
    if not getattr(request.resolver_match.func, "shows_typed", False):
        return _listed(site, request, post)
    request.POST = UnsavedPost.of(
        (name, values) for name, values in post.fields if name not in BUTTONS
    )
    # Whether its token was the right one or not: it is only shown.
    request.csrf_processing_done = True
    messages.warning(request, said)
    try:
        with transaction.atomic():
            response = page()
            transaction.set_rollback(True)
    except PermissionDenied:
        return _denied(site, request, post)
    # A page that leads elsewhere has none to show it in: what it was about is gone.
    return _listed(site, request, post) if response.has_header("Location") else response


def _refused(site, request, said, status, post=None):
    context = {
        **site.each_context(request),
        "title": "What you typed is not put back",
        "said": said,
        "address": request.get_full_path(),
        "post": post,
        # As it was sealed before, so that it is not kept for longer.
        "text": request.POST.get(saved_posts.FIELD) or (post and saved_posts.encrypt_post(post)),
    }
    return render(request, "admin/kept/refused.html", context, status=status)


def _listed(site, request, post):
    """List what was sent to an address that cannot show it in a form."""
    if not _may_see(site, request):
        return _denied(site, request, post)
    context = {
        **site.each_context(request),
        "messages": _of_no_form(request),
        "title": "What you sent, which was not done",
        "sent": typed_fields(post),
        "address": _page_of(request),
    }
    return render(request, "admin/kept/listed.html", context)


def _denied(site, request, post):
    """List what somebody typed who may not do that any more: it is their own."""
    said = _of_no_form(request)
    if post.account != str(request.user.pk):
        raise PermissionDenied
    context = {
        **site.each_context(request),
        "messages": said,
        "title": "What you typed, which was not saved",
        "said": NO_MORE,
        "sent": typed_fields(post),
    }
    return render(request, "admin/procurement/denied.html", context, status=403)


def _of_no_form(request):
    """Give what is to be said, but for what is said of a form, where there is none."""
    return [one for one in get_messages(request) if one.message not in (BACK, STALE)]


def typed_fields(post: saved_posts.Post) -> list[tuple[str, list[str]]]:
    """Give the fields that somebody typed something into, with what they typed."""
    return [(name, values) for name, values in post.fields if _is_typed(name, values)]


def _is_typed(name, values):
    hidden = name.endswith(HOUSEKEEPING) or name in (saved_posts.ACCOUNT, "post", *BASES, *BUTTONS)
    return any(values) and not hidden


def _may_see(site, request):
    return _model_admin(site, request).has_view_or_change_permission(request)


def _model_admin(site, request):
    _, app, model, *_ = request.resolver_match.route.split("/")
    for known, model_admin in site._registry.items():
        if (known._meta.app_label, known._meta.model_name) == (app, model):
            return model_admin
    raise PermissionDenied


def _page_of(request):
    """Give the page that an address belongs to: of a row, its own; else the list."""
    match = request.resolver_match
    _, app, model, *_ = match.route.split("/")
    if "object_id" not in match.kwargs:
        return request.get_full_path()
    try:
        return reverse(
            f"admin:{app}_{model}_change", kwargs={"object_id": match.kwargs["object_id"]}
        )
    except NoReverseMatch:
        return reverse(f"admin:{app}_{model}_changelist")

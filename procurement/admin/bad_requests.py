"""The page that says why nothing was done with what was sent, in the look of the admin."""

from typing import Any

from django.conf import settings
from django.contrib.admin import AdminSite
from django.core.exceptions import (
    BadRequest,
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render

from procurement.accounts import saved_posts

from .restored_posts import typed_fields

TEMPLATE = "admin/procurement/refused.html"
BACK = (
    "Nothing was saved. If you typed something, go back in your browser: it should still stand in the"
    " form."
)


def refusal_page(site: AdminSite, request: HttpRequest, said: str, status: int) -> HttpResponse:
    """Give the page that says `said`, and lists what was typed: rows added by script are nowhere else."""
    context = {
        "title": "Nothing was saved",
        "said": said,
        "sent": typed_fields(saved_posts.sent(request)),
    }
    return render(request, TEMPLATE, _shared(site, request) | context, status=status)


def bad_request(
    site: AdminSite, request: HttpRequest, exception: Exception | None = None
) -> HttpResponse:
    """Answer 400 or 413, with what was too much or wrong, and what became of it.

    Nothing of what was sent is listed: it could not be read, or nobody knows who wrote it.
    """
    said, status = _wrong(exception)
    context = {"title": "This was not understood", "said": f"{said} {BACK}"}
    return render(request, TEMPLATE, _shared(site, request) | context, status=status)


def _shared(site, request) -> dict[str, Any]:
    """Give what every page of the admin has; its names alone where nobody can say who asks."""
    try:
        if hasattr(request, "user"):
            return site.each_context(request)
    except Error:
        # The database is away, which is not what this page is about.
        pass
    return {
        "site_title": site.site_title,
        "site_header": site.site_header,
        "has_permission": False,
    }


def _wrong(exception):
    """Give (what to say, status) of what was sent to the admin and could not be read."""
    if isinstance(exception, TooManyFieldsSent):
        return f"At most {settings.DATA_UPLOAD_MAX_NUMBER_FIELDS:,} fields can be sent.", 413
    if isinstance(exception, TooManyFilesSent):
        return f"At most {settings.DATA_UPLOAD_MAX_NUMBER_FILES:,} files can be sent.", 413
    if isinstance(exception, RequestDataTooBig):
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE / 1_000_000
        return f"At most {most:.1f} million characters can be sent at once.", 413
    if isinstance(exception, BadRequest):
        # Those are our own words, or Django's on the encoding; neither repeats what was sent.
        return f"{exception}", 400
    if isinstance(exception, MultiPartParserError):
        return (
            "What was sent arrived incomplete, or in another form than a page sends it.",
            400,
        )
    return "The address or the form asks for what no page of the admin offers.", 400

"""What happens around every request.

Public pages run without session, user and messages, so that no cookie and no `Vary: Cookie` can
come of them; the admin has all three.
"""

import logging
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.exceptions import BadRequest, RequestDataTooBig
from django.db import Error, connection
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.utils.deprecation import MiddlewareMixin

from procurement import author, origin
from procurement.outages import UNWRITABLE, Outage, outage

ADMIN = "/admin/"
# What the server puts into a request that it has no connection to the database for, or nobody
# to pass it on to: the Outage.
NO_CONNECTION = "tracker.no_connection"
NO_STORE = "no-store"
ADMIN_METHODS = ("GET", "HEAD", "POST")
UTF_8 = ("utf-8", "utf8", "us-ascii", "ascii")
NOT_ALLOWED = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"
READ_BY = ("GET", "HEAD")
RETRY_AFTER = "30"
UNAVAILABLE = """<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Out of reach for a moment</title>
</head>
<body>
<main>
<h1>The record is out of reach for a moment</h1>
<p>{said}</p>
</main>
</body>
</html>
"""

logger = logging.getLogger(__name__)


def unavailable(
    request: HttpRequest, wrong: Outage, error: BaseException | None = None
) -> HttpResponse:
    """Give the page that is shown while the database is away: fixed words, so that it needs nothing."""
    logger.error("503 for %s: %s", request.path, wrong.name, exc_info=error)
    if wrong is UNWRITABLE:
        # One that was opened while the file could only be read would only read it for ever.
        connection.close()
    said = wrong.said if request.method in READ_BY else f"{wrong.said} {wrong.unsaved}"
    page = UNAVAILABLE.format(said=said)
    return HttpResponse(page, status=503, headers={"Retry-After": RETRY_AFTER})


class AdminOnly(MiddlewareMixin):
    """Pass every request outside the admin straight on."""

    def __call__(self, request):
        if not request.path_info.startswith(ADMIN):
            return self.get_response(request)
        try:
            return super().__call__(request)
        except Error as error:
            if wrong := outage(error):
                return unavailable(request, wrong, error)
            raise


class AdminSessionMiddleware(AdminOnly, SessionMiddleware):
    """Keep a session, for editors alone."""

    def process_request(self, request):
        key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
        if not (key.isascii() and key.isalnum()):
            # None of ours; a cookie can hold even NUL, which PostgreSQL cannot take.
            request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)
        super().process_request(request)


class AdminAuthenticationMiddleware(AdminOnly, AuthenticationMiddleware):
    """Say who is signed in, for editors alone."""


class AdminMessageMiddleware(AdminOnly, MessageMiddleware):
    """Carry messages from one page to the next, for editors alone."""


class OriginMiddleware(MiddlewareMixin):
    """Let the log and the history know who edits, and from where: whatever ends a request of the admin is told of."""

    def __call__(self, request):
        if not request.path_info.startswith(ADMIN):
            return self.get_response(request)
        with origin.coming_from(origin.of_request(request)), author.of_request(request):
            return self.get_response(request)


class PlainAddressMiddleware(MiddlewareMixin):
    """Refuse what no page of ours sends, and what comes behind could fall over.

    That is text in another encoding than UTF-8, or of a kind that cannot be read, whatever the
    page; and, in the admin, NUL in an address, which PostgreSQL cannot take (public lists say it
    better), methods that it has no use for, and more than any form of its may have: of that,
    nothing is read.
    """

    def process_request(self, request):
        if request.content_params is None:
            raise BadRequest("The Content-Type of what was sent cannot be read.")
        charset = request.content_params.get("charset", "utf-8")
        if charset.strip("\"' ").lower() not in UTF_8:
            # Python knows encodings, too, that give no text, or text that no database takes.
            request.encoding = "utf-8"
            raise BadRequest("What was sent is not encoded in UTF-8, which is all that is read.")
        if request.path_info.startswith(ADMIN) and request.method not in ADMIN_METHODS:
            return HttpResponseNotAllowed(ADMIN_METHODS)
        if request.path_info.startswith(ADMIN) and is_too_large(request.META):
            raise RequestDataTooBig
        address = request.path_info + request.META.get("QUERY_STRING", "")
        if request.path_info.startswith(ADMIN) and ("%00" in address or "\0" in address):
            raise BadRequest("The address holds the character NUL.")
        return None


def length_of(told: Mapping[str, Any]) -> int:
    """Give how long a body is said to be, of what a server tells of a request.

    One of which nothing is said is none for Django either.
    """
    said = str(told.get("CONTENT_LENGTH") or "")
    # More digits than that are more than anything.
    return int(said[:19]) if said.isascii() and said.isdigit() else 0


def is_too_large(told: Mapping[str, Any]) -> bool:
    """Say whether a body is larger than any form of the admin may be.

    The admin takes no files, so that this is a limit of all that is sent.
    """
    return length_of(told) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE


class HeadersMiddleware(MiddlewareMixin):
    """Set the security headers, and let nobody keep what says nothing of being kept.

    It stands around all others: an answer that one of them gives by itself, such as that to a host
    which is not ours, has passed none of those inside it.
    """

    HEADERS = {
        "Permissions-Policy": NOT_ALLOWED,
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": settings.SECURE_CROSS_ORIGIN_OPENER_POLICY,
        "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": settings.X_FRAME_OPTIONS,
        "Cache-Control": NO_STORE,
    }

    def process_response(self, request, response):
        for name, value in self.HEADERS.items():
            response.headers.setdefault(name, value)
        if request.path_info.startswith(ADMIN):
            response.headers["Cache-Control"] = NO_STORE
        return response


class UnavailableMiddleware(MiddlewareMixin):
    """Answer 503, and when to come back, where there is no database for a request."""

    def process_request(self, request):
        wrong = request.META.get(NO_CONNECTION)
        return unavailable(request, wrong) if wrong else None

    def process_exception(self, request, exception):
        wrong = outage(exception)
        return unavailable(request, wrong, exception) if wrong else None

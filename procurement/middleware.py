"""What happens around every request.

Public pages run without session, user and messages, so that no cookie and no `Vary: Cookie` can
come of them; the admin has all three.
"""

import logging

from django.conf import settings
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.exceptions import BadRequest
from django.db import Error, connection
from django.http import HttpRequest, HttpResponse
from django.utils.deprecation import MiddlewareMixin

from procurement import origin
from procurement.outages import BUSY, UNWRITABLE, Outage, outage

ADMIN = "/admin/"
# What the server puts into a request that it has no connection to the database for.
NO_CONNECTION = "tracker.no_connection"
NO_STORE = "no-store"
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


class AdminAuthenticationMiddleware(AdminOnly, AuthenticationMiddleware):
    """Say who is signed in, for editors alone."""


class AdminMessageMiddleware(AdminOnly, MessageMiddleware):
    """Carry messages from one page to the next, for editors alone."""


class OriginMiddleware(MiddlewareMixin):
    """Let the log know from where whoever edits comes: whatever ends a request of the admin is told of."""

    def __call__(self, request):
        if not request.path_info.startswith(ADMIN):
            return self.get_response(request)
        with origin.coming_from(origin.of_request(request)):
            return self.get_response(request)


class PlainAddressMiddleware(MiddlewareMixin):
    """Refuse NUL in an address of the admin, which PostgreSQL cannot take; public lists say it better."""

    def process_request(self, request):
        address = request.path_info + request.META.get("QUERY_STRING", "")
        if request.path_info.startswith(ADMIN) and ("%00" in address or "\0" in address):
            raise BadRequest("The address holds the character NUL.")


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
        return unavailable(request, BUSY) if NO_CONNECTION in request.META else None

    def process_exception(self, request, exception):
        wrong = outage(exception)
        return unavailable(request, wrong, exception) if wrong else None

"""What happens around every request.

Public pages run without session, user and messages, so that no cookie and no `Vary: Cookie` can
come of them; the admin has all three.
"""

import logging

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.exceptions import BadRequest
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils.deprecation import MiddlewareMixin

ADMIN = "/admin/"
NOT_ALLOWED = "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()"
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
<p>The database did not answer. Nothing is lost. Please try again in half a minute.</p>
</main>
</body>
</html>
"""

logger = logging.getLogger(__name__)


def unavailable(request: HttpRequest, error: Exception) -> HttpResponse:
    """Give the page that is shown while the database is away: fixed words, so that it needs nothing."""
    logger.error("503 for %s: the database did not answer", request.path, exc_info=error)
    return HttpResponse(
        UNAVAILABLE, status=503, headers={"Retry-After": RETRY_AFTER, "Cache-Control": "no-store"}
    )


class AdminOnly(MiddlewareMixin):
    """Pass every request outside the admin straight on."""

    def __call__(self, request):
        if not request.path_info.startswith(ADMIN):
            return self.get_response(request)
        try:
            return super().__call__(request)
        except (OperationalError, InterfaceError) as error:
            return unavailable(request, error)


class AdminSessionMiddleware(AdminOnly, SessionMiddleware):
    """Keep a session, for editors alone."""


class AdminAuthenticationMiddleware(AdminOnly, AuthenticationMiddleware):
    """Say who is signed in, for editors alone."""


class AdminMessageMiddleware(AdminOnly, MessageMiddleware):
    """Carry messages from one page to the next, for editors alone."""


class PlainAddressMiddleware(MiddlewareMixin):
    """Refuse NUL in an address of the admin, which PostgreSQL cannot take; public lists say it better."""

    def process_request(self, request):
        address = request.path_info + request.META.get("QUERY_STRING", "")
        if request.path_info.startswith(ADMIN) and ("%00" in address or "\0" in address):
            raise BadRequest("The address holds the character NUL.")


class HeadersMiddleware(MiddlewareMixin):
    """Set the security headers that Django does not, where a view has not set its own."""

    def process_response(self, request, response):
        response.headers.setdefault("Permissions-Policy", NOT_ALLOWED)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if request.path_info.startswith(ADMIN):
            response.headers["Cache-Control"] = "no-store"
        return response


class UnavailableMiddleware(MiddlewareMixin):
    """Answer 503, and when to come back, where a view could not reach the database."""

    def process_exception(self, request, exception):
        if isinstance(exception, (OperationalError, InterfaceError)):
            return unavailable(request, exception)
        return None

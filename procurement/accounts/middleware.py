"""What happens around every request of the admin, besides what Django does."""

from django.db import Error
from django.shortcuts import redirect
from django.utils.deprecation import MiddlewareMixin

from procurement.middleware import unavailable
from procurement.outages import outage

from . import carried_posts, saved_posts, second_factor, sessions

# Pages of somebody who must still add a second factor.
ALWAYS = ("account_login", "account_logout", "login", "logout", "jsi18n")
CONFIRMING = ("account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn")
RESETTING = (
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
)
FACTORS_PAGE = "mfa_index"
ADDING = (FACTORS_PAGE, "mfa_activate_totp", "mfa_add_webauthn")
# Pages of somebody who has not seen the recovery codes that were made.
CODES = "mfa_view_recovery_codes"
WITHOUT = {
    FACTORS_PAGE: {*ALWAYS, *CONFIRMING, *RESETTING, *ADDING},
    CODES: {*ALWAYS, *CONFIRMING, CODES, "mfa_download_recovery_codes"},
}


class AccountsMiddleware(MiddlewareMixin):
    """Let a session end in time, and let nobody in without the second factor that is asked of them.

    It stands before every view of the admin, so that none is missed. Public pages have no user.
    """

    def process_view(self, request, view, args, kwargs):
        return stopped(request) if hasattr(request, "user") else None


def stopped(request):
    """End a session whose time is over; answer whoever lacks something, None for all others."""
    try:
        sessions.keep_up(request)
        return _missing(request) if request.user.is_authenticated else None
    except Error as error:
        # Django passes to no other middleware what fails here.
        if wrong := outage(error):
            return unavailable(request, wrong, error)
        raise


def _missing(request):
    """Answer with where to go, when something is missing; where a form was sent, it is kept."""
    has_factor = second_factor.of(request.user).exists()
    if has_factor and not second_factor.passed(request):
        # From before the account had one. The request goes on as nobody's.
        return sessions.leave(request, "It had not shown the second factor.")
    lacks = _lacks(request, has_factor)
    if lacks is None or request.resolver_match.url_name in WITHOUT[lacks]:
        return None
    return carried_posts.waiting(request) if saved_posts.may_be(request) else redirect(lacks)


def lacking(request) -> str | None:
    """Give the name of the page where somebody who is logged in must do something before all else."""
    return _lacks(request, second_factor.of(request.user).exists())


def _lacks(request, has_factor):
    if has_factor:
        return CODES if request.session.get(second_factor.UNSEEN) else None
    return FACTORS_PAGE if second_factor.required() else None

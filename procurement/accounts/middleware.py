"""What happens around every request of the admin, besides what Django does."""

from django.db import Error
from django.shortcuts import redirect
from django.utils.deprecation import MiddlewareMixin

from procurement.middleware import unavailable
from procurement.outages import outage

from . import second_factor, sessions

# Pages of somebody who must still add a second factor.
ALWAYS = ("account_login", "account_logout", "login", "logout", "jsi18n")
CONFIRMING = ("account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn")
RESETTING = (
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
)
ADDING = ("mfa_index", "mfa_activate_totp", "mfa_add_webauthn")
WITHOUT_FACTOR = {*ALWAYS, *CONFIRMING, *RESETTING, *ADDING}
# Pages of somebody who has not seen the recovery codes that were made.
CODES = "mfa_view_recovery_codes"
WITHOUT_CODES = {*ALWAYS, *CONFIRMING, CODES, "mfa_download_recovery_codes"}


class AccountsMiddleware(MiddlewareMixin):
    """Let a session end in time, and let nobody in without the second factor that is asked of them.

    It stands before every view of the admin, so that none is missed. Public pages have no user.
    """

    def process_view(self, request, view, args, kwargs):
        if not hasattr(request, "user"):
            return None
        try:
            sessions.keep_up(request)
            return self._missing(request) if request.user.is_authenticated else None
        except Error as error:
            # Django passes to no other middleware what fails here.
            if wrong := outage(error):
                return unavailable(request, wrong, error)
            raise

    def _missing(self, request):
        """Give where to go, when something is missing."""
        name = request.resolver_match.url_name
        if second_factor.of(request.user).exists():
            if not second_factor.passed(request):
                # From before the account had one. The request goes on as nobody's.
                return sessions.leave(request, "It had not shown the second factor.")
            unseen = request.session.get(second_factor.UNSEEN)
            return redirect(CODES) if unseen and name not in WITHOUT_CODES else None
        if second_factor.required() and name not in WITHOUT_FACTOR:
            return redirect("mfa_index")
        return None

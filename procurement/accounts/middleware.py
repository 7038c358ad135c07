"""What happens around every request of the admin, besides what Django does."""

from django.contrib.auth import logout
from django.shortcuts import redirect
from django.utils.deprecation import MiddlewareMixin

from . import door, kept, second_factor

# Pages of somebody who must still add a second factor.
OPEN = frozenset(
    (
        *("account_login", "account_logout", "login", "logout", "jsi18n"),
        *("account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"),
        *("mfa_index", "mfa_activate_totp", "mfa_add_webauthn"),
        *("account_reset_password", "account_reset_password_done"),
        *("account_reset_password_from_key", "account_reset_password_from_key_done"),
    )
)


class SecondFactorMiddleware(MiddlewareMixin):
    """Let nobody in without a second factor where one is required, or without showing what they have.

    It stands before every view of the admin, so that none is missed.
    """

    def process_view(self, request, view, args, kwargs):
        return barred(request)


def barred(request):
    """Answer whoever is logged in without the second factor that it takes; None for all others."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or second_factor.passed(request):
        return None
    if second_factor.of(user).exists():
        return leave(request)
    if second_factor.required() and request.resolver_match.url_name not in OPEN:
        return door.waiting(request) if kept.may_be(request) else redirect("mfa_index")
    return None


def leave(request):
    """End a session that did not show the second factor which its account has by now."""
    if kept.may_be(request):
        return door.closed(request)
    logout(request)
    return redirect("account_login")

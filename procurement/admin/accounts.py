"""Addresses of the pages of accounts, in the frame of the admin.

They have the names under which allauth looks for them, and those of Django's admin for the same.
"""

from functools import wraps

from django.urls import path

from procurement.accounts import views

from .site import site


def framed(view):
    """Give a view whose page has what the frame of the admin needs, without its side bar."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        if not getattr(response, "is_rendered", True):
            frame = site.each_context(request) | {"is_nav_sidebar_enabled": False}
            response.context_data = frame | (response.context_data or {})
        return response

    return answer


def page(route, view, name):
    """Give the address of a page."""
    return path(route, framed(view.as_view()), name=name)


KEY = "<str:uidb36>-<str:key>"
FACTOR = "second-factor/"
urlpatterns = [
    page("login/", views.LoginView, "account_login"),
    page("login/again/", views.AgainView, "kept_again"),
    page("logout/", views.LogoutView, "account_logout"),
    page("confirm/", views.ReauthenticateView, "account_reauthenticate"),
    page("confirm/code/", views.ReauthenticateByCodeView, "mfa_reauthenticate"),
    page("password_change/", views.ChangePasswordView, "account_change_password"),
    page("password_reset/", views.ResetPasswordView, "account_reset_password"),
    page("password_reset/done/", views.ResetPasswordDoneView, "account_reset_password_done"),
    page(
        "password_reset/complete/", views.NewPasswordDoneView, "account_reset_password_from_key_done"
    ),
    page(f"password_reset/{KEY}/", views.NewPasswordView, "account_reset_password_from_key"),
    page(FACTOR, views.SecondFactorView, "mfa_index"),
    page(f"{FACTOR}login/", views.AuthenticateView, "mfa_authenticate"),
    page(f"{FACTOR}app/", views.AddAppView, "mfa_activate_totp"),
    page(f"{FACTOR}app/remove/", views.RemoveAppView, "mfa_deactivate_totp"),
    page(f"{FACTOR}codes/", views.RecoveryCodesView, "mfa_view_recovery_codes"),
    page(f"{FACTOR}codes/new/", views.NewRecoveryCodesView, "mfa_generate_recovery_codes"),
    page(
        f"{FACTOR}codes/download/", views.DownloadRecoveryCodesView, "mfa_download_recovery_codes"
    ),
    page("sessions/", views.SessionsView, "usersessions_list"),
]

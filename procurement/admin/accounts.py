"""Addresses of the pages of accounts, in the frame of the admin.

They have the names under which allauth looks for them.
"""

from functools import wraps

from django.urls import include, path, re_path

from procurement.accounts import factor_views as factors
from procurement.accounts import views

from .site import site


def framed(view):
    """Give a view whose page has what the frame of the admin needs."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        if not getattr(response, "is_rendered", True):
            response.context_data = site.each_context(request) | (response.context_data or {})
        return response

    return answer


def page(route, view, name):
    """Give the address of a page."""
    return path(route, framed(view.as_view()), name=name)


# password_reset/

# The account, and what is signed: with hyphens of its own.
LINK = r"^(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[-0-9A-Za-z]+)/$"
RESET = [
    page("", views.AskForLinkView, "account_reset_password"),
    page("asked/", views.AskedForLinkView, "account_reset_password_done"),
    page("done/", views.NewPasswordDoneView, "account_reset_password_from_key_done"),
    re_path(LINK, framed(views.NewPasswordView.as_view()), name="account_reset_password_from_key"),
]

# confirm/

CONFIRM = [
    page("", views.ReauthenticateView, "account_reauthenticate"),
    page("code/", views.ReauthenticateByCodeView, "mfa_reauthenticate"),
    page("key/", factors.ReauthenticateByKeyView, "mfa_reauthenticate_webauthn"),
]

# second-factor/

FACTOR = [
    page("", factors.FactorsView, "mfa_index"),
    page("login/", views.AuthenticateView, "mfa_authenticate"),
    page("app/", factors.AddAppView, "mfa_activate_totp"),
    page("app/remove/", factors.RemoveAppView, "mfa_deactivate_totp"),
    page("codes/", factors.RecoveryCodesView, "mfa_view_recovery_codes"),
    page("codes/new/", factors.NewRecoveryCodesView, "mfa_generate_recovery_codes"),
    page("codes/download/", factors.DownloadRecoveryCodesView, "mfa_download_recovery_codes"),
    path("keys/", factors.keys, name="mfa_list_webauthn"),
    page("keys/add/", factors.AddKeyView, "mfa_add_webauthn"),
    page("keys/<int:pk>/", factors.RenameKeyView, "mfa_edit_webauthn"),
    page("keys/<int:pk>/remove/", factors.RemoveKeyView, "mfa_remove_webauthn"),
]

urlpatterns = [
    page("login/", views.LoginView, "account_login"),
    page("login/again/", views.AgainView, "kept_again"),
    page("logout/", views.LogoutView, "account_logout"),
    page("password_change/", views.ChangePasswordView, "account_change_password"),
    page("sessions/", views.SessionsView, "usersessions_list"),
    path("password_reset/", include(RESET)),
    path("confirm/", include(CONFIRM)),
    path("second-factor/", include(FACTOR)),
]

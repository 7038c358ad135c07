"""Pages of accounts: allauth's, in the look of the admin and with our own words."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.usersessions import views as usersessions
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views.generic import TemplateView

from . import kept, second_factor, sessions
from .door import Carries

FOLDER = "admin/accounts"


class LoginView(Carries, account.LoginView):
    """Name and password."""

    template_name = f"{FOLDER}/login.html"
    extra_context = {"title": "Log in"}

    def get_initial(self):
        return super().get_initial() | {"username": getattr(self.request, "typed_name", "")}


class LogoutView(Carries, account.LogoutView):
    """The end of a session."""

    template_name = f"{FOLDER}/logout.html"
    extra_context = {"title": "Log out"}


class AuthenticateView(Carries, mfa.AuthenticateView):
    """The second factor, after the password."""

    template_name = f"{FOLDER}/authenticate.html"
    extra_context = {"title": "Second factor"}


class AgainView(Carries, TemplateView):
    """Back in, with what was typed before: it is put back into its form from here."""

    template_name = f"{FOLDER}/again.html"
    extra_context = {"title": "You are logged in again"}

    def get(self, request, *args, **kwargs):
        carried = getattr(request, "kept", None)
        if carried is None or not request.user.is_authenticated:
            return redirect("admin:index")
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        text = self.request.kept.text
        lacks = second_factor.required() and not second_factor.passed(self.request)
        return super().get_context_data(**kwargs) | {
            "address": kept.unseal(text).path if text else reverse("admin:index"),
            "lacks_second_factor": lacks,
        }


class ReauthenticateView(account.ReauthenticateView):
    """The password once more, before a second factor is changed."""

    template_name = f"{FOLDER}/reauthenticate.html"
    extra_context = {"title": "Your password, once more"}


class ReauthenticateByCodeView(mfa.ReauthenticateView):
    """A code once more, before a second factor is changed."""

    template_name = f"{FOLDER}/reauthenticate.html"
    extra_context = {"title": "Your code, once more"}


@method_decorator(login_required, name="dispatch")
class ChangePasswordView(account.PasswordChangeView):
    """A new password for whoever knows the old one."""

    template_name = f"{FOLDER}/change_password.html"
    extra_context = {"title": "Change your password"}

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_usable_password():
            return redirect("account_reset_password")
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form):
        sessions.end(sessions.others(self.request))
        return super().form_valid(form)


class ResetPasswordView(account.PasswordResetView):
    """Ask for a link to set a new password."""

    template_name = f"{FOLDER}/reset_password.html"
    extra_context = {"title": "Forgotten password"}


class ResetPasswordDoneView(account.PasswordResetDoneView):
    """What happens after a link was asked for."""

    template_name = f"{FOLDER}/reset_password_done.html"
    extra_context = {"title": "Forgotten password"}


class NewPasswordView(account.PasswordResetFromKeyView):
    """A new password for whoever has a link."""

    template_name = f"{FOLDER}/new_password.html"
    extra_context = {"title": "Set a new password"}

    def form_valid(self, form):
        sessions.end_all(self.reset_user)
        return super().form_valid(form)


class NewPasswordDoneView(account.PasswordResetFromKeyDoneView):
    """The new password stands."""

    template_name = f"{FOLDER}/new_password_done.html"
    extra_context = {"title": "Your new password is set"}


class SecondFactorView(mfa.IndexView):
    """The second factors that somebody has."""

    template_name = f"{FOLDER}/second_factor.html"
    extra_context = {"title": "Second factor"}


class AddAppView(totp.ActivateTOTPView):
    """Set up an authenticator app."""

    template_name = f"{FOLDER}/add_app.html"
    extra_context = {"title": "Set up an app"}

    def form_valid(self, form):
        response = super().form_valid(form)
        second_factor.shown(self.request, second_factor.of(self.request.user).last())
        sessions.end(sessions.others(self.request))
        return response


class RemoveAppView(totp.DeactivateTOTPView):
    """Take an authenticator app away."""

    template_name = f"{FOLDER}/remove_app.html"
    extra_context = {"title": "Remove the app"}


class RecoveryCodesView(recovery.ViewRecoveryCodesView):
    """The codes for emergencies."""

    template_name = f"{FOLDER}/recovery_codes.html"
    extra_context = {"title": "Recovery codes"}


class NewRecoveryCodesView(recovery.GenerateRecoveryCodesView):
    """New codes for emergencies, in place of those of before."""

    template_name = f"{FOLDER}/new_recovery_codes.html"
    extra_context = {"title": "New recovery codes"}


class DownloadRecoveryCodesView(recovery.DownloadRecoveryCodesView):
    """The codes for emergencies, as a file."""

    template_name = f"{FOLDER}/recovery_codes.txt"


class SessionsView(usersessions.ListUserSessionsView):
    """The sessions of whoever asks, and a way to end them."""

    template_name = f"{FOLDER}/sessions.html"
    extra_context = {"title": "Your sessions"}

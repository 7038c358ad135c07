"""Pages of accounts: allauth's, in the look of the admin and with our own words."""

from allauth.account import views as account
from allauth.account.internal.stagekit import clear_login, get_pending_stage
from allauth.mfa.base import views as mfa
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.views.generic import FormView, TemplateView

from . import (
    forms,
    login,
    refusals,
    resets,
    saved_posts,
    second_factor,
    sessions,
    throttle,
    user_agents,
)
from .carried_posts import Carries
from .middleware import lacking

FOLDER = "admin/accounts"
CHANGED = "Your password was changed. Your other sessions have ended."


class Refusing:
    """A page that says to the browser, too, that too many failed before."""

    def form_invalid(self, form):
        return refusals.answer(form, super().form_invalid(form))


class LoginView(Carries, Refusing, account.LoginView):
    """Name and password."""

    template_name = f"{FOLDER}/login.html"
    extra_context = {"title": "Log in"}

    def get_initial(self):
        return super().get_initial() | {"username": getattr(self.request, "typed_name", "")}

    def dispatch(self, request, *args, **kwargs):
        if request.method == "POST" and not request.user.is_authenticated:
            # Whoever types a name begins anew, whatever they had begun before.
            clear_login(request)
        return super().dispatch(request, *args, **kwargs)


class LogoutView(Carries, account.LogoutView):
    """The end of a session."""

    template_name = f"{FOLDER}/logout.html"
    extra_context = {"title": "Log out"}


class AuthenticateView(Carries, Refusing, mfa.AuthenticateView):
    """The second factor, after the password."""

    template_name = f"{FOLDER}/authenticate.html"
    extra_context = {"title": "Second factor"}

    def dispatch(self, request, *args, **kwargs):
        stage = get_pending_stage(request)
        if stage and not (stage.login.user and resets.can_come_in(stage.login.user)):
            # It was closed or deleted since its password was typed.
            clear_login(request)
            return redirect("account_login")
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        # allauth leaves these out here.
        context |= self.extra_context
        factors = second_factor.of(self.stage.login.user)
        return context | {"has_key": factors.filter(type=Authenticator.Type.WEBAUTHN).exists()}


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
        return super().get_context_data(**kwargs) | {
            "address": saved_posts.decrypt_post(text).path if text else reverse("admin:index"),
            "first": lacking(self.request),
        }


class ReauthenticateView(Refusing, account.ReauthenticateView):
    """The password once more, before a second factor is changed."""

    template_name = f"{FOLDER}/reauthenticate.html"
    extra_context = {"title": "Your password, once more"}


class ReauthenticateByCodeView(Refusing, mfa.ReauthenticateView):
    """A code once more, before a second factor is changed."""

    template_name = f"{FOLDER}/reauthenticate.html"
    extra_context = {"title": "A code, once more"}


# Passwords


@method_decorator(login_required, name="dispatch")
class ChangePasswordView(Refusing, account.PasswordChangeView):
    """A new password for whoever knows the old one."""

    template_name = f"{FOLDER}/change_password.html"
    extra_context = {"title": "Change your password"}
    success_url = reverse_lazy("admin:index")

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_usable_password():
            return redirect("account_reset_password")
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form):
        key = self.request.session.session_key
        sessions.end(sessions.others(self.request), "The password was changed.")
        response = super().form_valid(form)
        sessions.follow(self.request, key)
        messages.success(self.request, CHANGED)
        return response


class AskForLinkView(FormView):
    """Ask for a link to set a new password; where no mail is set up, read whom to ask."""

    template_name = f"{FOLDER}/ask_for_link.html"
    form_class = forms.AskForLinkForm
    success_url = reverse_lazy("account_reset_password_done")

    def get_context_data(self, **kwargs):
        by_mail = resets.by_mail()
        return super().get_context_data(title="Forgotten password", by_mail=by_mail, **kwargs)

    def form_valid(self, form):
        # The same answer to everybody, and to whoever asks too often.
        asked = form.cleaned_data["account"]
        if resets.by_mail() and login.may_ask_for_link(asked):
            resets.send_link(asked)
        return super().form_valid(form)


class AskedForLinkView(TemplateView):
    """What happens after a link was asked for: the same for everybody."""

    template_name = f"{FOLDER}/asked_for_link.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(title="Forgotten password", **kwargs)
        minutes = settings.PASSWORD_RESET_TIMEOUT // 60
        return context | {"by_mail": resets.by_mail(), "minutes": minutes}


class NewPasswordView(account.PasswordResetFromKeyView):
    """A new password for whoever has a link. It lets nobody in: that takes a login."""

    template_name = f"{FOLDER}/new_password.html"
    extra_context = {"title": "Set a new password"}

    def form_valid(self, form):
        response = super().form_valid(form)
        sessions.end_all(self.reset_user, "A new password was set by a link.")
        throttle.forgive(self.reset_user)
        return response


class NewPasswordDoneView(account.PasswordResetFromKeyDoneView):
    """The new password stands."""

    template_name = f"{FOLDER}/new_password_done.html"
    extra_context = {"title": "Your new password is set"}


# Sessions


@method_decorator(login_required, name="dispatch")
class SessionsView(TemplateView):
    """The sessions of whoever asks, and a way to end each of the others, or all of them."""

    template_name = f"{FOLDER}/sessions.html"

    def get_context_data(self, **kwargs):
        found = [self._shown(one) for one in sessions.of(self.request.user)]
        return super().get_context_data(title="Your sessions", sessions=found, **kwargs)

    def _shown(self, session):
        return {
            "pk": session.pk,
            "is_this": session.session_key == self.request.session.session_key,
            "browser": user_agents.in_words(session.user_agent),
            "address": "" if session.ip == sessions.NOWHERE else session.ip,
            "began": session.created_at,
            "seen": session.last_seen_at,
        }

    def post(self, request, *args, **kwargs):
        chosen = sessions.others(request)
        if "others" not in request.POST:
            number = request.POST.get("session", "")
            # More digits than any number of a row has are no number to the database.
            usable = number.isascii() and number.isdigit() and len(number) < 19
            chosen = chosen.filter(pk=int(number)) if usable else chosen.none()
        messages.success(
            request, self._said(sessions.end(chosen, "By its owner, from another session."))
        )
        return redirect("usersessions_list")

    def _said(self, ended):
        if not ended:
            return "There was no other session to end."
        return "One session was ended." if ended == 1 else f"{ended} sessions were ended."

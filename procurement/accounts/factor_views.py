"""Pages of second factors: apps, keys, and the codes for emergencies."""

from allauth.mfa.base import views as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import reverse_lazy

from . import second_factor

FOLDER = "admin/accounts"
OTHERS_ENDED = "Your other sessions have ended: they have not shown it."
PAGE = reverse_lazy("mfa_index")


class FactorsView(mfa.IndexView):
    """The second factors that somebody has, and how to add and remove them."""

    template_name = f"{FOLDER}/factors.html"
    extra_context = {"title": "Second factor"}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        mine = context["authenticators"]
        codes = mine.get(Authenticator.Type.RECOVERY_CODES)
        return context | {
            "app": mine.get(Authenticator.Type.TOTP),
            "keys": mine.get(Authenticator.Type.WEBAUTHN, []),
            "codes": codes,
            "codes_left": len(codes.get_unused_codes()) if codes else 0,
            "is_required": second_factor.required(),
            "has_factor": second_factor.of(self.request.user).exists(),
        }


class AddAppView(totp.ActivateTOTPView):
    """Set up an authenticator app."""

    template_name = f"{FOLDER}/add_app.html"
    extra_context = {"title": "Set up an app"}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        # In fours, to be typed; apps pass over the spaces.
        secret = context["form"].secret
        fours = [secret[place : place + 4] for place in range(0, len(secret), 4)]
        return context | {"secret": " ".join(fours)}

    def form_valid(self, form):
        response = super().form_valid(form)
        second_factor.added(self.request, self.did_generate_recovery_codes)
        messages.success(self.request, f"The app is set up. {OTHERS_ENDED}")
        return response


class RemoveAppView(totp.DeactivateTOTPView):
    """Take an authenticator app away."""

    template_name = f"{FOLDER}/remove_app.html"
    extra_context = {"title": "Remove the app"}

    def form_valid(self, form):
        messages.success(self.request, "The app was removed.")
        return super().form_valid(form)


class RecoveryCodesView(recovery.ViewRecoveryCodesView):
    """The codes for emergencies."""

    template_name = f"{FOLDER}/recovery_codes.html"
    extra_context = {"title": "Recovery codes"}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        self.request.session.pop(second_factor.UNSEEN, None)
        return context


class NewRecoveryCodesView(recovery.GenerateRecoveryCodesView):
    """New codes for emergencies, in place of those of before."""

    template_name = f"{FOLDER}/new_recovery_codes.html"
    extra_context = {"title": "New recovery codes"}

    def form_valid(self, form):
        messages.success(self.request, "There are new codes. Those of before no longer work.")
        return super().form_valid(form)


class DownloadRecoveryCodesView(recovery.DownloadRecoveryCodesView):
    """The codes for emergencies, as a file."""

    template_name = f"{FOLDER}/recovery_codes.txt"


class AddKeyView(webauthn.AddWebAuthnView):
    """Set up a key, or what a phone or a computer keeps as one."""

    template_name = f"{FOLDER}/add_key.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data() | kwargs | {"title": "Add a key"}

    def form_valid(self, form):
        response = super().form_valid(form)
        second_factor.added(self.request, self.did_generate_recovery_codes)
        messages.success(self.request, f"The key was added. {OTHERS_ENDED}")
        return response


class RemoveKeyView(webauthn.RemoveWebAuthnView):
    """Take a key away."""

    template_name = f"{FOLDER}/remove_key.html"
    extra_context = {"title": "Remove the key"}
    success_url = PAGE

    def get_context_data(self, **kwargs):
        return super().get_context_data(may_remove=second_factor.may_remove(self.object), **kwargs)

    def form_valid(self, form):
        if not second_factor.may_remove(self.object):
            raise PermissionDenied
        messages.success(self.request, "The key was removed.")
        return super().form_valid(form)


class RenameKeyView(webauthn.EditWebAuthnView):
    """Call a key by another name."""

    template_name = f"{FOLDER}/rename_key.html"
    extra_context = {"title": "Rename the key"}
    success_url = PAGE


class ReauthenticateByKeyView(webauthn.ReauthenticateWebAuthnView):
    """A key once more, before a second factor is changed."""

    template_name = f"{FOLDER}/reauthenticate.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data() | kwargs | {"title": "Your key, once more"}

    def form_invalid(self, form):
        # allauth leads to the login, which says nothing to somebody who is in.
        return self.render_to_response(self.get_context_data(form=form))


def keys(request):
    """Lead to the page that has keys among the other factors."""
    return redirect(PAGE)

"""Forms of accounts: allauth's, with our own fields and words."""

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.account.stages import LoginStageController
from allauth.mfa.base import forms as mfa
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.totp import forms as totp
from django import forms

from . import door, refusals, throttle

PASSWORD = "Twelve characters or more, not one that others use: four or five words that do not belong together are good."
CODE = "Six digits from your app, or one of your recovery codes."


def password(label, autocomplete, help_text=""):
    """Make a field for a password."""
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, strip=False, widget=widget, help_text=help_text)


def code(help_text, **more):
    """Make a field for a code that is typed."""
    attrs = {"autocomplete": "one-time-code", "inputmode": "numeric"}
    if not more:
        attrs["autofocus"] = True
    return forms.CharField(
        label="Code",
        max_length=40,
        widget=forms.TextInput(attrs=attrs),
        help_text=help_text,
        **more,
    )


class LoginForm(account.LoginForm):
    """Name and password; and a code with them, while the password alone is refused."""

    authenticator = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        attrs = {"autocomplete": "username", "autocapitalize": "none", "autofocus": True}
        self.fields = {
            "username": forms.CharField(
                label="Name", max_length=150, widget=forms.TextInput(attrs=attrs)
            ),
            "password": password("Password", "current-password"),
        }
        if "code" in self.data:
            self._ask_for_code()

    def _ask_for_code(self):
        self.fields["code"] = code(CODE, required=False)

    def user_credentials(self):
        return {name: self.cleaned_data[name] for name in ("username", "password")}

    def _clean_with_password(self, credentials):
        adapter = get_adapter()
        if self.cleaned_data.get("code"):
            self._clean_with_code(adapter, credentials)
            return self.cleaned_data
        try:
            self.user = adapter.authenticate(self.request, **credentials)
        except throttle.Locked as locked:
            self._ask_for_code()
            raise refusals.refused(locked, refusals.TOGETHER) from None
        if not self.user:
            raise adapter.validation_error("username_password_mismatch")
        self._login = account.Login(user=self.user)
        return self.cleaned_data

    def _clean_with_code(self, adapter, credentials):
        self.authenticator, who = door.with_password_and_code(
            credentials["username"],
            lambda: adapter.checked(self.request, **credentials),
            self.cleaned_data["code"],
        )
        if self.authenticator:
            self.user = self.authenticator.user
            self._login = account.Login(user=self.user)
        elif until := throttle.locked_until(who, throttle.PASSWORD):
            raise refusals.refused(throttle.Locked(until), refusals.NOT_TOGETHER)
        else:
            raise forms.ValidationError(refusals.NOT_TOGETHER_NOW)

    def _login_with_password(self, request, redirect_url, credentials):
        if self.authenticator:
            post_authentication(request, self.authenticator)
            LoginStageController(request, self._login).set_handled(AuthenticateStage.key)
        return super()._login_with_password(request, redirect_url, credentials)


class ReauthenticateForm(account.ReauthenticateForm):
    """The password once more."""

    password = password("Password", "current-password")

    def clean_password(self):
        try:
            return super().clean_password()
        except throttle.Locked as locked:
            raise refusals.refused(locked) from None


class ChangePasswordForm(account.ChangePasswordForm):
    """The old password, and twice the new one."""

    oldpassword = password("Password until now", "current-password")
    password1 = account.SetPasswordField(label="New password", help_text=PASSWORD)
    password2 = password("New password once more", "new-password")

    def clean_oldpassword(self):
        """Refuse a wrong one, and any while too many have failed: it can be guessed here as well."""
        typed = self.cleaned_data["oldpassword"]
        try:
            right = door.with_password(
                self.user.get_username(), lambda: self.user.check_password(typed)
            )
        except throttle.Locked as locked:
            raise refusals.refused(locked) from None
        if not right:
            raise get_adapter().validation_error("enter_current_password")
        return typed


class NewPasswordForm(account.ResetPasswordKeyForm):
    """Twice the new password, of somebody who has shown a link."""

    password1 = account.SetPasswordField(label="New password", help_text=PASSWORD)
    password2 = password("New password once more", "new-password")


class CodeForm(forms.Form):
    """A code of a second factor, of which few wrong ones are looked at."""

    code = code(CODE)

    def clean_code(self):
        """Keep whose code it is; refuse a wrong one."""
        try:
            self.authenticator = door.with_code(self.user, self.cleaned_data["code"])
        except throttle.Locked as locked:
            raise refusals.refused(locked, refusals.CODES) from None
        if not self.authenticator:
            raise mfa.get_adapter().validation_error("incorrect_code")
        return self.cleaned_data["code"]


class AuthenticateForm(CodeForm, mfa.AuthenticateForm):
    """The code after the password."""


class ReauthenticateByCodeForm(CodeForm, mfa.ReauthenticateForm):
    """A code once more."""


class ActivateAppForm(totp.ActivateTOTPForm):
    """The first code of an app."""

    code = code("The six digits that the app shows now.")

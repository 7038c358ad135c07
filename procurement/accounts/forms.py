"""Forms of accounts: allauth's, with our own fields and words."""

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django import forms

PASSWORD = "Twelve characters or more, not one that others use: four or five words that do not belong together are good."
CODE = "Six digits from your app, or one of your recovery codes."


def password(label, autocomplete, help_text=""):
    """Make a field for a password."""
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, strip=False, widget=widget, help_text=help_text)


def code(help_text):
    """Make a field for a code that is typed."""
    attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}
    return forms.CharField(
        label="Code", max_length=40, widget=forms.TextInput(attrs=attrs), help_text=help_text
    )


class LoginForm(account.LoginForm):
    """Name and password."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        attrs = {"autocomplete": "username", "autocapitalize": "none", "autofocus": True}
        self.fields = {
            "username": forms.CharField(
                label="Name", max_length=150, widget=forms.TextInput(attrs=attrs)
            ),
            "password": password("Password", "current-password"),
        }

    def user_credentials(self):
        return {name: self.cleaned_data[name] for name in ("username", "password")}

    def _clean_with_password(self, credentials):
        adapter = get_adapter()
        self.user = adapter.authenticate(self.request, **credentials)
        if not self.user:
            raise adapter.validation_error("username_password_mismatch")
        self._login = account.Login(user=self.user)
        return self.cleaned_data


class ReauthenticateForm(account.ReauthenticateForm):
    """The password once more."""

    password = password("Password", "current-password")


class ChangePasswordForm(account.ChangePasswordForm):
    """The old password, and twice the new one."""

    oldpassword = password("Password until now", "current-password")
    password1 = account.SetPasswordField(label="New password", help_text=PASSWORD)
    password2 = password("New password once more", "new-password")


class NewPasswordForm(account.ResetPasswordKeyForm):
    """Twice the new password, of somebody who has shown a link."""

    password1 = account.SetPasswordField(label="New password", help_text=PASSWORD)
    password2 = password("New password once more", "new-password")


class AuthenticateForm(mfa.AuthenticateForm):
    """The code after the password."""

    code = code(CODE)


class ReauthenticateByCodeForm(mfa.ReauthenticateForm):
    """A code once more."""

    code = code(CODE)


class ActivateAppForm(totp.ActivateTOTPForm):
    """The first code of an app."""

    code = code("The six digits that the app shows now.")

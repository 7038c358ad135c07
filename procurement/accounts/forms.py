"""Forms of accounts: allauth's, with our own fields and words."""

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.account.fields import SetPasswordField
from allauth.mfa.adapter import get_adapter as get_factor_adapter
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.db import Error
from django.forms.fields import InvalidJSONInput

from . import resets, second_factor, throttled_forms

ANY_CODE = "Six digits from your app, or one of your recovery codes."
GOOD_ONES = (
    "Twelve characters or more, and not what others use. Four or five words that do not belong"
    " together are good."
)
DIFFERENT = "The two are not the same. Type the new password in both."
KEY_NAME = "So that you can tell it from another one, such as “the blue one”."
LONGEST_NAME, LONGEST_CODE, LONGEST_KEY_NAME = 150, 40, 100


def text(label, length, help_text="", **attrs):
    """Make a field for a line of text."""
    widget = forms.TextInput(attrs=attrs)
    return forms.CharField(label=label, max_length=length, widget=widget, help_text=help_text)


def password_field(label, autocomplete="current-password"):
    """Make a field for a password."""
    widget = forms.PasswordInput(attrs={"autocomplete": autocomplete})
    return forms.CharField(label=label, strip=False, widget=widget)


def new_password_field():
    """Make a field for a password to be, which is looked at for the account that the form is for."""
    field = SetPasswordField(label="New password", help_text=GOOD_ONES)
    field.widget.attrs = {"autocomplete": "new-password"}
    return field


def code_field(help_text=ANY_CODE):
    """Make a field for a code that is typed."""
    attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}
    return text("Code", LONGEST_CODE, help_text, **attrs)


# Coming in


class LoginForm(throttled_forms.NameAndPassword, account.LoginForm):
    """Name and password."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        attrs = {"autocomplete": "username", "autocapitalize": "none"}
        self.fields = {
            "username": text("Name", LONGEST_NAME, **attrs),
            "password": password_field("Password"),
        }
        # What is to be typed next: the name stays on the page, the password never does.
        typed = self.data.get("username") or self.initial.get("username")
        self.fields["password" if typed else "username"].widget.attrs["autofocus"] = True
        if "code" in self.data:
            self.ask_for_code()

    def user_credentials(self):
        return {name: self.cleaned_data[name] for name in ("username", "password")}

    def make_code(self):
        """Give the field for a code that is typed together with them."""
        field = code_field()
        field.required = False
        del field.widget.attrs["autofocus"]
        return field


class AuthenticateForm(throttled_forms.Code, mfa.AuthenticateForm):
    """The code after the password."""

    code = code_field()


class ReauthenticateForm(throttled_forms.PasswordOnceMore, account.ReauthenticateForm):
    """The password once more."""

    password = password_field("Password")


class ReauthenticateByCodeForm(throttled_forms.Code, mfa.ReauthenticateForm):
    """A code once more."""

    code = code_field()


# Passwords


class Twice:
    """Twice the same new password."""

    def clean(self):
        # allauth's own words for it are others.
        cleaned = super(account.PasswordVerificationMixin, self).clean()
        first, second = cleaned.get("password1"), cleaned.get("password2")
        if first and second and first != second:
            self.add_error("password2", DIFFERENT)
        return cleaned


class ChangePasswordForm(throttled_forms.OldPassword, Twice, account.ChangePasswordForm):
    """The old password, and twice the new one."""

    oldpassword = password_field("Your password until now")
    password1 = new_password_field()
    password2 = password_field("New password, once more", "new-password")


class NewPasswordForm(Twice, account.ResetPasswordKeyForm):
    """Twice the new password, of somebody who has a link."""

    password1 = new_password_field()
    password2 = password_field("New password, once more", "new-password")


class LinkForm(account.UserTokenForm):
    """What a link says: whose it is, and that it is ours, in time and not used."""

    def clean(self):
        cleaned = super().clean()
        if not resets.can_come_in(self.reset_user):
            raise get_adapter().validation_error("invalid_password_reset")
        return cleaned


class AskForLinkForm(forms.Form):
    """Who asks for a link to set a new password."""

    account = text(
        "Your name here, or your address for mail",
        254,
        autocomplete="username",
        autocapitalize="none",
        autofocus=True,
    )


# Second factors


class AddAppForm(totp.ActivateTOTPForm):
    """The first code of an app."""

    code = code_field("The six digits that the app shows now.")

    def clean_code(self):
        typed = super().clean_code()
        # So that whoever saw it typed cannot come in by it.
        second_factor.use_code(self.user, typed)
        return typed


class KeyField(forms.JSONField):
    """What a key said, as the script of the page sends it; nothing that is shown again."""

    def __init__(self):
        super().__init__(widget=forms.HiddenInput)

    def to_python(self, value):
        try:
            return super().to_python(value)
        except (RecursionError, ValueError):
            # Nested too deep, or a number of more digits than Python reads.
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None

    def bound_data(self, data, initial):
        return InvalidJSONInput("")


class KeyRead(forms.Form):
    """What a key says is read by a library that takes what it is given for well formed."""

    credential = KeyField()

    def _checked(self, check):
        try:
            return check()
        except (forms.ValidationError, Error):
            raise
        except Exception:
            # Of any kind, as deep as the answer of a key may be broken; none of it is let in.
            raise get_factor_adapter().validation_error("incorrect_key") from None


class AddKeyForm(KeyRead, webauthn.AddWebAuthnForm):
    """A new key, and how its owner calls it."""

    name = text("Name of the key", LONGEST_KEY_NAME, KEY_NAME, autocomplete="off")

    def clean(self):
        return self._checked(super().clean)


class KeyShown(KeyRead):
    """What a key says of somebody who shows it."""

    def clean_credential(self):
        return self._checked(super().clean_credential)


class KeyForm(throttled_forms.Key, KeyShown, webauthn.AuthenticateWebAuthnForm):
    """What a key says after the password."""


class ReauthenticateByKeyForm(throttled_forms.Key, KeyShown, webauthn.ReauthenticateWebAuthnForm):
    """What a key says, once more."""


class RenameKeyForm(webauthn.EditWebAuthnForm):
    """How its owner calls a key."""

    name = text("Name of the key", LONGEST_KEY_NAME, KEY_NAME, autocomplete="off")

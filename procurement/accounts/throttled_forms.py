"""What forms of accounts have in common with the throttle: they ask at the door, and say when it is shut."""

from typing import TYPE_CHECKING, Any

from allauth.account.adapter import get_adapter
from allauth.account.models import Login
from allauth.account.stages import LoginStageController
from allauth.mfa.adapter import get_adapter as get_factor_adapter
from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.stages import AuthenticateStage
from django import forms

from . import events, login, refusals, throttle

Form: Any = forms.Form if TYPE_CHECKING else object


class NameAndPassword(Form):
    """Name and password; and a code with them, while the password alone is refused.

    A form has its own field for the code: `make_code`.
    """

    authenticator = None

    def ask_for_code(self):
        """Let the form have a field for a code."""
        self.fields["code"] = self.make_code()

    def _clean_with_password(self, credentials):
        adapter = get_adapter()
        if self.cleaned_data.get("code"):
            self.user = self._of_all_three(adapter, credentials)
        else:
            self.user = self._of_two(adapter, credentials)
        self._login = Login(user=self.user)
        return self.cleaned_data

    def _of_two(self, adapter, credentials):
        try:
            found = adapter.authenticate(self.request, **credentials)
        except throttle.Locked as locked:
            self.ask_for_code()
            raise refusals.refused(locked, refusals.TOGETHER) from None
        if not found:
            raise adapter.validation_error("username_password_mismatch")
        return found

    def _of_all_three(self, adapter, credentials):
        self.authenticator, counted = login.with_password_and_code(
            credentials["username"],
            lambda: adapter.checked(self.request, **credentials),
            self.cleaned_data["code"],
        )
        if self.authenticator:
            return self.authenticator.user
        # As it was before this one: whatever counts now must not show.
        if counted.until:
            raise refusals.refused(throttle.Locked(counted.until), refusals.NOT_TOGETHER)
        raise forms.ValidationError(refusals.NOT_TOGETHER_NOW)

    def _login_with_password(self, request, redirect_url, credentials):
        if self.authenticator:
            post_authentication(request, self.authenticator)
            LoginStageController(request, self._login).set_handled(AuthenticateStage.key)
        return super()._login_with_password(request, redirect_url, credentials)


class PasswordOnceMore(Form):
    """The password of somebody who is in: it can be guessed here as well."""

    def clean_password(self):
        try:
            return super().clean_password()
        except throttle.Locked as locked:
            raise refusals.refused(locked) from None


class OldPassword(Form):
    """The password until now of somebody who is in."""

    def clean_oldpassword(self):
        typed = self.cleaned_data["oldpassword"]
        try:
            right = login.with_password(
                self.user.get_username(), lambda: self.user.check_password(typed)
            )
        except throttle.Locked as locked:
            raise refusals.refused(locked) from None
        if not right:
            raise get_adapter().validation_error("enter_current_password")
        return typed


class Code(Form):
    """A code of a second factor, of which few wrong ones are looked at."""

    def clean_code(self):
        try:
            self.authenticator = login.with_code(self.user, self.cleaned_data["code"])
        except throttle.Locked as locked:
            raise refusals.refused(locked, refusals.CODES) from None
        if not self.authenticator:
            raise get_factor_adapter().validation_error("incorrect_code")
        return self.cleaned_data["code"]


class Key(Form):
    """What a key says: nobody guesses it, but the log is told when it is wrong."""

    def clean_credential(self):
        try:
            return super().clean_credential()
        except forms.ValidationError:
            events.failed(
                "code_failed", throttle.attempt_of(self.user.get_username()), said="A key."
            )
            raise

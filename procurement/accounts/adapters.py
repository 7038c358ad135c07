"""What django-allauth asks of a site: here, logins of staff alone, made by their administrators."""

import logging

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.shortcuts import redirect

from procurement import origin

from . import encryption, events, login, reauthentication, saved_posts, second_factor, sessions

logger = logging.getLogger(__name__)
PURPOSE = "second factor"
UNREADABLE = "The second factor of an account cannot be read: was SECRET_KEY changed? See SECRET_KEY_FALLBACKS."
NO_MATCH = "Name and password do not belong together. Capital letters in the password count."
NOT_YOURS = "This is not your password. Capital letters count."
WRONG_CODE = (
    "This code is not right, is too old, or was used before. Wait for the next one, or check the"
    " clock of your phone."
)
WRONG_KEY = "The key was not recognised. Try again, with the key that you set up here."


class AccountAdapter(DefaultAccountAdapter):
    """Accounts that administrators open; nobody signs up."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": NO_MATCH,
        "incorrect_password": NOT_YOURS,
        "invalid_password_reset": "This link does not work.",
        "enter_current_password": NOT_YOURS,
    }

    def is_open_for_signup(self, request):
        return False

    def is_ajax(self, request):
        # No script of ours asks: every answer is a page.
        return False

    def is_safe_url(self, url):
        """Say whether somebody may be led to an address after logging in: one of the admin's own."""
        return saved_posts.is_of_admin(url)

    def get_client_ip(self, request):
        # It is kept with a session, where there must be one: "::" is none.
        return origin.of_request(request) or sessions.NOWHERE

    def is_reauthentication_required(self, *, app, **kwargs):
        """Say whether to ask again before a second factor is changed: not right after a login."""
        return reauthentication.is_due(context.request)

    def respond_user_inactive(self, request, user):
        # There is no page that says so.
        return redirect("account_login")

    def pre_authenticate(self, request, **credentials):
        # The throttle is our own.
        pass

    def authenticate(self, request, **credentials):
        """Give whose name and password these are, or None. Raises `throttle.Locked`."""
        return login.with_password(
            credentials.get("username", ""), lambda: self.checked(request, **credentials)
        )

    def checked(self, request, **credentials):
        """Give whose name and password these are, or None: it is up to who asks to count it."""
        return super().authenticate(request, **credentials)

    def post_login(self, request, user, **said):
        login.came_in(request, user)
        return super().post_login(request, user, **said)

    def login(self, request, user):
        super().login(request, user)
        sessions.begin(request)

    def logout(self, request):
        events.of_account("logout", request.user)
        sessions.forget(request.session.session_key)
        super().logout(request)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors, of which the secrets are kept encrypted."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": WRONG_CODE,
        "incorrect_key": WRONG_KEY,
        "cannot_delete_authenticator": "This is your only second factor, and one is required here: add"
        " another before you remove it.",
    }

    def encrypt(self, text):
        return encryption.encrypt(text.encode(), PURPOSE)

    def decrypt(self, encrypted_text):
        """Give back a secret. Raises `encryption.Unreadable`, and tells whoever runs the site."""
        try:
            return encryption.decrypt(encrypted_text, PURPOSE).decode()
        except encryption.Unreadable:
            # One attempt looks at several: the app's secret, the recovery codes.
            if not getattr(context.request, "told_of_unreadable", False):
                logger.warning(UNREADABLE)
            if context.request:
                context.request.told_of_unreadable = True
            raise

    def generate_authenticator_name(self, user, type):
        return "Key" if type == Authenticator.Type.WEBAUTHN else "App"

    def _get_user_identifier(self, user):
        # What the app calls the account: its name here, not its address for mail.
        return user.get_username()

    def can_delete_authenticator(self, authenticator):
        return second_factor.may_remove(authenticator)

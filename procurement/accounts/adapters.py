"""What django-allauth asks of a site: here, logins of staff alone, made by their administrators."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter

from procurement import origin

from . import sealing

SECRET_OF_APP = "second factor"  # noqa: S105 -- what it is sealed for


class AccountAdapter(DefaultAccountAdapter):
    """Accounts that administrators open; nobody signs up."""

    def is_open_for_signup(self, request):
        return False

    def get_client_ip(self, request):
        return origin.of_request(request)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Second factors, of which the secrets are kept encrypted."""

    def encrypt(self, text):
        return sealing.seal(text.encode(), SECRET_OF_APP)

    def decrypt(self, encrypted_text):
        return sealing.unseal(encrypted_text, SECRET_OF_APP).decode()

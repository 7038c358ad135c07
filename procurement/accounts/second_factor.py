"""The second factor: who has one, who must, and whether a session has passed it."""

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.models import Authenticator
from django.conf import settings

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def of(account):
    """Give the second factors of an account. Codes for emergencies alone are none."""
    return Authenticator.objects.filter(user_id=account.pk, type__in=FACTORS)


def passed(request) -> bool:
    """Say whether a second factor was shown in the session of a request."""
    records = get_authentication_records(request, request.user)
    return any(record["method"] == "mfa" for record in records)


def required() -> bool:
    """Say whether everybody must have one."""
    return settings.SECOND_FACTOR_REQUIRED


def may_remove(authenticator) -> bool:
    """Say whether a factor may be taken away: not the last, where one is required."""
    if authenticator.type not in FACTORS or not required():
        return True
    return of(authenticator.user).exclude(pk=authenticator.pk).exists()


def shown(request, authenticator) -> None:
    """Keep in the session that a factor was shown, as it is when it is added."""
    record_authentication(
        request, request.user, "mfa", id=authenticator.pk, type=authenticator.type
    )

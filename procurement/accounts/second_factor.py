"""The second factor: who has one, who must, whether a session has passed it, and which codes are used."""

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.cache import cache

from . import sessions

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
# In a session: codes for emergencies were made, and not shown yet.
UNSEEN = "recovery codes unseen"


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


def added(request, codes_were_made: bool) -> None:
    """After a factor was added, which shows it: end the other sessions, which have not shown it."""
    factor = of(request.user).latest("pk")
    record_authentication(request, request.user, "mfa", id=factor.pk, type=factor.type)
    if codes_were_made:
        request.session[UNSEEN] = True
    sessions.end(sessions.others(request), "A second factor was added.")


def use_code(account, code: str) -> bool:
    """Mark a code of an app as used; False when it was, by any process.

    For as long as the code is taken: allauth keeps in mind for one period what it takes for three.
    """
    periods = 2 * app_settings.TOTP_TOLERANCE + 1
    key = f"second-factor-code:{account.pk}:{normalize_user_code(code)}"
    return cache.add(key, True, timeout=app_settings.TOTP_PERIOD * periods)

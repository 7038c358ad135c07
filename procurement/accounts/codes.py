"""Codes of second factors: looked at a bounded number of times, and each good for once."""

from functools import lru_cache

from allauth.core.internal.cryptokit import compare_user_code, normalize_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import generate_totp_secret, validate_totp_code
from django.conf import settings
from django.core.cache import cache

from . import throttle

TYPES = {
    "app": Authenticator.Type.TOTP,
    "recovery": Authenticator.Type.RECOVERY_CODES,
}
# A code of an app is right for its own half minute and for those beside it.
SECONDS_OF_CODE = 30 * (2 * settings.MFA_TOTP_TOLERANCE + 1)


def looked_at(who: throttle.Comer, code: str) -> tuple[Authenticator | None, throttle.Counted | None]:
    """Count a code that somebody gives after the right password, and use it up where it is right.

    Gives the authenticator whose code it is, None where it is wrong. While too many have failed,
    codes of apps are refused and recovery codes are not: nobody guesses twelve digits. Then the
    second thing given is None.
    """
    try:
        counted = throttle.count(who, throttle.CODE)
    except throttle.Locked:
        return matching(who, code, app=False, use=True), None
    found = matching(who, code, app=True, use=True)
    if found:
        counted.take_back()
    return found, counted


def matching(who: throttle.Comer, code: str, *, app: bool, use: bool) -> Authenticator | None:
    """Give the authenticator of which this is a code, or None.

    `app` says whether codes of apps count, `use` whether the code is good no more. It takes the
    same work for an account without a second factor, and for none.
    """
    found = None
    for one in _authenticators(who):
        if one.type == Authenticator.Type.TOTP:
            right = _is_of_app(one, code) and app and (not use or _first_time(one, code))
        else:
            right = _is_for_emergencies(one, code) and (not use or one.wrap().validate_code(code))
        if right and one.pk:
            found = one
    return found


def _authenticators(who):
    """One of each type: those that are missing are nobody's."""
    account = who.account.pk if who.account else 0
    there = Authenticator.objects.filter(user_id=account, type__in=TYPES.values())
    found = {one.type: one for one in there.select_related("user")}
    return [found.get(kind) or nobodys for kind, nobodys in _nobodys().items()]


def _is_of_app(authenticator, code):
    return validate_totp_code(get_adapter().decrypt(authenticator.data["secret"]), code)


def _first_time(authenticator, code):
    """Remember it for as long as it would be right."""
    key = f"second factor {authenticator.pk} {normalize_user_code(code)}"
    return cache.add(key, "used", SECONDS_OF_CODE)


def _is_for_emergencies(authenticator, code):
    codes = RecoveryCodes(authenticator).get_unused_codes()
    return any([compare_user_code(actual=code, expected=one) for one in codes])


@lru_cache(maxsize=1)
def _nobodys():
    encrypt = get_adapter().encrypt
    data = {
        Authenticator.Type.TOTP: {"secret": encrypt(generate_totp_secret())},
        Authenticator.Type.RECOVERY_CODES: {
            "seed": encrypt(RecoveryCodes.generate_seed()),
            "used_mask": 0,
        },
    }
    return {kind: Authenticator(type=kind, data=data[kind]) for kind in TYPES.values()}

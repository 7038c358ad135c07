"""Codes of second factors: looked at a bounded number of times, and each good for once."""

from functools import lru_cache

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import generate_totp_secret, validate_totp_code

from . import second_factor, throttle
from .encryption import Unreadable

APP, RECOVERY = TYPES = (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES)


def matching(who: throttle.Attempt, code: str, *, app: bool, use: bool) -> Authenticator | None:
    """Give the authenticator of which this is a code, or None.

    `app` says whether codes of apps count, `use` whether the code is good no more. It takes the
    same work for an account without a second factor, and for none.
    """
    found = None
    for one in _authenticators(who):
        if one.type == APP:
            right = _is_of_app(one, code) and app
            right = right and (not use or second_factor.use_code(who.account, code))
        else:
            right = _is_for_emergencies(one, code) and (not use or one.wrap().validate_code(code))
        if right and one.pk:
            found = one
    return found


def _authenticators(who):
    """One of each type: those that are missing are nobody's."""
    account = who.account.pk if who.account else 0
    there = Authenticator.objects.filter(user_id=account, type__in=TYPES)
    found = {one.type: one for one in there.select_related("user")}
    return [found.get(kind) or nobodys for kind, nobodys in _nobodys().items()]


def _is_of_app(authenticator, code):
    try:
        secret = get_adapter().decrypt(authenticator.data["secret"])
    except Unreadable:
        # Sealed under a key of before that the settings no longer name.
        return False
    return validate_totp_code(secret, code)


def _is_for_emergencies(authenticator, code):
    try:
        codes = RecoveryCodes(authenticator).get_unused_codes()
    except Unreadable:
        return False
    return any([compare_user_code(actual=code, expected=one) for one in codes])


@lru_cache(maxsize=1)
def _nobodys():
    encrypt = get_adapter().encrypt
    data = {
        APP: {"secret": encrypt(generate_totp_secret())},
        RECOVERY: {
            "seed": encrypt(RecoveryCodes.generate_seed()),
            "used_mask": 0,
        },
    }
    return {kind: Authenticator(type=kind, data=data[kind]) for kind in TYPES}

"""What we use of allauth that it promises nobody: an upgrade that changes it fails here, by name."""

import inspect
from importlib import import_module

import pytest

# Where, and what it is called with.
USED = {
    "allauth.account.internal.flows.login.get_authentication_records": "request, user",
    "allauth.account.internal.flows.login.record_authentication": "request, user, method, **extra_data",
    "allauth.account.internal.userkit.get_user_by_username": "username",
    "allauth.account.internal.stagekit.clear_login": "request",
    "allauth.account.internal.stagekit.get_pending_stage": "request",
    "allauth.core.internal.cryptokit.compare_user_code": "*, actual, expected",
    "allauth.core.internal.cryptokit.normalize_user_code": "code",
    "allauth.mfa.base.internal.flows.post_authentication": "request, authenticator, reauthenticated, passwordless",
    "allauth.mfa.totp.internal.auth.generate_totp_secret": "length",
    "allauth.mfa.totp.internal.auth.validate_totp_code": "secret, code",
    "allauth.mfa.recovery_codes.internal.auth.RecoveryCodes": "instance",
    "allauth.mfa.recovery_codes.internal.auth.RecoveryCodes.generate_seed": "",
    "allauth.mfa.recovery_codes.internal.auth.RecoveryCodes.get_unused_codes": "self",
    "allauth.mfa.recovery_codes.internal.auth.RecoveryCodes.validate_code": "self, code",
    "allauth.account.stages.LoginStageController": "request, login",
    "allauth.account.stages.LoginStageController.set_handled": "self, stage_key",
}
# Methods of theirs that ours stand in place of: they must be asked as before.
OVERRIDDEN = {
    "allauth.account.forms.LoginForm._clean_with_password": "self, credentials",
    "allauth.account.forms.LoginForm._login_with_password": "self, request, redirect_url, credentials",
    "allauth.account.forms.LoginForm.user_credentials": "self",
    "allauth.account.forms.PasswordVerificationMixin.clean": "self",
    "allauth.account.auth_backends.AuthenticationBackend._stash_user": "user",
    "allauth.mfa.adapter.DefaultMFAAdapter._get_user_identifier": "self, user",
}


def named(path):
    """Give what a dotted path names."""
    parts = path.split(".")
    for place in range(len(parts), 0, -1):
        try:
            found = import_module(".".join(parts[:place]))
        except ModuleNotFoundError:
            continue
        for part in parts[place:]:
            found = getattr(found, part)
        return found
    raise AssertionError(path)


def signature(what):
    """Give the names of what it takes, with a star where they are only given by name."""
    said = inspect.signature(what).parameters.values()
    marks = {inspect.Parameter.VAR_KEYWORD: "**", inspect.Parameter.VAR_POSITIONAL: "*"}
    words, starred = [], False
    for one in said:
        if one.kind is one.KEYWORD_ONLY and not starred:
            words.append("*")
            starred = True
        words.append(marks.get(one.kind, "") + one.name)
    return ", ".join(words)


@pytest.mark.parametrize(("path", "takes"), (USED | OVERRIDDEN).items())
def test_it_is_there_and_takes_what_we_give(path, takes):
    assert signature(named(path)) == takes


@pytest.mark.parametrize(
    ("path", "asks"),
    [
        ("allauth.account.forms.LoginForm.clean", "._clean_with_password("),
        ("allauth.account.forms.LoginForm.login", "._login_with_password("),
        ("allauth.account.forms.LoginForm._login_with_password", "self._login"),
        ("allauth.account.auth_backends.AuthenticationBackend", "._stash_user("),
        ("allauth.mfa.adapter.DefaultMFAAdapter", "._get_user_identifier("),
    ],
)
def test_it_is_asked_where_ours_stands_in_its_place(path, asks):
    assert asks in inspect.getsource(named(path))

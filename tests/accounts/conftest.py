"""Staff, and the codes that their apps would show."""

import time

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth.models import User
from django.test import Client

PASSWORD = "walnut gravel oboe tangent"
LOGIN, CODE = "/admin/login/", "/admin/second-factor/login/"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def make_staff(name="ros", password=PASSWORD, **fields):
    """Make a member of staff."""
    return User.objects.create_user(name, password=password, is_staff=True, **fields)


def give_app(account, secret=SECRET):
    """Give an account an app and recovery codes; return the codes."""
    totp.TOTP.activate(account, secret)
    return RecoveryCodes.activate(account).generate_codes()


def code(secret=SECRET, steps=0, at=None):
    """Give what an app shows, so many steps of half a minute from now."""
    counter = int(time.time() if at is None else at) // 30 + steps
    return totp.format_hotp_value(totp.hotp_value(secret, counter))


def enter(account="ros", password=PASSWORD, client=None, **extra):
    """Send name and password; give the client and the answer."""
    client = client or Client(**extra)
    return client, client.post(LOGIN, {"username": str(account), "password": password})


def is_in(client):
    """Tell whether a client is in: the first page of the admin is shown to it."""
    return client.get("/admin/").status_code == 200


@pytest.fixture
def staff(db):
    """A member of staff without a second factor."""
    return make_staff()

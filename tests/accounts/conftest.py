"""Staff, their second factors, and the codes that their apps show."""

import datetime
import time

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

PASSWORD = "walnut gravel oboe tangent"
LOGIN, CODE = "/admin/login/", "/admin/second-factor/login/"
FACTORS, APP = "/admin/second-factor/", "/admin/second-factor/app/"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def make_staff(name="ros", password=PASSWORD, **fields):
    """Make a member of staff."""
    return User.objects.create_user(name, password=password, is_staff=True, **fields)


def give_app(account, secret=SECRET):
    """Give an account an app and recovery codes; return the codes."""
    totp.TOTP.activate(account, secret)
    return RecoveryCodes.activate(account).generate_codes()


def code(secret=SECRET, seconds=0):
    """Give what an app shows whose clock is so many seconds ahead.

    What an app that is behind shows is right only until the half minute ends: it waits for the next.
    """
    if seconds < 0 and (left := 30 - time.time() % 30) < 5:
        time.sleep(left)
    counter = int(time.time() + seconds) // 30
    return totp.format_hotp_value(totp.hotp_value(secret, counter))


def enter(name="ros", password=PASSWORD, client=None, **extra):
    """Send name and password; give the client and the answer."""
    client = client or Client(**extra)
    return client, client.post(LOGIN, {"username": name, "password": password})


def enter_wholly(name="ros", password=PASSWORD, typed=None, **extra):
    """Come in with password and code."""
    client, _ = enter(name, password, **extra)
    client.post(CODE, {"code": typed or code()})
    assert is_in(client)
    return client


def is_in(client):
    """Tell whether a client is in: the first page of the admin is shown to it."""
    return client.get("/admin/").status_code == 200


@pytest.fixture
def staff(db):
    """A member of staff without a second factor."""
    return make_staff()


@pytest.fixture
def factor_required(settings):
    """Production's rule: everybody must have a second factor."""
    settings.SECOND_FACTOR_REQUIRED = True


@pytest.fixture
def later(monkeypatch):
    """Give a function that moves the clock on."""
    now, moved = timezone.now, datetime.timedelta()

    def move(**by):
        nonlocal moved
        moved += datetime.timedelta(**by)
        monkeypatch.setattr("django.utils.timezone.now", lambda: now() + moved)

    return move

"""The commands that open accounts, and let those in again who lost something."""

import re

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from procurement.models import AuditEntry
from tests.accounts.conftest import PASSWORD, enter, enter_wholly, give_app, is_in, make_staff

pytestmark = pytest.mark.django_db
NEW = "pebble harbour lantern moss"


@pytest.fixture(autouse=True)
def address(settings):
    settings.SITE_ADDRESS = "https://record.example.org"


def said(capsys, *arguments, **options):
    call_command(*arguments, **options)
    return capsys.readouterr().out


def set_by(client, output, new=NEW):
    path = re.search(r"https://record\.example\.org(\S+)", output)[1]
    return client.post(client.get(path).url, {"password1": new, "password2": new})


def entries():
    """Give what the log tells of commands."""
    found = AuditEntry.objects.filter(who="the command line").order_by("pk")
    return [(one.what, one.who, one.about) for one in found]


def test_an_account_is_opened_and_its_owner_sets_the_password(capsys, client):
    out = said(capsys, "open_account", "Zoe.R", role="Editors", email="zoe@example.org")

    account = User.objects.get(username="Zoe.R")
    assert (account.is_staff, account.is_superuser, account.email) == (
        True,
        False,
        "zoe@example.org",
    )
    assert [group.name for group in account.groups.all()] == ["Editors"]
    assert not account.has_usable_password()
    assert "Zoe.R is open, in the role Editor." in out and "60 minutes" in out
    set_by(client, out)
    assert is_in(enter("Zoe.R", NEW)[0])
    assert entries() == [("account_opened", "the command line", "Zoe.R")]


@pytest.mark.parametrize(
    ("name", "options", "words"),
    [
        (
            "zoe",
            {"role": "Emperors"},
            "no role 'Emperors'; there are Viewer, Editor, Publisher, Administrator",
        ),
        ("ROS", {"role": "Editors"}, "“ros” is an account already"),
        ("two words", {"role": "Editors"}, "letters a to z"),
        ("Zoë", {"role": "Editors"}, "letters a to z"),
        ("register-import", {"role": "Editors"}, "the site itself"),
        ("Demonstration", {"role": "Editors"}, "the site itself"),
        ("x" * 200, {"role": "Editors"}, "150"),
        ("", {"role": "Editors"}, "letters a to z"),
        ("zoe", {"role": "Editors", "email": "nothing"}, "valid email"),
    ],
)
def test_an_account_that_cannot_be_is_refused_with_a_sentence(staff_ros, name, options, words):
    with pytest.raises(CommandError, match=words):
        call_command("open_account", name, **options)

    assert User.objects.count() == 1
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize("role", ["editor", "Editor", "EDITORS", " editors "])
def test_a_role_is_named_in_any_letters_one_or_several(capsys, role):
    said(capsys, "open_account", "zoe", role=role)

    assert [group.name for group in User.objects.get().groups.all()] == ["Editors"]
    assert AuditEntry.objects.get().said == "as Editor"


@pytest.fixture
def staff_ros(db):
    return make_staff()


def test_a_password_is_reset(staff_ros, capsys, client):
    out = said(capsys, "reset_password", "ros")
    assert is_in(enter()[0])
    # That login made the link worthless; here is another.
    out = said(capsys, "reset_password", "ros")
    set_by(client, out)

    assert is_in(enter(password=NEW)[0])
    assert enter(password=PASSWORD)[1].status_code == 200
    assert ("reset_asked", "the command line", "ros") in entries()


def test_who_lost_phone_and_codes_comes_in_again(staff_ros, capsys):
    give_app(staff_ros)
    there = enter_wholly()

    out = said(capsys, "reset_second_factor", "ros")

    assert "sessions ended: 1" in out
    assert not is_in(there)
    assert is_in(enter()[0])
    assert [what for what, *_ in entries()] == ["second_factor_removed", "session_ended"]


def test_who_has_no_second_factor_is_told_so(staff_ros, capsys):
    assert said(capsys, "reset_second_factor", "ros") == "ros had no second factor.\n"
    assert entries() == []


@pytest.mark.parametrize("command", ["reset_password", "reset_second_factor"])
@pytest.mark.parametrize(
    ("fields", "words"),
    [
        (None, "There is no account 'mel'"),
        ({"is_active": False}, "closed"),
        ({"is_staff": False}, "no account of staff"),
    ],
)
def test_names_that_cannot_be_helped_get_a_sentence(db, command, fields, words):
    if fields:
        User.objects.create_user("mel", **{"is_staff": True} | fields)

    with pytest.raises(CommandError, match=words):
        call_command(command, "mel")
    assert entries() == []

"""The first staff login: once, in development, kept where only its owner reads it."""

from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command

from procurement.models import roles

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def place(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    return tmp_path


def said(capsys):
    call_command("first_editor")
    return capsys.readouterr().out


def test_first_editor_is_made_once_and_kept(capsys, place):
    first, second = said(capsys), said(capsys)

    file = place / "first-login.txt"
    password = file.read_text().split("password: ")[1].strip()
    editor = get_user_model().objects.get()
    assert first == f"Staff login: editor, password {password} (kept in {file})\n"
    assert second == f"Staff login: editor, password in {file}, unless it was changed since.\n"
    assert editor.check_password(password)
    assert (roles.of(editor), editor.is_superuser) == (roles.ADMINISTRATOR, False)
    assert oct(file.stat().st_mode & 0o777) == "0o600"


def test_first_editor_replaces_the_file_of_an_earlier_database(capsys, place):
    stale = place / "first-login.txt"
    stale.write_text("stale")
    stale.chmod(0o644)

    said(capsys)

    assert "stale" not in stale.read_text()
    assert oct(stale.stat().st_mode & 0o777) == "0o600"


def test_first_editor_leaves_users_alone(capsys, place):
    get_user_model().objects.create_user("somebody", password="secret", is_staff=True)

    assert said(capsys) == "Staff logins exist; make another with manage.py open_account.\n"
    assert get_user_model().objects.count() == 1
    assert list(place.iterdir()) == []


def test_first_editor_is_made_beside_users_who_cannot_sign_in(capsys):
    get_user_model().objects.create_user("importer", is_staff=True)
    get_user_model().objects.create_user("reader", password="secret")

    assert said(capsys).startswith("Staff login: editor, password ")


def test_first_editor_is_not_made_in_production(capsys, settings, place):
    settings.PRODUCTION = True

    assert said(capsys).startswith("Production: ")
    assert get_user_model().objects.count() == 0
    assert list(place.iterdir()) == []


def test_first_editor_without_a_file_is_not_made(place, settings):
    settings.DATA_DIR = Path(place / "missing")

    with pytest.raises(FileNotFoundError):
        call_command("first_editor")
    assert get_user_model().objects.count() == 0

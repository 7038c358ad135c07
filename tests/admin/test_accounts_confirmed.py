"""Changing accounts takes the password or a code once more; their owners are written to."""

import time

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail

from procurement.accounts import reauthentication
from procurement.models import AuditEntry
from procurement.models.roles import EDITOR, VIEWER, of
from tests.accounts.conftest import PASSWORD
from tests.accounts.test_resets import sent_all
from tests.conftest import SHOWN

from .conftest import login
from .test_accounts import ADD, LIST, User, account, change, page, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(db):
    """A client signed in as an administrator who is no superuser."""
    return login("boss", "Administrators", password=PASSWORD)


def shown(client, minutes):
    """Let it be so many minutes ago that a client showed who it is."""
    session = client.session
    session[SHOWN] = [{"method": "password", "at": time.time() - 60 * minutes}]
    session.save()


def forms(user):
    return [ADD, page(user), f"{LIST}{user.pk}/remove_second_factor/"]


def test_before_each_form_the_password_is_asked_for_again(boss):
    colleague = account("colleague", EDITOR)
    shown(boss, 6)

    for address in forms(colleague):
        answer = boss.get(address)
        assert (answer.status_code, answer.url.partition("?")[0]) == (302, "/admin/confirm/")
    assert boss.get(LIST).status_code == 200

    asked = boss.get(forms(colleague)[1]).url
    back = boss.post(asked, {"password": PASSWORD})
    assert (back.status_code, back.url) == (302, page(colleague))
    assert [boss.get(address).status_code for address in forms(colleague)] == [200] * 3


def test_who_only_reads_is_not_asked(db, administrator):
    client = login("boss", "Administrators")
    shown(client, 60)

    assert client.get(page(administrator.user)).status_code == 200


def test_a_form_may_be_typed_for_longer(boss):
    colleague = account("colleague", EDITOR)
    shown(boss, reauthentication.TYPING / 60 - 1)

    assert change(boss, colleague, role="viewer") == {}


def test_what_was_typed_for_too_long_is_shown_again_and_not_saved(boss):
    colleague = account("colleague", EDITOR)
    Authenticator.objects.create(user=colleague, type="totp", data={})
    shown(boss, reauthentication.TYPING / 60 + 1)

    answer = boss.post(page(colleague), typed(colleague, email="typed@example.org", role="viewer"))
    added = boss.post(ADD, {"username": "typed-name", "role": "viewer"})
    removed = boss.post(f"{LIST}{colleague.pk}/remove_second_factor/")

    assert (answer.status_code, "typed@example.org" in answer.text) == (200, True)
    assert "nothing is saved yet" in answer.text
    assert (added.status_code, "typed-name" in added.text) == (200, True)
    assert removed.status_code == 302
    assert Authenticator.objects.exists()
    assert not AuditEntry.objects.exists()
    assert of(User.objects.get(pk=colleague.pk)) == EDITOR
    shown(boss, 0)
    assert change(boss, colleague, role="viewer") == {}
    assert of(User.objects.get(pk=colleague.pk)) == VIEWER


# Mail


@pytest.fixture
def by_mail(settings):
    settings.EMAIL_HOST, settings.SITE_ADDRESS = "mail.example.org", "https://record.example.org"


def test_the_old_address_is_told_that_there_is_another(
    boss, by_mail, django_capture_on_commit_callbacks
):
    colleague = account("colleague", EDITOR, email="old@example.org")

    with django_capture_on_commit_callbacks(execute=True):
        change(boss, colleague, email="new@example.org")
        change(boss, User.objects.get(pk=colleague.pk), role="viewer")
    sent_all()

    (sent,) = mail.outbox
    assert sent.to == ["old@example.org"]
    assert "address for mail was changed" in sent.subject
    assert "colleague at record.example.org" in sent.body
    assert "boss" in sent.body
    assert "new@example.org" not in sent.body


def test_its_owner_is_told_that_the_second_factor_was_removed(
    boss, by_mail, django_capture_on_commit_callbacks
):
    with_one = account("with-one", EDITOR, email="one@example.org")
    without = account("without", EDITOR, email="none@example.org")
    Authenticator.objects.create(user=with_one, type="totp", data={})

    with django_capture_on_commit_callbacks(execute=True):
        for user in (with_one, without):
            boss.post(f"{LIST}{user.pk}/remove_second_factor/")
    sent_all()

    assert [sent.to for sent in mail.outbox] == [["one@example.org"]]
    assert "second factor was removed" in mail.outbox[0].subject


def test_without_mail_nothing_is_sent(boss, django_capture_on_commit_callbacks):
    colleague = account("colleague", EDITOR, email="old@example.org")

    with django_capture_on_commit_callbacks(execute=True) as due:
        change(boss, colleague, email="new@example.org")

    assert due == [] or mail.outbox == []


@pytest.mark.parametrize(("factors", "said"), [(1, "Removed: 1 app"), (0, "There was no app")])
def test_what_a_step_did_is_said_in_words(boss, factors, said):
    colleague = account("colleague", EDITOR)
    for _ in range(factors):
        Authenticator.objects.create(user=colleague, type="totp", data={})

    answer = boss.post(f"{LIST}{colleague.pk}/remove_second_factor/", follow=True)

    assert said in answer.text

"""A new password for whoever has forgotten theirs: by a link, once, that lets nobody in by itself."""

import os
import queue
import re
import subprocess
import sys
import threading
import time

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.core import mail
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.test import Client

from procurement.accounts import resets

from .conftest import CODE, PASSWORD, code, enter, give_app, is_in, make_staff

pytestmark = [pytest.mark.once, pytest.mark.django_db]
ASK, ASKED = "/admin/password_reset/", "/admin/password_reset/asked/"
NEW = "pebble harbour lantern moss"
ADDRESS = "ros@example.org"


@pytest.fixture(autouse=True)
def by_mail(settings, monkeypatch):
    monkeypatch.setattr(resets, "SECONDS_LATER", 0)
    settings.EMAIL_HOST = "mail.example.org"
    settings.DEFAULT_FROM_EMAIL = "record@example.org"
    settings.SITE_ADDRESS = "https://record.example.org"
    resets._written_to.clear()
    yield
    sent_all()


@pytest.fixture
def ros(staff):
    staff.email = ADDRESS
    staff.save()
    return staff


def sent_all():
    """Wait until nothing waits to be sent."""
    for _ in range(3_000):
        if not resets._waiting.unfinished_tasks:
            return
        time.sleep(0.01)
    raise AssertionError("something is still being sent")


def ask(client, typed):
    answer = client.post(ASK, {"account": typed})
    sent_all()
    return answer


def link_in(text):
    """Give the path of the link in a text."""
    return re.search(r"https://record\.example\.org(/admin/password_reset/\S+/)", text)[1]


def set_by(client, path, new=NEW, again=None):
    """Open a link and set a password; give the answer."""
    opened = client.get(path)
    if opened.status_code != 302:
        return opened
    return client.post(opened.url, {"password1": new, "password2": again or new})


@pytest.mark.parametrize("typed", ["ros", "ROS", ADDRESS, "Ros@Example.ORG", "  ros "])
def test_a_link_is_sent_to_the_address_of_the_account(ros, client, typed):
    assert ask(client, typed).url == ASKED

    (sent,) = mail.outbox
    assert (sent.to, sent.from_email) == ([ADDRESS], "record@example.org")
    assert sent.subject == "A new password for record.example.org"
    assert "60 minutes" in sent.body
    assert sent.body.count("http") == 1
    set_by(client, link_in(sent.body))
    assert enter(password=NEW)[1].url == "/admin/"
    assert not EmailAddress.objects.exists()


def test_the_host_that_a_client_names_is_in_no_mail(ros, client, settings):
    settings.ALLOWED_HOSTS = ["*"]
    client.post(
        ASK,
        {"account": "ros"},
        headers={"host": "evil.example", "x-forwarded-host": "evil.example"},
    )
    sent_all()

    assert "evil" not in mail.outbox[0].message().as_string()


@pytest.mark.parametrize(
    "fields",
    [{"is_active": False}, {"is_staff": False}, {"email": ""}, None],
    ids=["closed", "no staff", "no address", "nobody"],
)
def test_whoever_has_no_link_coming_gets_the_same_answer(ros, client, fields):
    if fields is not None:
        make_staff(
            "mel", **({"email": "mel@example.org"} | fields)
        ) if "is_staff" not in fields else None
        if "is_staff" in fields:
            type(ros).objects.create_user("mel", "mel@example.org", PASSWORD)
    answer, known = ask(client, "mel"), ask(client, "ros")

    assert (answer.status_code, answer.url, answer.content) == (
        known.status_code,
        known.url,
        known.content,
    )
    assert [sent.to for sent in mail.outbox] == [[ADDRESS]]
    assert not answer.cookies.keys() ^ known.cookies.keys()


class Slow(BaseEmailBackend):
    """A mail server that is slow, and then fails."""

    begun = threading.Event()
    go_on = threading.Event()

    def send_messages(self, messages):
        self.begun.set()
        self.go_on.wait(20)
        raise OSError("mail.example.org does not answer")


def test_a_slow_or_broken_mail_server_tells_nothing(ros, client, settings, caplog):
    settings.EMAIL_BACKEND = f"{__name__}.Slow"
    started = time.monotonic()
    answer = client.post(ASK, {"account": "ros"})
    took = time.monotonic() - started

    assert answer.url == ASKED
    assert Slow.begun.wait(10)
    assert took < 5, "the answer waited for the mail server"
    Slow.go_on.set()
    sent_all()
    assert "could not be sent" in caplog.text


def test_after_a_mail_that_failed_the_next_is_sent(ros, client, settings, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(EmailMessage, "send", lambda self: 1 / 0)
        ask(client, "ros")
    assert not mail.outbox

    ask(client, "ros")
    ask(client, "ros")

    assert len(mail.outbox) == 1


def test_one_mail_that_fails_keeps_no_other_back(ros, client, monkeypatch):
    make_staff("mel", email="mel@example.org")
    send = EmailMessage.send

    def failing(self):
        return 1 / 0 if self.to == [ADDRESS] else send(self)

    monkeypatch.setattr(EmailMessage, "send", failing)
    monkeypatch.setattr(resets, "accounts_called", lambda typed: list(User.objects.order_by("pk")))

    ask(client, ADDRESS)

    assert len(mail.outbox) == 1


def test_whoever_was_written_to_long_ago_is_not_kept_in_mind(ros, client):
    long_ago = time.monotonic() - resets.SECONDS_BETWEEN - 1
    resets._written_to.update(dict.fromkeys(range(10**6, 10**6 + 500), long_ago))

    ask(client, "ros")

    assert list(resets._written_to) == [ros.pk]


HANGING = """
import time
import django
django.setup()
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from procurement.accounts import resets
EmailMessage.send = lambda self: time.sleep(600)
resets.meant = lambda number: [User(pk=number, username="ros", email="ros@example.org")]
resets.SECONDS_LATER, resets.SECONDS_AT_EXIT = 0, 1
for number in range(40):
    resets.ask(number)
"""


def test_a_server_stops_whatever_waits_for_mail():
    environ = os.environ | {"DJANGO_SETTINGS_MODULE": "tracker.settings"}
    done = subprocess.run(
        [sys.executable, "-c", HANGING],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        env=environ,
    )

    assert "stopped before mails were sent: 40" in done.stderr


def test_an_account_is_not_flooded(ros, client):
    for _ in range(4):
        ask(client, "ros")

    assert len(mail.outbox) == 1


def test_more_than_the_mail_server_takes_are_not_kept_waiting(ros, client, monkeypatch, caplog):
    full = queue.Queue(1)
    full.put([])
    monkeypatch.setattr(resets, "_waiting", full)

    assert client.post(ASK, {"account": "ros"}).url == ASKED
    assert "too many" in caplog.text
    monkeypatch.undo()


@pytest.mark.parametrize("typed", ["", "x" * 300, "a\0b"])
def test_junk_in_place_of_a_name_is_answered_with_the_page(client, typed):
    answer = client.post(ASK, {"account": typed})

    assert answer.status_code == 200
    assert answer.context["form"].errors["account"]


def test_where_no_mail_is_set_up_the_page_says_whom_to_ask(ros, client, settings):
    settings.EMAIL_HOST = ""
    page = client.get(ASK).content.decode()

    assert "Ask an administrator" in page and "reset_password" in page
    assert 'name="account"' not in page
    ask(client, "ros")
    assert not mail.outbox
    assert "No mail is set up" in client.get(ASKED).content.decode()


def path_for(account):
    return link_in(resets.link(account))


def test_a_link_works_once(ros, client):
    path = path_for(ros)
    assert set_by(client, path).url == "/admin/password_reset/done/"

    assert "does not work" in set_by(client, path, "another wholly good one").content.decode()
    assert enter(password=NEW)[1].status_code == 302


def test_a_link_ends_after_its_time(ros, client, settings):
    path = path_for(ros)
    settings.PASSWORD_RESET_TIMEOUT = -1

    assert "does not work" in client.get(path).content.decode()


def test_a_link_ends_with_a_login(ros, client):
    """Somebody who still knew the password leaves none lying about."""
    path = path_for(ros)
    enter()

    assert "does not work" in client.get(path).content.decode()


@pytest.mark.parametrize("field", ["is_active", "is_staff"])
def test_a_link_of_an_account_that_was_closed_does_not_work(ros, client, field):
    path = path_for(ros)
    setattr(ros, field, False)
    ros.save()

    assert "does not work" in client.get(path).content.decode()


def test_a_link_that_was_changed_does_not_work(ros, client):
    mel = make_staff("mel")
    path = path_for(ros)
    one, other = (resets.user_pk_to_url_str(who) for who in (ros, mel))
    for wrong in (
        path[:-2] + ("b" if path[-2] == "a" else "a") + "/",
        path.replace(f"/{one}-", f"/{other}-"),
        path.replace(f"/{one}-", "/zzzzzzzzzzzzzzzzzzzzzzzz-"),
        "/admin/password_reset/1-set-password/",
        "/admin/password_reset/x-y/",
    ):
        assert "does not work" in client.get(wrong).content.decode(), wrong


def test_the_link_is_not_in_the_address_of_the_form(ros, client):
    opened = client.get(path_for(ros))

    assert opened.url.endswith("-set-password/")


def test_a_link_does_not_log_in_and_ends_every_session(ros, client):
    here, there = enter()[0], enter()[0]
    # A login made the link of before worthless.
    ros.refresh_from_db()
    set_by(client, path_for(ros))

    assert not is_in(client)
    assert not is_in(here) and not is_in(there)
    assert not ros.usersession_set.exists()


def test_a_link_does_not_pass_the_second_factor(ros, client):
    give_app(ros)
    set_by(client, path_for(ros))

    assert not is_in(client)
    other, answer = enter(password=NEW)
    assert answer.url == CODE
    assert not is_in(other)
    other.post(CODE, {"code": code()})
    assert is_in(other)


def test_a_password_that_is_refused_leaves_the_link_as_it_is(ros, client):
    path = path_for(ros)
    refused = set_by(client, path, "qwertyuiop12")

    assert "Many people" in str(refused.context["form"].errors["password1"])
    refused = set_by(client, path, NEW, "another")
    assert "not the same" in str(refused.context["form"].errors["password2"])
    assert enter()[1].status_code == 302
    ros.refresh_from_db()
    assert set_by(client, path_for(ros)).url == "/admin/password_reset/done/"


def test_whoever_is_in_as_somebody_else_is_out_by_it(ros):
    client, _ = enter(make_staff("mel").username)

    set_by(client, path_for(ros))

    assert not is_in(client)
    assert enter(password=NEW)[1].status_code == 302


# Whoever forgot a password has failed before


HOME, ABROAD = "203.0.113.9", "198.51.100.7"


def lock(times=5, name="ros", address=HOME):
    """Fail until the next is refused."""
    for _ in range(times):
        enter(name, "none that I remember", REMOTE_ADDR=address)
    assert enter(name, REMOTE_ADDR=address)[1].status_code == 429


def test_a_link_ends_the_lock_that_its_owner_made(ros):
    lock()
    set_by(Client(REMOTE_ADDR=HOME), path_for(ros))

    assert is_in(enter(password=NEW, REMOTE_ADDR=HOME)[0])


def test_a_link_ends_the_lock_that_others_made_where_it_was_used_alone(ros):
    lock(address=ABROAD)
    set_by(Client(REMOTE_ADDR=HOME), path_for(ros))

    assert enter(password=NEW, REMOTE_ADDR=ABROAD)[1].status_code == 429
    assert is_in(enter(password=NEW, REMOTE_ADDR=HOME)[0])


def test_a_link_ends_no_lock_of_another_name(ros):
    make_staff("mel")
    lock(name="mel")
    set_by(Client(REMOTE_ADDR=HOME), path_for(ros))

    assert enter("mel", REMOTE_ADDR=HOME)[1].status_code == 429


def test_a_password_that_is_refused_ends_no_lock(ros):
    lock()
    set_by(Client(REMOTE_ADDR=HOME), path_for(ros), "qwertyuiop12")

    assert enter(REMOTE_ADDR=HOME)[1].status_code == 429


def test_a_link_takes_back_no_wrong_codes(ros):
    give_app(ros)
    client, _ = enter(REMOTE_ADDR=HOME)
    for _ in range(5):
        client.post(CODE, {"code": "000000"})
    ros.refresh_from_db()
    set_by(Client(REMOTE_ADDR=HOME), path_for(ros))

    client, answer = enter(password=NEW, REMOTE_ADDR=HOME)
    assert answer.url == CODE
    assert client.post(CODE, {"code": code()}).status_code == 429


def test_after_a_lock_and_a_link_the_second_factor_is_asked(ros):
    give_app(ros)
    lock()
    set_by(Client(REMOTE_ADDR=HOME), path_for(ros))

    client, answer = enter(password=NEW, REMOTE_ADDR=HOME)
    assert answer.url == CODE
    assert not is_in(client)
    client.post(CODE, {"code": code()})
    assert is_in(client)

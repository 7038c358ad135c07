"""Sessions: until when they last, and how they are seen and ended."""

import threading

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group, Permission
from django.contrib.sessions.models import Session
from django.db import OperationalError, connection, connections
from django.test import Client

from procurement.accounts import sessions, user_agents
from procurement.models import AuditEntry

from .conftest import PASSWORD, enter, enter_wholly, give_app, is_in, make_staff

pytestmark = pytest.mark.django_db
PAGE = "/admin/sessions/"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
EDGE = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0"
    " Safari/537.36 Edg/120.0"
)
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
    " Version/17.0 Mobile/15E148 Safari/604.1"
)


def test_a_session_ends_after_sixty_idle_minutes(staff, later):
    client, _ = enter()
    later(minutes=59)
    assert is_in(client)
    later(minutes=59)
    assert is_in(client)
    later(minutes=60)

    answer = client.get("/admin/procurement/contract/?q=x")

    assert answer.url == "/admin/login/?next=/admin/procurement/contract/%3Fq%3Dx"
    assert not is_in(client)


def test_idle_time_is_told_by_requests_not_by_what_was_saved_otherwise(staff, later):
    client, _ = enter()
    later(minutes=45)
    session = client.session
    session["anything"] = 1
    session.save()
    later(minutes=20)

    assert not is_in(client)
    assert not UserSession.objects.exists()


def test_a_session_ends_twelve_hours_after_it_began_however_busy(staff, later):
    client, _ = enter()
    for _ in range(23):
        later(minutes=31)
        assert is_in(client)
    later(minutes=7)

    assert not is_in(client)
    assert not UserSession.objects.exists()


def test_the_session_is_written_once_a_minute(staff, later):
    client, _ = enter()
    is_in(client)
    with _writes() as quiet:
        for _ in range(3):
            is_in(client)
    later(seconds=61)
    with _writes() as now:
        is_in(client)

    assert quiet == []
    assert {sql.split()[1].strip('"') for sql in now} == {
        "django_session",
        "usersessions_usersession",
    }


class _writes(list):
    """Keep what is written."""

    def __enter__(self):
        self.wrapper = connection.execute_wrapper(self._see)
        self.wrapper.__enter__()
        return self

    def __exit__(self, *how):
        self.wrapper.__exit__(*how)

    def _see(self, execute, sql, params, many, context):
        if sql.startswith(("UPDATE", "INSERT", "DELETE")):
            self.append(sql)
        return execute(sql, params, many, context)


def test_pages_can_be_read_while_nothing_can_be_written(staff, later):
    client, _ = enter()
    later(minutes=5)

    def full(execute, sql, params, many, context):
        if sql.startswith(("UPDATE", "INSERT", "DELETE")):
            raise OperationalError("database or disk is full")
        return execute(sql, params, many, context)

    with connection.execute_wrapper(full):
        assert is_in(client)


@pytest.mark.parametrize("method", ["get", "post"])
def test_without_a_database_whoever_is_in_is_asked_to_come_back(staff, method):
    client, _ = enter()

    def down(execute, *arguments):
        raise OperationalError("secret-host")

    with connection.execute_wrapper(down):
        answer = getattr(client, method)("/admin/procurement/vendor/add/")

    assert (answer.status_code, answer["Retry-After"]) == (503, "30")


def test_the_cookie_ends_with_the_browser(staff):
    client, answer = enter()
    cookie = answer.cookies["sid"]

    assert (cookie["max-age"], cookie["expires"], cookie["httponly"]) == ("", "", True)
    assert "sid" not in client.get("/admin/").cookies


def test_ones_sessions_are_shown_and_nobody_elses(staff):
    make_staff("mel")
    enter("mel", headers={"user-agent": "Mallory's own"})
    mine, _ = enter(headers={"user-agent": FIREFOX}, REMOTE_ADDR="192.0.2.7")
    enter(headers={"user-agent": PHONE}, REMOTE_ADDR="2001:db8::9")

    page = mine.get(PAGE)
    shown = {(one["browser"], one["address"], one["is_this"]) for one in page.context["sessions"]}

    assert shown == {
        ("Firefox on Linux", "192.0.2.7", True),
        ("Safari on an iPhone", "2001:db8::9", False),
    }
    assert page.content.decode().count("(this one)") == 1


def test_a_session_by_a_local_socket_has_no_address(staff):
    client, answer = enter(REMOTE_ADDR="")

    assert answer.url == "/admin/"
    assert "an address unknown here" in client.get(PAGE).content.decode()


def test_one_session_is_ended_and_out(staff):
    here, there, third = (enter()[0] for _ in range(3))
    row = UserSession.objects.get(session_key=there.session.session_key)

    here.post(PAGE, {"session": row.pk})

    assert [is_in(client) for client in (here, there, third)] == [True, False, True]
    assert not UserSession.objects.filter(pk=row.pk).exists()
    assert not Session.objects.filter(pk=row.session_key).exists()


def test_all_others_are_ended_and_this_one_goes_on(staff):
    other_account, _ = enter(make_staff("mel").username)
    here, there, third = (enter()[0] for _ in range(3))

    answer = here.post(PAGE, {"others": "1"}, follow=True)

    assert "2 sessions were ended" in answer.content.decode()
    assert [is_in(one) for one in (here, there, third, other_account)] == [True, False, False, True]


@pytest.mark.parametrize("number", ["", "x", "-1", "9" * 40, "٣", "0", "1\0", "mel's"])
def test_nobody_ends_the_session_of_another_or_crashes(staff, number):
    other, _ = enter(make_staff("mel").username)
    client, _ = enter()
    if number == "mel's":
        number = UserSession.objects.get(session_key=other.session.session_key).pk

    answer = client.post(PAGE, {"session": number}, follow=True)

    assert "no other session" in answer.content.decode()
    assert is_in(other) and is_in(client)


def test_what_has_run_out_is_removed_at_the_next_login(staff, later):
    enter()
    Session.objects.create(session_key="old", session_data="", expire_date="2020-01-01T00:00Z")
    later(hours=13)
    enter(make_staff("mel").username)

    assert [one.user.username for one in UserSession.objects.all()] == ["mel"]
    assert Session.objects.count() == 1


def test_changing_the_password_ends_the_others_and_keeps_since_when(staff, later):
    here, there = enter()[0], enter()[0]
    began = UserSession.objects.get(session_key=here.session.session_key).created_at
    later(minutes=3)
    new = "pebble harbour lantern moss"
    sent = {"oldpassword": PASSWORD, "password1": new, "password2": new}

    assert here.post("/admin/password_change/", sent).url == "/admin/"

    assert is_in(here) and not is_in(there)
    assert UserSession.objects.get().created_at == began
    assert enter(password=PASSWORD)[1].status_code == 200
    assert enter(password=new)[1].status_code == 302


@pytest.mark.parametrize(
    ("sent", "field", "words"),
    [
        ({"oldpassword": "wrong"}, "oldpassword", "not your password"),
        ({"password2": "pebble harbour lantern mos"}, "password2", "not the same"),
        ({"password1": "short", "password2": "short"}, "password1", "12 characters"),
        ({"password1": "password12345", "password2": "password12345"}, "password1", "Many people"),
        ({"password1": "rosrosrosros", "password2": "rosrosrosros"}, "password1", "different char"),
        ({"password1": ""}, "password1", "required"),
        ({"password1": "x\0" * 9, "password2": "x\0" * 9}, "password1", "Null"),
    ],
)
def test_a_password_that_is_refused_says_why_at_its_field(staff, sent, field, words):
    client, _ = enter()
    new = "pebble harbour lantern moss"
    full = {"oldpassword": PASSWORD, "password1": new, "password2": new} | sent

    answer = client.post("/admin/password_change/", full)

    assert words in str(answer.context["form"].errors[field])
    assert is_in(client)


def test_closing_an_account_is_felt_at_its_next_request(staff):
    client, _ = enter()
    staff.is_active = False
    staff.save()

    assert not is_in(client)


def test_losing_the_place_among_staff_is_felt_at_the_next_request(staff):
    client, _ = enter()
    staff.is_staff = False
    staff.save()

    assert not is_in(client)


def test_a_change_of_role_is_felt_at_the_next_request(staff):
    group = Group.objects.create(name="Readers of sources")
    group.permissions.add(Permission.objects.get(codename="view_source"))
    client, _ = enter()
    page = "/admin/procurement/source/"
    assert client.get(page).status_code == 403

    staff.groups.add(group)
    assert client.get(page).status_code == 200
    staff.groups.clear()
    assert client.get(page).status_code == 403


def test_a_session_that_is_ended_while_it_asks_is_out_not_an_error(staff, later, monkeypatch):
    client, _ = enter()
    later(minutes=5)
    real = sessions.is_over

    def ended(session):
        Session.objects.all().delete()
        return real(session)

    monkeypatch.setattr(sessions, "is_over", ended)
    answer = client.get("/admin/")

    assert answer.url.startswith("/admin/login/")


def test_public_pages_know_no_session(staff):
    client, _ = enter()

    assert not client.get("/").cookies
    assert not Client().get("/contracts/").cookies


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (FIREFOX, "Firefox on Linux"),
        (EDGE, "Edge on Windows"),
        (PHONE, "Safari on an iPhone"),
        ("curl/8.5.0", "curl"),
        ("", "A browser unknown here"),
        ("<script>", "A browser unknown here"),
    ],
)
def test_browsers_are_told_in_words(sent, words):
    assert user_agents.in_words(sent) == words


def test_a_browser_that_says_very_much_comes_in(staff):
    assert enter(headers={"user-agent": "x" * 5000})[1].url == "/admin/"


def test_sessions_with_a_second_factor_last_as_long(staff, later):
    give_app(staff)
    client = enter_wholly()
    later(minutes=61)

    assert not is_in(client)


# Told once


def told():
    return AuditEntry.objects.filter(what="session_ended").count()


def test_sessions_that_another_has_ended_meanwhile_are_not_told_again(staff):
    enter()
    enter()
    found = list(sessions.of(staff))

    assert [sessions.end(found, "Once.") for _ in range(2)] == [2, 0]
    assert told() == 2


def test_a_session_over_that_another_has_ended_meanwhile_is_not_told_again(staff, later):
    client, _ = enter()
    session = client.session
    session.set_expiry(10**6)
    session.save()
    # Another request deleted this first, and told of it; the session itself is read already.
    UserSession.objects.all().delete()
    later(minutes=61)

    assert not is_in(client)
    assert told() == 0


@pytest.mark.django_db(transaction=True)
def test_of_eight_at_once_one_tells():
    staff = make_staff()
    for _ in range(4):
        enter()
    found, together, ended = list(sessions.of(staff)), threading.Barrier(8), []

    def end(number):
        together.wait(30)
        ended.append(sessions.end(found if number % 2 else found[::-1], "Once."))
        connections.close_all()

    threads = [threading.Thread(target=end, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert (len(ended), sum(ended), told()) == (8, 4, 4)

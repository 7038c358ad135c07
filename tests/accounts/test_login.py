"""Name, password and second factor: who comes in."""

import datetime
import re
import time

import pytest
from django.contrib.auth.models import User
from django.core.cache import caches
from django.test import Client
from django.urls import reverse

from .conftest import CODE, LOGIN, PASSWORD, code, enter, enter_wholly, give_app, is_in, make_staff

pytestmark = [pytest.mark.once, pytest.mark.django_db]


def said(answer):
    """Give what a form says is wrong."""
    assert answer.status_code == 200
    return answer.context["form"].errors.get_json_data(), answer.content


def test_name_and_password_come_in(staff):
    client, answer = enter()

    assert (answer.status_code, answer.url) == (302, "/admin/")
    assert is_in(client)


@pytest.mark.parametrize(
    "fields",
    [
        {"is_active": False},
        {"is_staff": False},
        {"is_active": False, "is_staff": False},
        None,
    ],
)
def test_closed_accounts_strangers_and_wrong_passwords_get_the_same_answer(staff, fields):
    if fields is not None:
        User.objects.create_user("mel", password=PASSWORD, **{"is_staff": True} | fields)
    wrong = said(enter("ros", "not the password")[1])
    client, answer = enter("mel")

    assert said(answer)[0] == wrong[0]
    assert "do not belong together" in str(wrong[0])
    assert len(answer.content) == len(wrong[1])
    assert not is_in(client)


def test_passwords_of_closed_accounts_and_strangers_cost_a_hash_too(staff, monkeypatch):
    make_staff("mel", is_active=False)
    hashed = []
    monkeypatch.setattr(
        "django.contrib.auth.hashers.MD5PasswordHasher.encode",
        lambda self, password, salt: hashed.append(password) or f"md5${salt}$x",
    )
    for name in ("ros", "mel", "nobody at all"):
        enter(name, "some other thing")
    assert hashed == ["some other thing"] * 3


def test_with_a_second_factor_the_password_alone_does_not_come_in(staff):
    give_app(staff)
    client, answer = enter()

    assert (answer.status_code, answer.url) == (302, CODE)
    assert not is_in(client)
    assert client.post(CODE, {"code": code()}).url == "/admin/"
    assert is_in(client)


def test_the_way_on_is_kept_through_both_steps(staff):
    give_app(staff)
    way = "/admin/procurement/contract/?q=a&p=2"
    client = Client()
    sent = {"username": "ros", "password": PASSWORD, "next": way}
    client.post(LOGIN, sent)

    assert client.post(CODE, {"code": code()}).url == way


@pytest.mark.parametrize(
    "way", ["https://evil.example/", "//evil.example/admin/", "/", "/admin\\evil"]
)
def test_nobody_is_led_out_of_the_admin(staff, way):
    answer = Client().post(LOGIN, {"username": "ros", "password": PASSWORD, "next": way})

    assert answer.url == "/admin/"


@pytest.mark.parametrize("seconds", [-30, 0, 30])
def test_a_clock_half_a_minute_wrong_is_no_matter(staff, seconds):
    give_app(staff)
    enter_wholly(typed=code(seconds=seconds))


@pytest.mark.parametrize("seconds", [-95, 95, -3600])
def test_a_clock_further_off_is(staff, seconds):
    give_app(staff)
    client, _ = enter()

    assert "not right" in str(said(client.post(CODE, {"code": code(seconds=seconds)})))
    assert not is_in(client)


def test_a_used_code_is_refused_elsewhere_for_as_long_as_it_would_be_right(staff, monkeypatch):
    give_app(staff)
    now = (int(time.time()) // 30) * 30
    monkeypatch.setattr("time.time", lambda: now)
    # By which the cache tells what is too old.
    told = "django.core.cache.backends.db.tz_now"
    monkeypatch.setattr(told, lambda: datetime.datetime.fromtimestamp(time.time(), datetime.UTC))
    used = code(seconds=30)
    enter_wholly(typed=used)

    for seconds in (1, 29, 31, 59):
        monkeypatch.setattr("time.time", lambda seconds=seconds: now + seconds)
        client, _ = enter()
        # As another process has it: nothing is kept in memory.
        caches.close_all()
        client.post(CODE, {"code": used})
        assert not is_in(client), seconds
    assert "DatabaseCache" in type(caches["default"]).__name__


def test_the_code_that_set_up_an_app_does_not_come_in(staff):
    client, _ = enter()
    page = client.get("/admin/second-factor/app/")
    secret = page.context["form"].secret
    typed = code(secret)
    client.post("/admin/second-factor/app/", {"code": typed})
    other, _ = enter()

    other.post(CODE, {"code": typed})

    assert not is_in(other)


def test_a_recovery_code_comes_in_once(staff):
    first, second, *_ = give_app(staff)
    enter_wholly(typed=first)
    client, _ = enter()

    assert "not right" in str(said(client.post(CODE, {"code": first})))
    client.post(CODE, {"code": f" {second[:6]} {second[6:]} "})
    assert is_in(client)


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"code": ""},
        {"code": "x" * 5000},
        {"code": "１２３４５６"},
        {"code": "12\0"},
        {"credential": ""},
        {"credential": "[]"},
        {"credential": "nothing"},
        {"credential": "[" * 5000},
        {"credential": '{"id": 1}'},
        {"credential": '{"id": "AAAA", "rawId": "AAAA", "type": "public-key", "response": {}}'},
        {
            "credential": '{"id": "AAAA", "rawId": "AAAA", "type": "public-key", "response":'
            ' {"clientDataJSON": "AAAA", "authenticatorData": "AAAA", "signature": "AAAA"}}'
        },
    ],
)
def test_junk_for_a_code_is_answered_with_the_page(staff, sent):
    give_app(staff)
    client, _ = enter()

    assert client.post(CODE, sent).status_code == 200
    assert not is_in(client)


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"username": "ros"},
        {"username": "x" * 200, "password": "x"},
        {"username": "a\0b", "password": "a\0b"},
        {
            "username": "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
            "password": "x",
        },
        {"username": "ros", "password": "x" * 100_000},
    ],
)
def test_junk_for_a_name_is_answered_with_the_page(staff, sent):
    answer = Client().post(LOGIN, sent)

    assert answer.status_code == 200
    assert answer.context["form"].errors


def test_who_types_another_name_begins_anew(staff):
    give_app(staff)
    make_staff("mel")
    client, _ = enter("ros")

    assert enter("mel", client=client)[1].url == "/admin/"
    assert is_in(client)


@pytest.mark.parametrize("change", ["closed", "no staff"])
def test_who_is_closed_between_password_and_code_does_not_come_in(staff, change):
    give_app(staff)
    client, _ = enter()
    User.objects.update(**{"is_active" if change == "closed" else "is_staff": False})

    client.post(CODE, {"code": code()})

    assert not is_in(client)
    assert client.get(LOGIN).status_code == 200


def test_scripts_get_pages_too(staff):
    """allauth would answer them in JSON, and with other addresses."""
    answer = Client().post(
        LOGIN,
        {"username": "ros", "password": PASSWORD},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )
    assert (answer.status_code, answer.url) == (302, "/admin/")


def test_the_pages_of_djangos_admin_for_the_same_are_ours():
    for name, ours in (
        ("login", "account_login"),
        ("logout", "account_logout"),
        ("password_change", "account_change_password"),
    ):
        assert reverse(f"admin:{name}") == reverse(ours)


def test_there_is_no_way_to_sign_up(client):
    for name in ("signup", "email", "confirm-email", "login/code", "inactive"):
        answer = client.get(f"/admin/{name}/")
        assert answer.url.startswith("/admin/login/?next="), name


def test_logging_out_ends_the_session_and_forgets_it(staff):
    client, _ = enter()
    copy = Client()
    copy.cookies = client.cookies.copy()
    assert is_in(copy)

    assert client.get("/admin/logout/").status_code == 200
    assert is_in(client)
    assert client.post("/admin/logout/").url == "/admin/login/"
    assert not is_in(copy)
    assert not staff.usersession_set.exists()


def focused(answer):
    return re.findall(r'<input[^>]*name="(\w+)"[^>]*autofocus', answer.content.decode())


def test_a_page_of_the_login_waits_for_what_is_to_be_typed(staff, client):
    assert focused(client.get(LOGIN)) == ["username"]
    assert focused(client.post(LOGIN, {"username": "", "password": PASSWORD})) == ["username"]
    for _ in range(6):
        refused = client.post(LOGIN, {"username": "ros", "password": "none of mine"})
        assert focused(refused) == ["password"]
    assert refused.status_code == 429

"""How many may fail to come in: counted in the database, the same for everybody, and no way to lock all out."""

import datetime
import threading
from ipaddress import ip_network

import pytest
from django.contrib.auth import hashers
from django.contrib.auth.models import User
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from procurement import origin
from procurement.accounts import throttle
from procurement.models import AuditEntry, KnownAddress, LoginFailure

from .conftest import CODE, LOGIN, PASSWORD, code, enter, give_app, is_in, make_staff

pytestmark = pytest.mark.django_db
OFFICE, ELSEWHERE = "203.0.113.9", "198.51.100.7"
WRONG = "not the password at all"


def fail(name="ros", times=1, address=ELSEWHERE):
    """Guess wrongly; give the last answer."""
    answer = None
    for _ in range(times):
        _, answer = enter(name, WRONG, REMOTE_ADDR=address)
    return answer


def entered(name="ros", address=ELSEWHERE, password=PASSWORD, **more):
    """Try the right password; give the client and the answer."""
    client = Client(REMOTE_ADDR=address)
    sent = {"username": name, "password": password} | more
    return client, client.post(LOGIN, sent)


def told(*what):
    """Give how often the log tells of each."""
    return [AuditEntry.objects.filter(what=one).count() for one in what]


def age(minutes):
    """Let what failed have failed so much earlier."""
    for failure in LoginFailure.objects.all():
        failure.at -= datetime.timedelta(minutes=minutes)
        failure.save()


# Five of a name


def test_five_failures_lock_the_name_and_the_right_password_is_not_looked_at(staff):
    assert fail(times=4).status_code == 200
    assert fail().status_code == 200

    client, answer = entered()

    assert answer.status_code == 429
    assert not is_in(client)
    assert told("login_failed", "locked", "login_locked") == [5, 1, 1]


def test_after_four_failures_the_right_password_comes_in(staff):
    fail(times=4)

    assert is_in(entered()[0])


def test_addresses_do_not_help_against_one_name(staff):
    for number in range(5):
        fail(address=f"192.0.2.{number}")

    assert entered(address="192.0.2.200")[1].status_code == 429


@pytest.mark.parametrize("other", ["ROS", " ros ", "Ros"])
def test_a_name_counts_however_it_is_written(staff, other):
    fail(other, times=5)

    assert entered()[1].status_code == 429


def test_another_name_is_not_locked(staff):
    make_staff("eve")
    fail(times=5, address="192.0.2.1")

    assert is_in(entered("eve")[0])


def test_what_failed_counts_for_fifteen_minutes(staff):
    fail(times=5)
    age(14)
    assert entered()[1].status_code == 429

    age(1)

    assert is_in(entered()[0])
    assert LoginFailure.objects.count() == 0


def test_it_is_said_when_to_come_back(staff):
    fail(times=5)
    age(10)

    answer = entered()[1]

    assert 295 <= int(answer["Retry-After"]) <= 300
    assert "Wait 5 minutes." in answer.content.decode()


def test_a_refused_attempt_does_not_make_it_longer(staff):
    fail(times=5)
    age(14)
    fail(times=10)
    age(1)

    assert is_in(entered()[0])


def test_nothing_is_hashed_while_it_is_locked(staff, monkeypatch):
    fail(times=5)
    hashed = []
    monkeypatch.setattr(hashers.MD5PasswordHasher, "encode", lambda *given: hashed.append(given))

    entered()
    entered("nobody")

    # The name that is none is not locked: it is hashed once, as one that is would be.
    assert len(hashed) == 1


# Twenty of an address


def test_twenty_failures_lock_the_address_for_every_name(staff):
    for number in range(20):
        assert fail(f"name{number}").status_code == 200

    client, answer = entered()

    assert answer.status_code == 429
    assert not is_in(client)
    assert is_in(entered(address=OFFICE)[0])


def test_addresses_of_one_network_of_ipv6_count_as_one(staff):
    for number in range(20):
        fail(f"name{number}", address=f"2001:db8:1:2::{number + 1:x}")

    assert entered(address="2001:db8:1:2:ffff::1")[1].status_code == 429
    assert is_in(entered(address="2001:db8:1:3::1")[0])


def test_coming_in_does_not_wipe_what_failed_of_others_from_there(staff):
    for number in range(19):
        fail(f"name{number}")
    assert is_in(entered()[0])
    fail("eve")
    make_staff("eve")

    assert entered("eve")[1].status_code == 429


def test_without_an_address_nobody_is_locked_for_another(staff):
    for number in range(30):
        fail(f"name{number}", address="")

    assert is_in(entered(address="")[0])


def test_behind_a_trusted_proxy_the_clients_count_apart(staff, settings):
    settings.TRUSTED_PROXIES = [ip_network("10.0.0.0/8")]
    for number in range(25):
        Client(REMOTE_ADDR="10.0.0.1").post(
            LOGIN,
            {"username": f"name{number}", "password": WRONG},
            headers={"X-Forwarded-For": f"6.6.6.{number}, 192.0.2.{number % 2}"},
        )
    come = {"username": "ros", "password": PASSWORD}

    def answer(said):
        return Client(REMOTE_ADDR="10.0.0.1").post(LOGIN, come, headers={"X-Forwarded-For": said})

    assert answer("192.0.2.77").status_code == 302
    assert [answer(f"192.0.2.{one}").status_code for one in (0, 1)] == [302, 302]
    assert set(
        AuditEntry.objects.filter(what="login_failed").values_list("address", flat=True)
    ) == {
        "192.0.2.0",
        "192.0.2.1",
    }


# Nobody is kept out from where they have been


def test_from_an_address_that_the_account_has_used_it_comes_in(staff):
    entered(address=OFFICE)
    fail(times=50)

    assert is_in(entered(address=OFFICE)[0])
    assert entered()[1].status_code == 429


def test_from_there_only_what_failed_of_that_name_there_counts(staff):
    make_staff("eve")
    for name in ("ros", "eve"):
        entered(name, address=OFFICE)
    for number in range(30):
        fail(f"name{number}", address=OFFICE)
    fail("ros", times=5, address=OFFICE)

    assert entered("ros", address=OFFICE)[1].status_code == 429
    assert is_in(entered("eve", address=OFFICE)[0])


def test_an_address_is_known_of_one_account_alone(staff):
    make_staff("eve")
    entered("eve", address=OFFICE)
    fail(times=5)

    assert entered(address=OFFICE)[1].status_code == 429


def test_an_address_is_known_only_after_every_step(staff):
    give_app(staff)
    entered(address=OFFICE)
    assert KnownAddress.objects.count() == 0

    client, _ = entered(address=OFFICE)
    client.post(CODE, {"code": code()})

    assert KnownAddress.objects.count() == 1


def test_addresses_are_forgotten_that_are_not_used(staff, settings):
    entered(address=OFFICE)
    old = timezone.now() - datetime.timedelta(days=settings.ADDRESS_DAYS + 1)
    KnownAddress.objects.update(last_used=old)

    entered()

    assert KnownAddress.objects.count() == 1


def test_neither_names_nor_addresses_stand_in_the_database(staff):
    entered(address=OFFICE)
    fail("correct horse battery")

    rows = [*LoginFailure.objects.values_list(), *KnownAddress.objects.values_list()]

    assert not [row for row in rows if {"correct horse battery", OFFICE, ELSEWHERE} & set(row)]


# The second way: name, password and code together


@pytest.fixture
def locked(staff):
    """A member of staff with an app and codes, whose name is locked; give the codes."""
    codes = give_app(staff)
    fail(times=5)
    return codes


def test_the_page_of_a_refusal_asks_for_all_three(locked):
    page = entered()[1].content.decode()

    assert 'name="code"' in page
    assert "name, password and a code together" in page
    assert 'name="code"' not in Client().get(LOGIN).content.decode()


def test_with_an_app_one_comes_in(locked):
    client, answer = entered(code=code())

    assert (answer.status_code, answer.url) == (302, "/admin/")
    assert is_in(client)
    assert AuditEntry.objects.get(what="login").said == "By app and password."


def test_with_a_recovery_code_one_comes_in_once(locked):
    assert is_in(entered(code=locked[0])[0])

    fail(times=5)
    client, answer = entered(code=locked[0])

    assert (answer.status_code, is_in(client)) == (429, False)
    assert is_in(entered(code=locked[1])[0])


def test_a_code_of_an_app_is_good_for_once(locked):
    given = code()
    assert is_in(entered(code=given)[0])

    assert not is_in(entered(code=given)[0])


@pytest.mark.parametrize(
    "wrong",
    [{"password": WRONG}, {"code": "000000"}, {"name": "eve"}, {"password": WRONG, "code": "1"}],
)
def test_whichever_is_wrong_is_not_said(locked, wrong):
    sent = {"code": code(seconds=600)} | wrong
    if "code" not in wrong:
        sent["code"] = code()
    fail("eve", times=5, address=OFFICE)

    client, answer = entered(**sent)
    page = answer.content.decode()

    assert answer.status_code == 429
    assert not is_in(client)
    assert "Name, password and code do not belong together" in page


def test_a_wrong_password_uses_up_no_code(locked):
    entered(code=locked[0], password=WRONG)
    given = code()
    entered(code=given, password=WRONG)

    assert is_in(entered(code=given)[0])
    assert is_in(entered(code=locked[0])[0])


def test_the_second_way_without_a_code_is_the_first(staff):
    assert is_in(entered(code="")[0])
    fail(times=5)

    assert entered(code="")[1].status_code == 429


def test_wrong_passwords_never_close_the_second_way(locked):
    for _ in range(40):
        entered(code="123456", password=WRONG)

    # From there by a recovery code alone: codes of apps could be guessed.
    assert is_in(entered(code=locked[0])[0])
    assert is_in(entered(code=code(), address=OFFICE)[0])


def test_wrong_codes_with_the_right_password_close_it_for_apps_and_not_for_recovery_codes(locked):
    for number in range(5):
        entered(code=f"00000{number}")

    assert not is_in(entered(code=code())[0])
    assert is_in(entered(code=locked[0])[0])
    assert told("code_failed") == [6]


def test_an_account_without_a_second_factor_has_no_second_way(staff):
    fail(times=5)

    client, answer = entered(code="123456")

    assert (answer.status_code, is_in(client)) == (429, False)


def test_it_leads_on_to_where_one_was_going(locked):
    client = Client(REMOTE_ADDR=ELSEWHERE)
    sent = {"username": "ros", "password": PASSWORD, "next": "/admin/procurement/buyer/"}
    page = client.post(LOGIN, sent).content.decode()
    assert 'name="next" value="/admin/procurement/buyer/"' in page

    assert client.post(LOGIN, sent | {"code": code()}).url == "/admin/procurement/buyer/"


# Codes after the password


def test_five_wrong_codes_after_the_password_close_it_for_apps(staff):
    codes = give_app(staff)
    client, _ = entered()
    for number in range(5):
        assert client.post(CODE, {"code": f"00000{number}"}).status_code == 200

    answer = client.post(CODE, {"code": code()})

    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 890
    assert "A recovery code is accepted at once" in answer.content.decode()
    assert client.post(CODE, {"code": codes[0]}).status_code == 302
    assert is_in(client)
    assert told("code_failed", "locked", "recovery_code_used") == [6, 1, 1]


def test_new_sessions_give_no_new_codes_to_guess(staff):
    give_app(staff)
    for number in range(5):
        client, _ = entered()
        client.post(CODE, {"code": f"00000{number}"})
    client, _ = entered()

    assert client.post(CODE, {"code": code()}).status_code == 429


def test_wrong_codes_elsewhere_do_not_keep_it_out_of_where_it_has_been(staff):
    give_app(staff)
    home, _ = entered(address=OFFICE)
    home.post(CODE, {"code": code(seconds=-30)})
    thief, _ = entered()
    for number in range(8):
        thief.post(CODE, {"code": f"00000{number}"})

    home, _ = entered(address=OFFICE)

    assert home.post(CODE, {"code": code()}).status_code == 302


# Inside


@pytest.mark.parametrize(
    ("address", "field"),
    [("/admin/confirm/", "password"), ("/admin/password_change/", "oldpassword")],
)
def test_a_password_is_not_guessed_inside_either(staff, address, field):
    client, _ = entered(address=OFFICE)
    new = {"password1": "gravel walnut tangent oboe", "password2": "gravel walnut tangent oboe"}
    for _ in range(5):
        assert client.post(address, {field: WRONG} | new).status_code == 200

    answer = client.post(address, {field: PASSWORD} | new)

    assert answer.status_code == 429
    assert "Retry-After" in answer
    assert User.objects.get().check_password(PASSWORD)
    assert told("login_failed", "login_locked") == [5, 1]


def test_a_code_is_not_guessed_inside_either(staff):
    give_app(staff)
    client, _ = entered(address=OFFICE)
    client.post(CODE, {"code": code(seconds=-30)})
    for number in range(5):
        client.post("/admin/confirm/code/", {"code": f"00000{number}"})

    assert client.post("/admin/confirm/code/", {"code": code()}).status_code == 429


# The same for everybody


@pytest.mark.parametrize("times", [0, 5])
def test_answers_are_the_same_for_a_name_that_is_none(staff, times):
    pages = []
    for name in ("ros", "sor"):
        fail(name, times=times, address=f"192.0.2.{ord(name[0])}")
        _, answer = entered(name, password=WRONG)
        page = answer.content.decode().replace(name, "NAME")
        token = answer.context["csrf_token"]
        pages.append(
            (answer.status_code, page.replace(str(token), "TOKEN"), answer.get("Retry-After"))
        )

    assert pages[0][:2] == pages[1][:2]
    assert pages[0][2] == pages[1][2] or abs(int(pages[0][2]) - int(pages[1][2])) <= 2


@pytest.mark.parametrize("times", [0, 5])
@pytest.mark.parametrize("together", [{}, {"code": "123456"}])
def test_the_work_is_the_same_for_a_name_that_is_none(staff, times, together):
    give_app(staff)
    make_staff("shut", is_active=False)
    fail("first", address="192.0.2.250")
    asked = {}
    for name in ("ros", "sor", "shut"):
        fail(name, times=times, address=f"192.0.2.{ord(name[1])}")
        hashed = []
        with pytest.MonkeyPatch.context() as patch:
            encode = hashers.MD5PasswordHasher.encode
            patch.setattr(
                hashers.MD5PasswordHasher,
                "encode",
                lambda *given, real=encode, seen=hashed: seen.append(1) or real(*given),
            )
            asked[name] = (_queries(name, together), len(hashed))

    assert asked["ros"] == asked["sor"] == asked["shut"]
    assert asked["ros"][1] == (0 if times and not together else 1)


def _queries(name, together):
    """Give the queries of a wrong guess, without their values."""
    with CaptureQueriesContext(connection) as caught:
        entered(name, password=WRONG, **together)
    return [
        query["sql"].split("WHERE")[0].split("VALUES")[0].split("SAVEPOINT")[0] for query in caught
    ]


# Many at once, and again after a start


@pytest.mark.django_db(transaction=True)
def test_of_forty_at_once_no_more_than_five_are_looked_at():
    make_staff()
    looked_at, together = [], threading.Barrier(40)

    def guess(number):
        with origin.coming_from(f"192.0.2.{number}"):
            who = throttle.attempt_of("ros")
            together.wait(60)
            try:
                with throttle.trial(who, throttle.PASSWORD):
                    looked_at.append(number)
            except throttle.Locked:
                pass
        connections.close_all()

    threads = [threading.Thread(target=guess, args=(number,)) for number in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)

    assert len(looked_at) == 5
    assert LoginFailure.objects.count() == 5


def test_what_breaks_off_counts_for_nothing(staff):
    with (
        pytest.raises(OSError, match="away"),
        throttle.trial(throttle.attempt_of("ros"), "password"),
    ):
        assert LoginFailure.objects.count() == 1
        raise OSError("away")

    assert LoginFailure.objects.count() == 0


def test_old_rows_are_removed(staff):
    fail("a")
    age(16)

    fail("b")

    assert LoginFailure.objects.count() == 1


# Links for a new password


@pytest.fixture
def mail(settings):
    """Mail is set up."""
    settings.EMAIL_HOST = "mail.example.org"


def ask_for_link(name, address=ELSEWHERE):
    return Client(REMOTE_ADDR=address).post("/admin/password_reset/", {"account": name})


def test_links_are_asked_for_five_times_of_a_name(staff, mail, monkeypatch):
    asked = []
    monkeypatch.setattr("procurement.accounts.resets.send_link", asked.append)

    answers = [ask_for_link(name) for name in ("ros", "sor") for _ in range(7)]

    assert asked == ["ros"] * 5 + ["sor"] * 5
    assert len({(one.status_code, one.url) for one in answers}) == 1
    assert told("reset_asked", "reset_refused") == [10, 4]


def test_links_are_asked_for_twenty_times_from_an_address(staff, mail, monkeypatch):
    asked = []
    monkeypatch.setattr("procurement.accounts.resets.send_link", asked.append)

    for number in range(25):
        ask_for_link(f"name{number}")

    assert len(asked) == 20
    assert is_in(entered()[0])


# 400 guesses


def test_400_guesses_from_40_addresses_at_one_account_get_nowhere(staff):
    give_app(staff)
    entered_at_home = entered(address=OFFICE)[0]
    entered_at_home.post(CODE, {"code": code(seconds=-30)})
    guesses = [PASSWORD if number % 10 == 9 else f"guess {number}" for number in range(400)]

    clients = [
        entered(address=f"192.0.2.{number % 40}", password=guess)[0]
        for number, guess in enumerate(guesses)
    ]

    assert not any(is_in(client) for client in clients[::9])
    assert sum(told("login_failed", "login_locked")) == 400
    assert told("login_failed", "login_locked", "locked") == [5, 395, 1]
    assert AuditEntry.objects.filter(what="login_locked", account=staff).count() == 395
    assert entered(address=OFFICE)[1].url == CODE
    assert is_in(entered(address="192.0.2.3", code=code())[0])


def test_400_guesses_at_ten_names_from_40_addresses_get_nowhere(staff):
    names = ["ros", *(f"name{number}" for number in range(9))]
    for number in range(400):
        fail(names[number % 10], address=f"192.0.2.{number // 10}")

    assert told("login_failed", "login_locked", "locked") == [50, 350, 10]
    assert AuditEntry.objects.exclude(address="").count() == 410
    for address in ("192.0.2.1", ELSEWHERE):
        assert entered(address=address)[1].status_code == 429

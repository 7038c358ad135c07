"""Name, password and code together: a way in that tells nobody whether the password was right."""

import datetime

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from procurement.models import AuditEntry, LoginFailure

from .conftest import CODE, LOGIN, PASSWORD, code, give_app, is_in, make_staff

pytestmark = [pytest.mark.once, pytest.mark.django_db]
WRONG = "walnut gravel oboe tangenu"  # As long as the right one.
JUNK = "123456"
ONE = ["198.51.100.7"]
MANY = [f"192.0.2.{number}" for number in range(9)]
INSIDER, INSIDERS = "eve", "KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU"


@pytest.fixture
def clock(monkeypatch):
    """Stop the clock; give a function that sets it to so many seconds after that."""
    stopped = timezone.now()

    def set_to(seconds):
        now = stopped + datetime.timedelta(seconds=seconds)
        monkeypatch.setattr("django.utils.timezone.now", lambda: now)

    return set_to


@pytest.fixture
def there(staff):
    """An account with an app, and somebody's who has an account as well; give the first's codes."""
    give_app(make_staff(INSIDER), INSIDERS)
    return give_app(staff)


def post(address, **fields):
    client = Client(REMOTE_ADDR=address)
    return client, client.post(LOGIN, {"username": "ros", "password": PASSWORD} | fields)


def seen(answer):
    """Give all that an answer shows, but for the token, which is another each time."""
    text = answer.content.decode().replace(str(answer.context["csrf_token"]), "TOKEN")
    # Read from the real clock.
    headers = {name: value for name, value in answer.headers.items() if name != "Expires"}
    return answer.status_code, headers, text, sorted(answer.cookies)


def undone(look):
    """Give what somebody sees, and let it not have been."""
    with transaction.atomic():
        found = look()
        transaction.set_rollback(True)
    return found


def insiders_code(address):
    """What somebody with another account sees of their own code, from the same address."""
    client, answer = post(address, username=INSIDER)
    if answer.status_code != 302:
        return answer.status_code, answer.get("Retry-After")
    answer = client.post(CODE, {"code": JUNK})
    return answer.status_code, answer.get("Retry-After")


def guessed(clock, password, addresses, failures):
    """Give all that a guesser sees in half an hour of guessing with one password and junk codes."""
    trace = []
    for number in range(failures):
        clock(10 * number)
        post(addresses[number % len(addresses)], password="wholly wrong")
    for number in range(failures, failures + 60):
        clock(10 * number + (number // 25) * 600)
        address = addresses[number % len(addresses)]
        with CaptureQueriesContext(connection) as caught:
            _, answer = post(address, password=password, code=JUNK)
        trace.append((seen(answer), len(caught), LoginFailure.objects.count()))
        if number % 5 == 0:
            alone = {"password": "wholly wrong"}
            trace.append(undone(lambda: seen(post(address, **alone)[1])))  # noqa: B023
            trace.append(undone(lambda: seen(post(address, username="sor", **alone)[1])))  # noqa: B023
            trace.append(undone(lambda: insiders_code(address)))  # noqa: B023
            trace.append(undone(lambda: seen(post(address, username=INSIDER, code=JUNK)[1])))  # noqa: B023
    return trace


@pytest.mark.parametrize("failures", [0, 4, 5])
@pytest.mark.parametrize("addresses", [ONE, MANY], ids=["one", "many"])
def test_right_and_wrong_passwords_are_the_same_from_outside(there, clock, addresses, failures):
    traces = [
        undone(lambda: guessed(clock, password, addresses, failures))  # noqa: B023
        for password in (PASSWORD, WRONG)
    ]

    for step, (right, wrong) in enumerate(zip(*traces, strict=True)):
        assert right == wrong, step


def test_whoever_comes_from_where_the_account_has_been_sees_no_more(there, clock):
    clock(0)
    client, _ = post(ONE[0])
    client.post(CODE, {"code": code(seconds=-30)})

    traces = [undone(lambda: guessed(clock, one, ONE, 5)) for one in (PASSWORD, WRONG)]  # noqa: B023

    assert traces[0] == traces[1]


def test_the_lock_is_said_as_it_was_before(there, clock):
    for number in range(5):
        clock(10 * number)
        post(ONE[0], password=WRONG)

    for number in range(5, 12):
        clock(10 * number)
        _, answer = post(ONE[0], password=WRONG, code=JUNK)

        # The first of the five is what the next must wait for.
        assert answer["Retry-After"] == str(900 - 10 * number)


def test_after_twenty_from_an_address_no_app_is_looked_at_and_recovery_codes_are(there, clock):
    clock(0)
    for _ in range(20):
        post(ONE[0], password=WRONG, code=JUNK)

    assert not is_in(post(ONE[0], code=code())[0])
    assert is_in(post(MANY[0], code=code())[0])
    assert is_in(post(ONE[0], code=there[0])[0])
    assert AuditEntry.objects.filter(what="locked").count() == 1


def test_after_twenty_together_the_password_alone_is_refused_from_there(there, clock):
    clock(0)
    for number in range(20):
        post(ONE[0], username=f"name{number}", password=WRONG, code=JUNK)

    assert post(ONE[0])[1].status_code == 429
    assert post(MANY[0])[1].status_code == 302


def test_from_where_the_account_has_been_no_neighbour_closes_it(there, clock):
    clock(0)
    client, _ = post(ONE[0])
    client.post(CODE, {"code": code(seconds=-30)})
    for number in range(40):
        post(ONE[0], username=f"name{number % 4}", password=WRONG, code=JUNK)

    assert is_in(post(ONE[0], code=code())[0])


def test_however_many_guess_from_however_many_addresses_the_owner_comes_in(there, clock):
    clock(0)
    for number in range(120):
        post(f"192.0.2.{number}", password=WRONG, code=JUNK)

    assert is_in(post(ONE[0], code=code())[0])


def test_wrong_codes_with_the_right_password_close_apps_from_everywhere(there, clock):
    clock(0)
    for address in MANY[:5]:
        post(address, code=JUNK)

    client, _ = post(ONE[0])
    assert client.post(CODE, {"code": code()}).status_code == 429
    assert not is_in(post(ONE[0], code=code())[0])
    assert is_in(post(ONE[0], code=there[0])[0])

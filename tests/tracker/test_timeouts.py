"""How long is waited for PostgreSQL: as long as it is told, and as we ourselves look at the clock."""

import time

import pytest
from django.db import OperationalError, connection
from psycopg2 import extensions

from tracker import timeouts

on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="of PostgreSQL alone")


@pytest.fixture
def by_the_clock():
    """Let this process wait by the clock, as the server does, for one test."""
    timeouts.by_the_clock()
    yield
    extensions.set_wait_callback(None)
    connection.close()


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_what_does_not_answer_in_time_fails_and_the_next_is_asked_anew(by_the_clock):
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 1000")  # so that nothing is left behind
    with timeouts.within(time.monotonic() + 0.3, 0.1):
        start = time.monotonic()
        with pytest.raises(OperationalError, match="in time"), connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(20)")
        assert time.monotonic() - start < 10
        assert not timeouts.answered()

    time.sleep(1)
    connection.close_if_unusable_or_obsolete()
    with timeouts.within(time.monotonic() + 20, 20), connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        assert timeouts.answered()


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_what_is_late_still_has_a_moment_each_time(by_the_clock):
    with timeouts.within(time.monotonic() - 5, 10), connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(0.05)")
        cursor.execute("SELECT 1")

    assert timeouts.answered()


@on_postgresql
@pytest.mark.django_db(transaction=True)
def test_who_is_not_hurried_waits_as_ever(by_the_clock):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(0.05)")


@on_postgresql
@pytest.mark.django_db
def test_commands_have_limits_of_their_own():
    with connection.cursor() as cursor:
        for name in ("statement_timeout", "lock_timeout"):
            cursor.execute(f"SHOW {name}")
            assert cursor.fetchone() == ("36min",)


def test_limits_are_told_behind_what_an_address_says():
    database = {"ENGINE": "django.db.backends.postgresql", "OPTIONS": {"options": "-c jit=off"}}

    told = timeouts.limited(database, 5)["options"]

    assert told.startswith("-c jit=off -c statement_timeout=3000 ")
    assert database["OPTIONS"] == {"options": "-c jit=off"}


def test_sqlite_waits_no_longer_than_it_is_set_to():
    database = {"ENGINE": "django.db.backends.sqlite3", "OPTIONS": {"timeout": 10}}

    assert [timeouts.limited(database, one)["timeout"] for one in (5, 30, 3600)] == [3, 10, 10]

"""What is wrong with a database, and what a reader is told: each by what a real one answers."""

import pytest
from django.db import Error, InterfaceError, OperationalError, connection

from procurement.outages import AWAY, BUSY, NOT_SAVED, UNWRITABLE, outage

ONLY_READ = {
    "sqlite": ("PRAGMA query_only = 1", "PRAGMA query_only = 0"),
    "postgresql": (
        "SET default_transaction_read_only = on",
        "SET default_transaction_read_only = off",
    ),
}
FULL = "PRAGMA max_page_count = 1"  # which SQLite takes for as many as there are


def raised(*statements):
    """Give the error that a database answers with."""
    with pytest.raises(Error) as refusal, connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    return refusal.value


@pytest.mark.django_db(transaction=True)
def test_a_mistake_of_ours_is_no_outage():
    for statement in ("SELECT no_such_column", "SELECT * FROM no_such_table", "SELEC 1"):
        assert outage(raised(statement)) is None


@pytest.mark.django_db(transaction=True)
def test_what_may_only_be_read_cannot_be_written_to():
    shut, open_ = ONLY_READ[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(shut)
    try:
        found = outage(raised("DELETE FROM django_session"))
    finally:
        with connection.cursor() as cursor:
            cursor.execute(open_)

    assert found is UNWRITABLE


@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="SQLite alone can be told that it is full"
)
@pytest.mark.django_db(transaction=True)
def test_a_full_disk_cannot_be_written_to():
    with connection.cursor() as cursor:
        # What other tests deleted is room that it would take.
        cursor.execute("PRAGMA freelist_count")
        [free], [size] = cursor.fetchone(), cursor.execute("PRAGMA page_size").fetchone()
    much = "y" * (200_000 + free * size)
    long = f"INSERT INTO django_session VALUES ('x', '{much}', '2026-01-01')"  # noqa: S608
    try:
        assert outage(raised(FULL, long)) is UNWRITABLE
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_who_waits_too_long_for_another_finds_it_busy():
    other = connection.copy()
    begin, lock, short = {
        "sqlite": ("BEGIN IMMEDIATE", "DELETE FROM django_session", "PRAGMA busy_timeout = 10"),
        "postgresql": ("BEGIN", "LOCK TABLE django_session", "SET lock_timeout = 10"),
    }[connection.vendor]
    try:
        with other.cursor() as cursor:
            cursor.execute(begin)
            cursor.execute(lock)
        assert outage(raised(short, "DELETE FROM django_session")) is BUSY
    finally:
        other.close()
        connection.close()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite knows no such limit")
@pytest.mark.django_db(transaction=True)
def test_a_statement_that_takes_too_long_finds_it_busy():
    try:
        assert outage(raised("SET statement_timeout = 10", "SELECT pg_sleep(5)")) is BUSY
    finally:
        connection.close()


@pytest.mark.parametrize("error", [OperationalError("lost"), InterfaceError("closed")])
def test_a_connection_that_is_lost_is_away(error):
    assert outage(error) is AWAY


@pytest.mark.parametrize("error", [ValueError(), Error("of no kind"), OSError()])
def test_what_is_no_error_of_a_database_is_no_outage(error):
    assert outage(error) is None


def test_nobody_is_told_that_something_is_saved_or_lost_for_certain_where_it_is_not():
    assert BUSY.unsaved == UNWRITABLE.unsaved == NOT_SAVED
    assert "not certain" in AWAY.unsaved

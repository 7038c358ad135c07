"""The two addresses that machines ask."""

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.utils import OperationalError

from procurement.views import health


def test_healthz_needs_no_database(client):
    response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok\n")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_readyz_is_ready_with_every_migration(client):
    response = client.get("/readyz")

    assert (response.status_code, response.content) == (200, b"ok\n")


@pytest.mark.django_db
def test_readyz_names_missing_migrations(client):
    MigrationRecorder(connection).record_unapplied("sessions", "0001_initial")

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.content == b"not ready: 1 migrations are not applied; run manage.py migrate\n"


@pytest.mark.django_db
def test_readyz_says_that_the_database_does_not_answer(client):
    def down(execute, *arguments):
        raise OperationalError("could not connect to secret-host")

    with connection.execute_wrapper(down):
        response = client.get("/readyz")

    assert response.status_code == 503
    assert response.content == b"not ready: the database does not answer (OperationalError)\n"


@pytest.fixture
def unasked(monkeypatch):
    """Let the next question be the first of its process."""
    monkeypatch.setattr(health, "_written_at", 0.0)


@pytest.mark.django_db(transaction=True)
def test_readyz_notices_what_cannot_be_written_to_and_that_it_can_again(client, unasked):
    shut = {
        "sqlite": "PRAGMA query_only = 1",
        "postgresql": "SET default_transaction_read_only = on",
    }
    with connection.cursor() as cursor:
        cursor.execute(shut[connection.vendor])

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.content.startswith(b"not ready: the database cannot be written to (")
    assert client.get("/readyz").content == b"ok\n"


@pytest.mark.django_db(transaction=True)
def test_readyz_leaves_nothing_behind_and_writes_only_now_and_then(
    client, unasked, django_assert_max_num_queries
):
    assert client.get("/readyz").status_code == 200
    assert not Session.objects.exists()

    # which migrations there are, and were applied
    with django_assert_max_num_queries(3):
        assert client.get("/readyz").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_readyz_is_ready_while_another_writes(client, unasked):
    other = connection.copy()
    begin, short = {
        "sqlite": ("BEGIN IMMEDIATE", "PRAGMA busy_timeout = 10"),
        "postgresql": ("BEGIN; LOCK TABLE django_session", "SET lock_timeout = 10"),
    }[connection.vendor]
    try:
        with other.cursor() as cursor:
            cursor.execute(begin)
        with connection.cursor() as cursor:
            cursor.execute(short)
        assert client.get("/readyz").status_code == 200
    finally:
        other.close()
        connection.close()


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_health_is_only_read(client, address):
    assert client.post(address).status_code == 405

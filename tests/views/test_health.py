"""The two addresses that machines ask."""

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.utils import OperationalError


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


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_health_is_only_read(client, address):
    assert client.post(address).status_code == 405

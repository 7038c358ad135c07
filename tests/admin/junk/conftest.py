"""The rows that the walk asks for."""

import pytest

from tracker.utf8 import Utf8Request

from .places import make_world


@pytest.fixture(autouse=True)
def _as_the_server_reads(monkeypatch):
    """Requests of the test client are read by the class of tracker.wsgi."""
    monkeypatch.setattr("django.test.client.WSGIRequest", Utf8Request)


@pytest.fixture
def world(db, tmp_path):
    """A row of everything that the admin shows."""
    make_world(tmp_path)

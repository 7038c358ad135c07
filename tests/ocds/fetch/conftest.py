"""A server, a clock and an importer for each test."""

import pytest

from procurement.ocds.fetch import Fetch
from tests.ocds.fetch.server import Clock, Importer, Server


@pytest.fixture
def server():
    """Serve on this machine for the length of a test."""
    server = Server()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def clock():
    """Give a clock that stands still."""
    return Clock()


@pytest.fixture
def importer():
    """Give an importer that takes everything."""
    return Importer()


@pytest.fixture
def lines():
    """Give the list that what a fetch says goes to."""
    return []


@pytest.fixture
def make_fetch(server, clock, importer, lines, tmp_path):
    """Give a function that makes a fetch from the server, with changes to the service."""

    def make(name="find-a-tender", *, take=importer, days=30, insist=False, **changes):
        service = server.service(name, **changes)
        return Fetch(service, take, tmp_path, days, insist, say=lines.append, timing=clock.timing())

    return make

"""The rows that the walk asks for."""

import pytest

from .places import make_world


@pytest.fixture
def world(db, tmp_path):
    """A row of everything that the admin shows."""
    make_world(tmp_path)

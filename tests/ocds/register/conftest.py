"""What was noted while a section was read."""

import pytest


class Notes(list):
    """Keeps what was noted."""

    def __call__(self, field, value, reason):
        self.append((field, value, reason))


@pytest.fixture
def notes():
    return Notes()

"""What tests of imports stand on."""

import pytest

from .samples import Importing


@pytest.fixture
def importing(db, tmp_path):
    """Give a function that imports releases, packages, text or bytes, and gives the report."""
    return Importing(tmp_path)

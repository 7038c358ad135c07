"""No edit is lost: a save that was not made on the latest version is a conflict.

`select_for_update` does nothing on SQLite, so both databases use a compare-and-swap.
"""

from django.db import models
from django.db.models import F


class Conflict(Exception):
    """Somebody else saved `row` after the version that this edit was made on."""

    def __init__(self, row: models.Model) -> None:
        super().__init__(f"“{row}” was changed by somebody else since this page was opened.")
        self.row = row


def take(row, base: int) -> None:
    """Move a row from version `base` to the next, or raise `Conflict` when it has moved on."""
    rows = type(row)._base_manager.filter(pk=row.pk, version=base)
    if not rows.update(version=F("version") + 1):
        raise Conflict(row)
    row.version = base + 1

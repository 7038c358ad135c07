"""What every working row keeps of itself: its moments, its version. No edit is lost.

A save that was not made on the latest version is a conflict. `select_for_update` does nothing on
SQLite, so both databases use a compare-and-swap.
"""

from django.db import models, transaction
from django.db.models import F

# Written by publication and by `take` alone, each in one statement.
KEPT = {"public_id", "version", "published_version"}


class Dated(models.Model):
    """A row with the moments of its own keeping; not when anything happened."""

    created_at = models.DateTimeField(auto_now_add=True, help_text="When we recorded it.")
    updated_at = models.DateTimeField(auto_now=True, help_text="When it was last saved.")

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        """Save all but the columns in `KEPT`: they may have changed since the row was loaded."""
        if not self._state.adding:
            kwargs.setdefault("update_fields", self._edited())
        super().save(*args, **kwargs)

    def _edited(self):
        fields = self._meta.concrete_fields
        return [field.name for field in fields if not field.primary_key and field.name not in KEPT]


class PartOfContract(Dated):
    """A row under a contract's version. Bulk writes do not count; only imports make them."""

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        with transaction.atomic():
            stored = type(self)._base_manager.filter(pk=self.pk).first() if self.pk else None
            # A part that moves makes a new version of both contracts.
            before = stored.contract_pk() if stored else None
            super().save(*args, **kwargs)
            self._touch(before, self.contract_pk())

    def delete(self, *args, **kwargs):
        with transaction.atomic():
            contract_pk = self.contract_pk()
            deleted = super().delete(*args, **kwargs)
            self._touch(contract_pk)
        return deleted

    def contract_pk(self) -> int:
        """Give the key of the contract that this row belongs to."""
        raise NotImplementedError

    def _touch(self, *contract_pks):
        contracts = self._meta.apps.get_model("procurement", "Contract").objects
        contracts.filter(pk__in=contract_pks).touch()


class Conflict(Exception):
    """Somebody else saved `row` after the version that this edit was made on."""

    def __init__(self, row: models.Model) -> None:
        super().__init__(f"“{row}” was changed by somebody else since this page was opened.")
        self.row = row


def advance(row, base: int) -> None:
    """Move a row from version `base` to the next, or raise `Conflict` when it has moved on."""
    rows = type(row)._base_manager.filter(pk=row.pk, version=base)
    if not rows.update(version=F("version") + 1):
        raise Conflict(row)
    row.version = base + 1

"""What every working row keeps of itself: its moments, its version. No edit is lost.

A save that was not made on the latest version is a conflict. `select_for_update` does nothing on
SQLite, so both databases use a compare-and-swap.
"""

from collections.abc import Callable
from typing import ClassVar

from django.apps import apps
from django.db import models, transaction
from django.db.models import F

from procurement import author

from . import fields

# Written by actions alone, each in one statement.
KEPT = {
    "public_id", "version", "heading_version", "published_version", "assigned_to", "looked_on",
}  # fmt: skip


class PublishedQuerySet(models.QuerySet):
    def published(self):
        """Rows that have been given a public id."""
        return self.filter(public_id__isnull=False)

    def pending(self):
        """Public rows whose latest edit is not published."""
        return self.filter(published_version__gt=0).exclude(version=F("published_version"))


class Dated(models.Model):
    """A row with the moments of its own keeping; not when anything happened."""

    # {column: (the one that it follows from, how)}: written with it, by whoever saves a row.
    derived: ClassVar[dict[str, tuple[str, Callable]]] = {}

    created_at = models.DateTimeField(auto_now_add=True, help_text="When we recorded it.")
    updated_at = models.DateTimeField(auto_now=True, help_text="When it was last saved.")

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        """Save all but the columns in `KEPT`: they may have changed since the row was loaded."""
        if not self._state.adding:
            kwargs.setdefault("update_fields", self._edited())
        for column, (of, how) in self.derived.items():
            setattr(self, column, how(getattr(self, of)))
            if kwargs.get("update_fields") and of in kwargs["update_fields"]:
                kwargs["update_fields"] = {*kwargs["update_fields"], column}
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        """Delete it and all beneath it, as one edit."""
        with author.editing():
            return super().delete(*args, **kwargs)

    def place_in_history(self) -> tuple[str, str]:
        """Give whose history it is part of, with its key, and of a contract the key of the statement."""
        return f"{self._meta.model_name}-{self.pk}", ""

    def _edited(self):
        fields = self._meta.concrete_fields
        return [field.name for field in fields if not field.primary_key and field.name not in KEPT]


class PartOfContract(Dated):
    """A row under a contract's version, and under that of the statement it belongs to.

    Bulk writes do not count; only imports make them.
    """

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        with transaction.atomic():
            stored = type(self)._base_manager.filter(pk=self.pk).first() if self.pk else None
            # A part that moves makes a new version of both statements and contracts.
            before = [stored.statement()] if stored else []
            super().save(*args, **kwargs)
            touch(*before, self.statement())

    def delete(self, *args, **kwargs):
        with transaction.atomic():
            statement = self.statement()
            deleted = super().delete(*args, **kwargs)
            touch(statement)
        return deleted

    def place_in_history(self):
        statement = self.statement()
        return f"contract-{self.contract_pk()}", key_of(statement)

    def contract_pk(self) -> int:
        """Give the key of the contract that this row belongs to."""
        raise NotImplementedError

    def statement(self) -> models.Model:
        """Give the statement that this row is or is part of: a claim, an intervention, or the contract
        for its title and parties.
        """
        raise NotImplementedError


class Statement(PartOfContract):
    """What is edited, reviewed and published by itself; a contract's title and parties are another."""

    version = models.PositiveIntegerField(
        default=1, editable=False, help_text="Counts the saves of it and of all that is under it."
    )
    saved_by = fields.account_field(
        "Who saved it last; not public.", null=True, blank=True, editable=False
    )

    class Meta:
        abstract = True

    def statement(self):
        return self


def touch(*statements) -> None:
    """Count one more version of each statement, and of the contracts they belong to; say who saved it."""
    contracts, by = set(), _saved_by()
    for one in statements:
        if is_heading(one):
            type(one)._base_manager.filter(pk=one.pk).update(
                heading_version=F("heading_version") + 1, **by
            )
            contracts.add(one.pk)
        else:
            type(one)._base_manager.filter(pk=one.pk).update(version=F("version") + 1, **by)
            contracts.add(one.contract_pk())
    apps.get_model("procurement", "Contract").objects.filter(pk__in=contracts).touch()


def _saved_by():
    account = author.current().account()
    return {"saved_by": account} if account else {}


def key_of(statement) -> str:
    """Give the key of a statement, as it stands in addresses, forms and the history."""
    return "heading" if is_heading(statement) else f"{statement._meta.model_name}-{statement.pk}"


def is_heading(statement) -> bool:
    """Tell whether a statement is a contract, which stands for its title and parties."""
    return hasattr(statement, "heading_version")


def version_of(statement) -> int:
    """Give the version of a statement as it was loaded."""
    return statement.heading_version if is_heading(statement) else statement.version


class Conflict(Exception):
    """Somebody else saved `row` after the version that this edit was made on."""

    def __init__(self, row: models.Model) -> None:
        super().__init__(f"“{row}” was changed by somebody else since this page was opened.")
        self.row = row


def advance(row, base: int) -> None:
    """Move a row from version `base` to the next, or raise `Conflict` when it has moved on."""
    _advance(row, base, "version")


def advance_statement(statement, base: int) -> None:
    """Move a statement, and its contract, on from version `base`; `Conflict` when it has moved on.

    Parts that are saved afterwards in the same transaction move it on again.
    """
    column = "heading_version" if is_heading(statement) else "version"
    _advance(statement, base, column, **_saved_by())
    pk = statement.pk if is_heading(statement) else statement.contract_pk()
    apps.get_model("procurement", "Contract").objects.filter(pk=pk).touch()


def _advance(row, base, column, **by):
    rows = type(row)._base_manager.filter(pk=row.pk, **{column: base})
    if not rows.update(**{column: F(column) + 1}, **by):
        raise Conflict(row)
    setattr(row, column, base + 1)

"""Saves a statement on the version that was seen, with its rows; nothing that was public is ever deleted."""

from django.contrib.auth import get_permission_codename
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from procurement.models import Claim, Conflict, Contract, Intervention
from procurement.models.versions import PartOfContract, advance, advance_statement

from .rows import RowForm
from .saved_once import refuse_twice
from .statement_forms import StatementForm


@transaction.atomic
def save_statement(form: StatementForm, by, base: int | None) -> None:
    """Save what is valid in a form. A new statement has no `base`, and raises `SavedAlready` where its page saved it
    before; else raises `Conflict` when that is not its version any more, PermissionDenied where `by` may not do what
    is asked, and IntegrityError where what was saved since the form was looked at does not go with it.
    """
    row, is_new = form.row, form.row._state.adding
    need(by, "add" if is_new else "change", type(row))
    form.hold()
    if is_new:
        refuse_twice(type(row), form.data, by)
        _set_author(row, by)
        form.head.save()
    else:
        advance_to_next(row, base)
        row.refresh_from_db(fields=["updated_at"])
        _save_head(form.head, by)
    if form.is_overtaken():
        raise IntegrityError("Something that it does not go with was saved at the same moment.")
    if isinstance(row, Intervention) and (is_new or "actors" in form.head.changed_data):
        row.set_actors(form.head.cleaned_data["actors"])
    # Grounds first: sources may back those that are new.
    for rows in form.rows.values():
        for one in rows.live():
            _save_row(form, one, by)
    form.finish(by)


def advance_to_next(row, base: int | None) -> None:
    """Move a statement, a party or a source on from version `base`, or raise `Conflict`."""
    if base is None:
        raise Conflict(row)
    if isinstance(row, (Contract, PartOfContract)):
        advance_statement(row, base)
    else:
        advance(row, base)


def need(user, what: str, model) -> None:
    """Raise PermissionDenied unless an account may add, change or delete rows of a model."""
    if not user.has_perm(f"procurement.{get_permission_codename(what, model._meta)}"):
        raise PermissionDenied


def _set_author(row, by):
    if hasattr(row, "saved_by_id"):
        row.saved_by = by


def _save_head(head, by):
    columns = head.columns()
    _set_author(head.instance, by)
    if hasattr(head.instance, "saved_by_id"):
        columns = [*columns, "saved_by", *(() if columns else ("updated_at",))]
    if columns:
        head.instance.save(update_fields=columns)
    # Untouched, what a party was merged from stays named.
    many = {field.name for field in head.instance._meta.many_to_many}
    if many.intersection(head.changed_data):
        head._save_m2m()


def _save_row(form, one: RowForm, by):
    row = one.instance
    if one.is_deleted:
        need(by, "delete", type(row))
        row.delete()
    elif row._state.adding:
        need(by, "add", type(row))
        form.attach(one)
        one.save()
    elif one.has_changed():
        need(by, "delete" if "remove" in one.changed_data else "change", type(row))
        form.attach(one)
        columns = [*one.columns(), *(("ground", "intervention") if moves(one) else ())]
        row.save(update_fields=[*dict.fromkeys(columns)])


def moves(one: RowForm) -> bool:
    """Tell whether a citation is to back something else than it did."""
    return bool(getattr(one, "moves", bool)())


# Taken out, brought back, deleted


@transaction.atomic
def set_ready(statement: Claim | Intervention, ready: bool, by, base: int | None) -> None:
    """Take a statement that was public out, or bring it back, at its next publication."""
    need(by, "change", type(statement))
    advance_to_next(statement, base)
    statement.ready, statement.saved_by = ready, by
    statement.save(update_fields=["ready", "saved_by", "updated_at"])


@transaction.atomic
def delete_draft(statement: Claim | Intervention, by, base: int | None) -> None:
    """Delete a statement of which nothing was ever public. Raises ValueError where something was."""
    need(by, "delete", type(statement))
    advance_to_next(statement, base)
    if _was_public(statement):
        raise ValueError("It was public once, so it is not deleted: take it out instead.")
    statement.delete()


def _was_public(statement):
    if statement.public_id is not None:
        return True
    public = {"public_id__isnull": False}
    if statement.citations.filter(**public).exists():
        return True
    if not isinstance(statement, Intervention):
        return False
    grounds = statement.grounds.all()
    return (
        grounds.filter(**public).exists()
        or grounds.filter(citations__public_id__isnull=False).exists()
    )

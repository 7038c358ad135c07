"""Putting working rows back as they were: a new edit like any other; nothing public changes by it."""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from procurement import author
from procurement.models import Conflict, Intervention
from procurement.models.history import fields_of
from procurement.models.versions import advance, advance_statement, is_heading

from .as_it_was import LINKED, Difference, Row, then
from .errors import Refused

_REFUSED = "{}: {}"


@transaction.atomic
def restore(
    entry: Any, keys: Collection[str], *, by: Any, version: int | None, reason: str
) -> None:
    """Put back, of what an entry is about, what is chosen by the keys of its `Difference`s.

    Rows that are gone come back with their keys; those that have come since are deleted, or, where they are
    public, taken out at the next publication. `version` is that of what is there. Raises `Refused`, `Conflict`.
    """
    found = then(entry)
    chosen = [one for one in found.differences if one.key in keys]
    if not chosen:
        raise Refused(["Choose what is to be put back."])
    if version is None and hasattr(found.row, "version"):
        raise Conflict(found.row)
    with author.editing(by, reason):
        if not found.is_gone:
            _advance(found.row, version)
        problems = [_REFUSED.format(_called(one), one.why_not) for one in chosen if one.why_not]
        if problems := problems or _apply(chosen):
            raise Refused(problems)


def _advance(row, version):
    if is_heading(row) or hasattr(row, "statement"):
        advance_statement(row, version)
    elif hasattr(row, "version"):
        advance(row, version)


def _called(one):
    model = one.row[0]
    if not one.field:
        return str(model._meta.verbose_name).capitalize()
    if one.field == "links":
        return str(LINKED[model]._meta.verbose_name_plural).capitalize()
    return str(model._meta.get_field(one.field).verbose_name).capitalize()


def _apply(chosen) -> list[str]:
    """Change rows, each once; give why those that cannot be as they were cannot."""
    problems: list[str] = []
    rows: dict[Row, list[Difference]] = {}
    for one in chosen:
        rows.setdefault(one.row, []).append(one)
    for (model, pk), differences in rows.items():
        try:
            _change(model, pk, differences)
        except ValidationError as error:
            problems += [f"{_called(differences[0])}: {one}" for one in error.messages]
    for (model, pk), (first, *_) in rows.items():
        if model is Intervention and not first.field and first.then and not problems:
            # The earlier act may have come back after it.
            _put_back(model, pk, [first._replace(field="related")])
    return problems


def _change(model, pk, differences):
    first = differences[0]
    if first.field:
        _put_back(model, pk, differences)
    elif first.then:
        _bring_back(model, first.then)
    else:
        _take_out(model, pk)


def _put_back(model, pk, differences):
    row = model._base_manager.get(pk=pk)
    for one in differences:
        for column in fields_of(model)[one.field]:
            if column != "links":
                setattr(row, column, one.then[column])
    row.full_clean()
    row.save()
    _link(row, differences)


def _link(row, differences):
    for one in differences:
        if one.field == "links":
            _set_links(row, one.then["links"])


def _set_links(row, pks):
    to = LINKED[type(row)]._base_manager.in_bulk(pks)
    linked = [to[pk] for pk in pks]
    if isinstance(row, Intervention):
        row.set_actors(linked)
    else:
        row.vendors.set(linked)


def _bring_back(model, state):
    columns = [field.attname for field in model.history.model.tracked_fields]
    row = model(**{name: state[name] for name in columns if name != "related_id"})
    row.full_clean()
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        # Somebody brought it back since it was looked at: said as if it had been there.
        row.full_clean()
        raise
    if state["links"]:
        _set_links(row, state["links"])


def _take_out(model, pk):
    row = model._base_manager.get(pk=pk)
    if getattr(row, "public_id", None) is None:
        row.delete()
    elif hasattr(row, "ready"):
        row.ready = False
        row.save()

"""Edits of working rows, from the entries of the history: what was saved at once is told at once."""

from collections.abc import Iterator
from typing import Any

from django.db.models import OuterRef, Subquery
from django.urls import reverse

from procurement.models.history import DELETED, TRACKED, UNSEEN, State

from . import words
from .event import NOBODY, Event, Line, Subject
from .words import Names


def edits(keys: dict[str, list[int]], subject: Subject) -> Iterator[Event]:
    """Yield the edits that entries are of, by {model: keys of entries}."""
    entries = list(_entries(keys))
    names = Names(
        (model, state)
        for model, one, before in entries
        for state in (before, vars(one))
        if state is not None
    )
    about = words.statements_in_words({one.statement for _, one, _ in entries})
    subjects = (
        {} if subject.model else words.subjects_in_words({one.subject for _, one, _ in entries})
    )
    entries.sort(key=lambda found: (found[1].history_date, found[1].history_id))
    for group in _grouped(entries, lambda one: (one.edit, one.subject, one.statement)):
        rows = _grouped(group, lambda one: (one.instance_type, one.id))
        lines = [_line(row, names, subject.with_notes) for row in rows]
        event = _edit([one for _, one, _ in group], lines, about)
        event.of = subjects.get(group[0][1].subject, "")
        yield event


def _grouped(entries, key) -> list[list[Any]]:
    found: dict[Any, list[Any]] = {}
    for one in entries:
        found.setdefault(key(one[1]), []).append(one)
    return list(found.values())


def _entries(keys) -> Iterator[tuple[Any, Any, State | None]]:
    """Yield (model, entry, how the row was before) of entries by their keys: two queries for each model."""
    for model in TRACKED:
        if not (wanted := keys.get(model._meta.model_name)):
            continue
        rows = model.history
        earlier = rows.filter(id=OuterRef("id"), history_id__lt=OuterRef("history_id"))
        before = Subquery(earlier.order_by("-history_id").values("history_id")[:1])
        found = list(rows.filter(history_id__in=wanted).annotate(before_=before))
        befores = rows.in_bulk([one.before_ for one in found if one.before_])
        for one in found:
            was = befores.get(one.before_)
            yield model, one, vars(was) if was and was.history_type != DELETED else None


def _line(entries, names, with_notes):
    """Tell a row that was saved once or several times in one edit: how it was before the first, and after the last."""
    (_, first, before), (model, one, _) = entries[0], entries[-1]
    changes = []
    if one.history_type != DELETED:
        changes = words.changes(model, before, vars(one), names, with_notes=with_notes)
    return Line(
        words.row_in_words(model, vars(one), names),
        f"{model._meta.model_name}-{one.id}",
        _how(one, before),
        changes,
        _entry_url(one, first.before_) if before else "",
    )


def _entry_url(one, history_id):
    kind, _, pk = one.subject.partition("-")
    address = reverse(f"admin:procurement_{kind}_then", args=[pk])
    return f"{address}?entry={one.instance_type._meta.model_name}-{history_id}"


def _how(one, before):
    if one.history_type == DELETED:
        return "Deleted"
    if one.history_change_reason == UNSEEN:
        return "As it stood"
    return "Changed" if before else "Entered"


def _edit(entries, lines, about):
    lines = [line for line in lines if line.changes or line.how == "Deleted"]
    hows = {line.how for line in lines}
    newest = entries[-1]
    return Event(
        newest.history_date,
        newest.who or NOBODY,
        hows.pop() if len(hows) == 1 else "Changed",
        about.get(newest.statement, ""),
        next((one.history_change_reason for one in entries if one.history_change_reason), ""),
        lines=lines,
        then=_entry_url(newest, newest.history_id),
    )

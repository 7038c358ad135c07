"""What happened to one record, or to all: edits of working rows, and what was published, merged, imported or logged."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.db.models import BigIntegerField, CharField, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone

from procurement.models import AuditEntry, Contract, Notice, PartyMerge, Revision
from procurement.models.history import DELETED, TRACKED, UNSEEN, State

from . import words
from .words import Change, Names

PER_PAGE = 50
NOBODY = "not by an account"
# What revisions and merges tell already, with more.
TOLD_ELSEWHERE = ("merged", "unmerged")
TOLD_BY_REVISIONS = ("published", "withdrawn")


@dataclass
class Line:
    """What became of one row in an edit; `before` leads to how it was before, where there was one."""

    row: str
    key: str
    how: str
    changes: list[Change]
    before: str


@dataclass
class Event:
    """Something that was done at once: what, to which statement, by whom, when, why."""

    at: datetime.datetime
    who: str
    what: str
    about: str = ""
    reason: str = ""
    lines: list[Line] = field(default_factory=list)
    changes: list[Any] = field(default_factory=list)
    url: str = ""
    then: str = ""


@dataclass(frozen=True)
class Subject:
    """Whose history is told, perhaps of one statement alone; without a model, that of all there is."""

    model: Any = None
    pk: int = 0
    statement: str = ""
    with_notes: bool = False

    @property
    def key(self) -> str:
        """How entries name it."""
        return f"{self.model._meta.model_name}-{self.pk}"


def page(subject: Subject, number: int) -> tuple[list[Event], bool]:
    """Give a page of the events of a subject, the newest first, and whether there are older ones."""
    first, *others = sources(subject)
    begin = (number - 1) * PER_PAGE
    rows = first.union(*others, all=True).order_by("-moment", "-told_as", "-row_key")
    found = list(rows[begin : begin + PER_PAGE + 1])
    keys = defaultdict(list)
    for kind, key, _ in found[:PER_PAGE]:
        keys[kind].append(key)
    loaded = [*_edits(keys, subject), *_others(keys)]
    return sorted(loaded, key=lambda one: one.at, reverse=True), len(found) > PER_PAGE


def by_day(events: Iterable[Event]) -> list[tuple[datetime.date, list[Event]]]:
    """Give events under their days."""
    grouped = groupby(events, key=lambda one: timezone.localdate(one.at))
    return [(day, list(group)) for day, group in grouped]


def sources(subject: Subject) -> Iterator[Any]:
    """Yield what there is to tell, (kind, key, moment) of each, one query set for each table."""
    for model in TRACKED:
        rows = model.history.all()
        if subject.model:
            rows = rows.filter(subject=subject.key)
        if subject.statement:
            rows = rows.filter(statement=subject.statement)
        yield _listed(rows, model._meta.model_name, "history_date", "history_id")
    if subject.statement:
        return
    if subject.model is Contract:
        yield _listed(Revision.objects.filter(contract=subject.pk), "revision", "at")
        yield _listed(Notice.objects.filter(contract=subject.pk), "notice", "created_at")
    merges = PartyMerge.objects.all()
    if subject.model:
        merges = merges.filter(_concerning(subject))
        yield _listed(merges, "merge", "at")
        yield _listed(merges.filter(undone_at__isnull=False), "unmerge", "undone_at")
    yield _listed(_log(subject), "log", "at")


def _listed(rows, kind, moment, key="pk"):
    return (
        rows.order_by()
        .annotate(
            told_as=Value(kind, CharField()), row_key=Cast(key, BigIntegerField()), moment=F(moment)
        )
        .values_list("told_as", "row_key", "moment")
    )


def _log(subject):
    entries = AuditEntry.objects.all()
    if not subject.model:
        return entries
    elsewhere = TOLD_BY_REVISIONS if subject.model is Contract else ()
    return entries.filter(subject=subject.key).exclude(what__in=(*TOLD_ELSEWHERE, *elsewhere))


def _concerning(subject):
    """Merges of a party, or of those that a contract names now."""
    if subject.model is not Contract:
        kind = subject.model._meta.model_name
        return Q(kind=kind) & (Q(kept_pk=subject.pk) | Q(merged_pk=subject.pk))
    condition = Q(pk__in=[])
    for kind, pks in _parties(subject.pk).items():
        condition |= Q(kind=kind) & (Q(kept_pk__in=pks) | Q(merged_pk__in=pks))
    return condition


def _parties(pk):
    found: dict[str, set[int]] = defaultdict(set)
    columns = {
        "buyer": ("buyer", "user_body", "claims__buyer"),
        "vendor": ("vendors", "claims__vendor"),
        "stakeholder": ("claims__stakeholder", "interventions__acting__stakeholder"),
    }
    for kind, paths in columns.items():
        for path in paths:
            found[kind].update(
                Contract.objects.filter(pk=pk).order_by().values_list(path, flat=True)
            )
    return {kind: pks - {None} for kind, pks in found.items()}


# Edits of working rows


def _edits(keys, subject):
    entries = list(_entries(keys))
    names = Names(
        (model, state)
        for model, one, before in entries
        for state in (before, vars(one))
        if state is not None
    )
    about = words.statements_in_words({one.statement for _, one, _ in entries})
    entries.sort(key=lambda found: (found[1].history_date, found[1].history_id))
    for group in _grouped(entries, lambda one: (one.edit, one.subject, one.statement)):
        rows = _grouped(group, lambda one: (one.instance_type, one.id))
        # Of what was saved several times in one edit, how it was before the first and after the last.
        first_and_last = [(*row[-1][:2], row[0][2]) for row in rows]
        lines = [_line(*one, names, subject.with_notes) for one in first_and_last]
        yield _edit([one for _, one, _ in group], lines, about)


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


def _line(model, one, before, names, with_notes):
    state = vars(one)
    changes = [] if one.history_type == DELETED else words.changes(
        model, before, state, names, with_notes=with_notes
    )  # fmt: skip
    before_url = _entry_url(one, one.before_) if before else ""
    key = f"{model._meta.model_name}-{one.id}"
    return Line(
        words.row_in_words(model, state, names), key, _how(one, before), changes, before_url
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


# What else was done


def _others(keys) -> Iterator[Event]:
    for kind, tell in _TELLING.items():
        if keys.get(kind):
            yield from tell(keys[kind])


def _revisions(pks):
    for one in Revision.objects.filter(pk__in=pks).select_related("by"):
        what = f"Revision {one.number}: {one.get_kind_display().lower()}"
        yield Event(one.at, one.by.get_username(), what, reason=one.reason, url=_public(one))


def _public(revision):
    if revision.kind == "withdrawn":
        return ""
    return reverse("contract-revision", args=[revision.subject_id, revision.number])


def _notices(pks):
    for one in Notice.objects.filter(pk__in=pks).defer("packed"):
        kind = f"Official notice {one.type}" if one.type else "Official notice"
        yield Event(
            one.created_at,
            "register import",
            f"{kind} imported",
            about=one.title,
            changes=one.changes,
        )


def _merges(pks):
    for one in PartyMerge.objects.filter(pk__in=pks).select_related("by"):
        yield Event(one.at, one.by.get_username(), "Merged", str(one), one.reason)


def _unmerges(pks):
    for one in PartyMerge.objects.filter(pk__in=pks).select_related("undone_by"):
        who = one.undone_by.get_username() if one.undone_by else NOBODY
        yield Event(one.undone_at, who, "Merge undone", str(one), one.undone_reason)


def _entries_of_log(pks):
    for one in AuditEntry.objects.filter(pk__in=pks):
        yield Event(one.at, one.who, one.get_what_display(), one.about, one.said)


_TELLING: dict[str, Callable[[Iterable[int]], Iterator[Event]]] = {
    "revision": _revisions,
    "notice": _notices,
    "merge": _merges,
    "unmerge": _unmerges,
    "log": _entries_of_log,
}

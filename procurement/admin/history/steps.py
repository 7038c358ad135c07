"""What was done besides edits: publications, review, merges, imports, and what the log has."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db.models import Q
from django.urls import reverse

from procurement.models import (
    AuditEntry,
    Contract,
    Note,
    Notice,
    PartyMerge,
    Revision,
    Submission,
)

from . import words
from .event import NOBODY, Event, Subject

# What revisions, submissions and merges tell already, with more.
TOLD_ELSEWHERE = ("merged", "unmerged")
TOLD_OF_CONTRACTS = ("published", "withdrawn", "put_back", "submitted")


def steps(subject: Subject) -> Iterator[tuple[Any, str, str]]:
    """Yield the rows that tell of a subject, how they are told, and the column of when."""
    notes = Note.objects.filter(contract=subject.pk)
    if subject.statement:
        notes = notes.filter(statement=subject.statement)
    if subject.model is Contract and subject.with_notes:
        yield notes, "note", "at"
        yield notes.filter(settled_at__isnull=False), "settled", "settled_at"
    if subject.statement:
        return
    if subject.model is Contract:
        yield from _of_contract(subject.pk)
    if subject.model:
        merges = PartyMerge.objects.filter(_concerning(subject))
        yield merges, "merge", "at"
        yield merges.filter(undone_at__isnull=False), "unmerge", "undone_at"
    yield _log(subject), "log", "at"


def _of_contract(pk):
    yield Revision.objects.filter(contract=pk), "revision", "at"
    yield Notice.objects.filter(contract=pk), "notice", "created_at"
    submissions = Submission.objects.filter(contract=pk)
    yield submissions, "submission", "at"
    # That it failed, and when, the log has.
    answered = submissions.filter(answered_at__isnull=False).exclude(
        state__in=("published", "failed")
    )
    yield answered, "answer", "answered_at"


def _log(subject):
    entries = AuditEntry.objects.all()
    if not subject.model:
        return entries
    elsewhere = TOLD_OF_CONTRACTS if subject.model is Contract else ()
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


def step_events(keys: dict[str, list[int]]) -> Iterator[Event]:
    """Yield the events that rows are told as, by {how they are told: their keys}."""
    for kind, tell in _TELLING.items():
        if keys.get(kind):
            yield from tell(keys[kind])


def _revisions(pks):
    for one in Revision.objects.filter(pk__in=pks).select_related("by"):
        what = f"Revision {one.number}: {one.get_kind_display().lower()}"
        event = Event(one.at, one.by.get_username(), what, reason=one.reason)
        if one.kind != "withdrawn":
            event.url = reverse("contract-revision", args=[one.subject_id, one.number])
            place = [one.contract_id, one.number]
            event.put_back = reverse("admin:procurement_contract_put_back", args=place)
        if one.was_said:
            event.changes = [{"what": "Correction", "before": one.was_said, "after": one.is_right}]
        yield event


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


def _submissions(pks):
    rows = list(Submission.objects.filter(pk__in=pks).select_related("by"))
    called = words.statements_in_words({key for one in rows for key in one.statements})
    for one in rows:
        about = "; ".join(called.get(key, key) for key in one.statements)
        yield Event(one.at, one.by.get_username(), "Submitted", about, one.reason, one.note)


def _answers(pks):
    for one in Submission.objects.filter(pk__in=pks).select_related("answered_by"):
        who = one.answered_by.get_username() if one.answered_by else NOBODY
        what = f"Submission: {one.get_state_display().lower()}"
        yield Event(one.answered_at, who, what, note=one.answer)


def _notes(pks):
    rows = list(Note.objects.filter(pk__in=pks).select_related("by"))
    called = words.statements_in_words({one.statement for one in rows})
    for one in rows:
        about = called.get(one.statement, "")
        yield Event(one.at, one.by.get_username(), "Note", about, one.text)


def _settled(pks):
    for one in Note.objects.filter(pk__in=pks).select_related("settled_by"):
        who = one.settled_by.get_username() if one.settled_by else NOBODY
        yield Event(one.settled_at, who, "Note settled", reason=one.text)


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
    "submission": _submissions,
    "answer": _answers,
    "note": _notes,
    "settled": _settled,
    "merge": _merges,
    "unmerge": _unmerges,
    "log": _entries_of_log,
}

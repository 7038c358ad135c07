"""One list of all that was done, page by page, the newest first."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from django.db.models import BigIntegerField, CharField, F, Value
from django.db.models.functions import Cast
from django.utils import timezone

from .edits import edits
from .event import Event, Subject
from .steps import step_events, steps

PER_PAGE = 50


def page(subject: Subject, number: int) -> tuple[list[Event], bool]:
    """Give a page of the events of a subject, the newest first, and whether there are older ones."""
    begin = (number - 1) * PER_PAGE
    # Of each table as many as may be on the page: each by its own index, however large they are.
    rows = [row for rows in sources(subject) for row in rows[: begin + PER_PAGE + 1]]
    rows.sort(key=lambda row: (row[2], row[0], row[1]), reverse=True)
    found = rows[begin : begin + PER_PAGE + 1]
    keys = defaultdict(list)
    for kind, key, _ in found[:PER_PAGE]:
        keys[kind].append(key)
    loaded = [*edits(keys, subject), *step_events(keys)]
    return sorted(loaded, key=lambda one: one.at, reverse=True), len(found) > PER_PAGE


def by_day(events: Iterable[Event]) -> list[tuple[datetime.date, list[Event]]]:
    """Give events under their days."""
    grouped = groupby(events, key=lambda one: timezone.localdate(one.at))
    return [(day, list(group)) for day, group in grouped]


def sources(subject: Subject) -> Iterator[Any]:
    """Yield what there is to tell, (kind, key, moment) of each, one query set for each table."""
    for model in subject.models:
        rows = model.history.all()
        if subject.model:
            rows = rows.filter(subject=subject.key)
        if subject.statement:
            rows = rows.filter(statement=subject.statement)
        yield _listed(rows, model._meta.model_name, "history_date", "history_id")
    for rows, kind, moment in steps(subject):
        yield _listed(rows, kind, moment)


def _listed(rows, kind, moment, key="pk"):
    return (
        rows.annotate(
            told_as=Value(kind, CharField()), row_key=Cast(key, BigIntegerField()), moment=F(moment)
        )
        .order_by("-moment", "-row_key")
        .values_list("told_as", "row_key", "moment")
    )

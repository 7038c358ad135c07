"""What stands of submissions, notes and whoever works on it beside a record."""

import datetime
from typing import NamedTuple

from django.db.models import DateTimeField, F, JSONField, Value

from procurement.models import Contract, Note, Submission
from procurement.models.submission import OPEN, STATE

NOTES = "procurement.view_note"


class Beside(NamedTuple):
    """A note that is not settled, or a submission that is not over; `about` is the key of a statement, or a state."""

    is_note: bool
    pk: int
    about: str
    text: str
    by: str
    at: datetime.datetime
    due_at: datetime.datetime | None
    statements: dict
    answered_by: str | None
    answered_at: datetime.datetime | None

    @property
    def state(self) -> str:
        """The state of a submission, in words."""
        return STATE.label(self.about)


def beside(user, contract: Contract, versions: dict[str, int]) -> dict:
    """Give what stands beside a record: its submissions that are not over, its open notes. One query.

    `versions` are those of its statements now: `moved` are the submissions that wait, and of which one was saved since.
    """
    rows = _submissions(contract)
    if user.has_perm(NOTES):
        rows = rows.union(_notes(contract), all=True)
    found = sorted(Beside(*row) for row in rows)
    submissions = [one for one in found if not one.is_note]
    return {
        "submissions": submissions,
        "moved": {
            one.pk
            for one in submissions
            if one.about in OPEN and not one.statements.items() <= versions.items()
        },
        "notes": [one for one in found if one.is_note],
        "reads_notes": user.has_perm(NOTES),
        "may_submit": user.has_perm("procurement.add_submission"),
        "may_assign": user.has_perm("procurement.change_contract"),
    }


def _submissions(contract):
    rows = Submission.objects.filter(contract=contract).unfinished().order_by()
    columns = ("pk", "state", "answer", "by__username", "at", "due_at", "statements")
    return rows.values_list(Value(False), *columns, F("answered_by__username"), "answered_at")


def _notes(contract):
    rows = Note.objects.open().filter(contract=contract).order_by()
    never, none = Value(None, output_field=DateTimeField()), Value({}, output_field=JSONField())
    return rows.values_list(
        Value(True), "pk", "statement", "text", "by__username", "at", never, none, Value(""), never
    )

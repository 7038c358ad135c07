"""What stands of submissions, notes and whoever works on it beside a record."""

import datetime
from typing import NamedTuple

from django.db.models import DateTimeField, F, Value

from procurement.models import Contract, Note, Submission
from procurement.models.submission import STATE

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
    answered_by: str | None

    @property
    def state(self) -> str:
        """The state of a submission, in words."""
        return STATE.label(self.about)


def beside(user, contract: Contract) -> dict:
    """Give what stands beside a record: its submissions that are not over, its open notes. One query."""
    rows = _submissions(contract)
    if user.has_perm(NOTES):
        rows = rows.union(_notes(contract), all=True)
    found = sorted(Beside(*row) for row in rows)
    return {
        "submissions": [one for one in found if not one.is_note],
        "notes": [one for one in found if one.is_note],
        "reads_notes": user.has_perm(NOTES),
        "may_submit": user.has_perm("procurement.add_submission"),
        "may_assign": user.has_perm("procurement.change_contract"),
    }


def _submissions(contract):
    rows = Submission.objects.filter(contract=contract).unfinished().order_by()
    columns = ("pk", "state", "answer", "by__username", "at", "due_at")
    return rows.values_list(Value(False), *columns, F("answered_by__username"))


def _notes(contract):
    rows = Note.objects.open().filter(contract=contract).order_by()
    none = Value(None, output_field=DateTimeField())
    return rows.values_list(
        Value(True), "pk", "statement", "text", "by__username", "at", none, Value("")
    )

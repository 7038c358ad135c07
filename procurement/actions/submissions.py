"""Asking for a publication: submitting statements for review, sending them back, and publishing them at a time."""

import datetime
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from procurement.models import Conflict, Contract, Counter, Revision, Submission
from procurement.models.submission import OPEN

from .action_log import log_action
from .change import NEW_FACTS, Change, checked_change
from .errors import NOTHING_TICKED, Refused, checked_reason, checked_text
from .four_eyes import refuse_own
from .public_ids import is_key_of_shared
from .publish import publish
from .statements import Desk, desk, versions_going_out

# So far ahead is a slip of the keys: nobody would remember it.
FARTHEST = datetime.timedelta(days=366)
GONE = "That is not waiting any more: somebody answered it, or it is public."


@transaction.atomic
def submit(
    contract: Contract, versions: Mapping[str, int], *, by, reason: str, change: Change = NEW_FACTS, note=""
) -> Submission:  # fmt: skip
    """Submit the ticked statements, {key: the version that was seen}, for review; with all that goes out with them,
    in the version that was seen or is there now.

    Raises `Refused` where one of them could not go out, is in another submission already, or nothing is
    ticked; `Conflict` when one has moved on. Nothing public changes.
    """
    reason, note = checked_reason(reason), checked_text("The note", note)
    Counter.hold()
    whole = desk(contract)
    change = checked_change(change, first=whole.before is None)
    # What goes along with several of them is no reason to wait: title and parties, say.
    ticked = versions.keys()
    versions = versions_going_out(versions, whole.statements) | dict(versions)
    _refuse_unfit(whole, versions)
    statements = {key: one for key, one in versions.items() if not is_key_of_shared(key)}
    firsts = {key: one for key, one in versions.items() if is_key_of_shared(key)}
    others = Submission.objects.open().filter(contract=contract)
    if taken := {key for one in others for key in one.statements} & ticked:
        labels = [one.label for one in whole.statements if one.key in taken]
        raise Refused([f"“{label}” is in review or scheduled already." for label in labels])
    submission = Submission.objects.create(
        contract=contract, statements=statements, firsts=firsts, by=by, reason=reason, note=note,
        change=change.kind, was_said=change.was_said, is_right=change.is_right,
    )  # fmt: skip
    Submission.objects.follow(submission)
    log_action("submitted", contract, by=by, reason=reason)
    return submission


def _refuse_unfit(whole: Desk, versions):
    if not versions:
        raise Refused([NOTHING_TICKED])
    keys = {key for key in versions if not is_key_of_shared(key)}
    going = versions_going_out(keys, whole.statements)
    if not keys <= going.keys() or not going.items() <= versions.items():
        raise Conflict(whole.contract)
    ticked = [one for one in whole.statements if one.key in keys]
    unfit = [
        f"Nothing of “{one.label}” is to be published." for one in ticked if not one.is_pending
    ]
    lacks = [says for one in ticked for says in one.lacks]
    if found := [*whole.faults, *unfit, *lacks]:
        raise Refused(found)


@transaction.atomic
def send_back(submission: Submission, *, by, note: str) -> Submission:
    """Ask whoever submitted it for something first; say what. Raises `Refused` without, or when it is answered."""
    if not (note := checked_text("The note", note)):
        raise Refused(["Say what is to be done first: whoever submitted it reads that."])
    return _answer(submission, "sent_back", by=by, answer=note)


@transaction.atomic
def take_back(submission: Submission, *, by, note: str = "") -> Submission:
    """Ask for it no more, whether it waits, is scheduled, was sent back or failed. Raises `Refused`."""
    states = ("in_review", "scheduled", "sent_back", "failed")
    note = checked_text("The note", note) or submission.answer
    return _answer(submission, "cancelled", by=by, answer=note, log="taken_back", states=states)


@transaction.atomic
def schedule(submission: Submission, *, by, due_at: datetime.datetime) -> Submission:
    """Have it published at a time, or at another one, in the name of `by`, by `publish_due`. Nothing of it is
    public before.

    Raises `Refused` for a time that is past or more than a year ahead, where two people are asked for and
    `by` saved some of it last, or when it is answered; `Conflict` when a statement has moved on.
    """
    if fault := time_fault(due_at):
        raise Refused([fault])
    Counter.hold()
    whole = desk(submission.contract)
    _refuse_unfit(whole, submission.versions)
    refuse_own([one for one in whole.statements if one.key in submission.statements], by)
    return _answer(submission, "scheduled", by=by, answer="", states=OPEN, due_at=due_at)


def time_fault(due_at: datetime.datetime) -> str:
    """Say why nothing can be published at a time; "" where it can."""
    if due_at <= timezone.now():
        return "That time is past: publish it now, or choose a later one."
    if due_at > timezone.now() + FARTHEST:
        return "That is more than a year ahead: choose an earlier time."
    return ""


def _answer(submission, state, *, by, answer, log="", states=("in_review",), **columns):
    """Answer it, unless somebody did meanwhile."""
    rows = Submission.objects.filter(pk=submission.pk, state__in=states)
    said = {"state": state, "answer": answer, "answered_by": by, "answered_at": timezone.now()}
    if not rows.update(**said, **columns):
        raise Refused([GONE])
    submission.refresh_from_db()
    due = submission.due_at if state == "scheduled" else None
    about = f", for {timezone.localtime(due):%d %B %Y, %H:%M}" if due else ""
    # What is said of it is a note: it stands with the submission, and not where nothing can be taken out.
    log_action(log or state, submission.contract, about=about, by=by, reason="")
    return submission


def fail(submission: Submission, says: str) -> bool:
    """Say of what is scheduled that it could not be published, and why: to whoever waits, and to the log.

    False where it is scheduled no more.
    """
    rows = Submission.objects.filter(pk=submission.pk, state="scheduled")
    if not rows.update(state="failed", answer=says):
        return False
    submission.refresh_from_db()
    by = submission.answered_by
    log_action("publication_failed", submission.contract, by=by, reason=says)
    return True


@transaction.atomic
def publish_submission(submission: Submission, *, by, at=None) -> Revision:
    """Publish what was submitted or scheduled, exactly as it was then; it is closed by that.

    Raises `Conflict` when a statement has moved on, and `Refused` as `publish` does, or when it is answered.
    """
    Counter.hold()
    one = Submission.objects.select_for_update(of=("self",)).open().filter(pk=submission.pk).first()
    if one is None:
        raise Refused([GONE])
    return publish(
        one.contract, by=by, reason=one.reason, change=change_of(one), at=at,
        only=[*one.statements], versions=one.versions,
    )  # fmt: skip


def change_of(submission: Submission) -> Change:
    """Give what kind of change a submission is."""
    return Change(submission.change, submission.was_said, submission.is_right)

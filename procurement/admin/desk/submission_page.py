"""What the page of a submission says."""

from urllib.parse import urlencode

from procurement import actions
from procurement.models import Submission
from procurement.models.submission import RETURNED

from .page import listed
from .publication_form import kind_in_words
from .publishing import TICKS
from .review_beside import NOTES
from .with_reason import PERMISSION


def submission_context(user, submission: Submission) -> dict:
    """Give what its page shows: each statement as it is now, whether it moved on, and what may be done."""
    desk = actions.desk(submission.contract).statements
    known = {one.key: one for one in desk}
    going = actions.versions_going_out(submission.statements, desk)
    keys = {**submission.statements, **going} if submission.is_open else submission.statements
    there = [known[key] for key in keys if key in known]
    publishes = user.has_perm(PERMISSION)
    returned = submission.state in RETURNED
    statements = [_statement(one, submission) for one in there]
    gone = len(submission.statements.keys() - known.keys())
    # What moved on since cannot go out as it was submitted.
    stands = not gone and going.items() <= submission.versions.items()
    return {
        "submission": submission,
        "change": kind_in_words(submission),
        "statements": statements,
        "preview": urlencode([(TICKS, key) for key in submission.statements]),
        "gone": gone,
        "own": _own([one for one in there if one.is_pending], user),
        "reads_notes": user.has_perm(NOTES),
        "may_decide": publishes and submission.state == "in_review",
        "may_publish_now": publishes and submission.is_open and stands,
        "may_submit_again": returned and user.has_perm("procurement.add_submission"),
        "may_take_back": may_take_back(user, submission) and (submission.is_open or returned),
    }


def may_take_back(user, submission: Submission) -> bool:
    """Tell whether an account may ask for it no more: its own; a publisher, also what cannot be sent back."""
    publishes = user.has_perm(PERMISSION)
    if submission.by_id == user.pk:
        return publishes or user.has_perm("procurement.add_submission")
    return publishes and submission.state != "in_review"


def _own(statements, user):
    own = actions.own_among(statements, user).values()
    return list(dict.fromkeys(label for labels in own for label in labels))


def _statement(one, submission):
    moved = one.version != submission.statements.get(one.key)
    return listed(one) | {
        "changes": one.changes, "lacks": one.lacks, "saved_by": one.row.saved_by if moved else None,
        "moved": moved or not one.versions.items() <= submission.versions.items(), "firsts": one.firsts,
    }  # fmt: skip

"""Publishing what was scheduled, once its time has come."""

import datetime
import logging
from typing import NamedTuple

from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone

from procurement.models import Conflict, Counter, Revision, Submission

from .errors import Refused
from .submissions import fail, publish_submission

logger = logging.getLogger(__name__)
MAY_PUBLISH = "procurement.publish_contract"
MOVED_ON = "A statement was changed after it was scheduled: look at it, and schedule it again."
CLOSED = "{name} scheduled it, and may not publish any more."
FAULT = "It could not be published because of a fault of this site, which its log tells."


class Due(NamedTuple):
    """A schedule whose time had come: its revision, or why there is none."""

    submission: Submission
    revision: Revision | None
    says: str = ""


def publish_due(now: datetime.datetime | None = None) -> list[Due]:
    """Publish each submission that is due, the earliest first; give what became of each.

    Each is one transaction: it is published, or failed with a reason, or stays as it is where the database
    is away (then its error is raised). Whoever does the same at once finds it done.
    """
    now = now or timezone.now()
    due = list(Submission.objects.due(now).values_list("pk", flat=True))
    return [done for pk in due if (done := _one(pk, now))]


def _one(pk, now) -> Due | None:
    try:
        return _published(pk, now)
    except Conflict:
        return _failed(pk, MOVED_ON)
    except Refused as refused:
        return _failed(pk, str(refused))
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        # Of any kind: what fails for one must not keep the next from its time, minute after minute.
        logger.exception("A scheduled publication failed: submission %d.", pk)
        return _failed(pk, FAULT)


@transaction.atomic
def _published(pk, now):
    Counter.hold()
    rows = Submission.objects.select_for_update(of=("self",)).due(now)
    one = rows.filter(pk=pk).select_related("contract", "answered_by").first()
    if one is None:
        return None
    by = one.answered_by
    if not by.has_perm(MAY_PUBLISH):
        raise Refused([CLOSED.format(name=by.get_username())])
    return Due(one, publish_submission(one, by=by))


@transaction.atomic
def _failed(pk, says):
    one = Submission.objects.filter(pk=pk).first()
    return Due(one, None, says) if one and fail(one, says) else None

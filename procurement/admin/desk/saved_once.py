"""What is new is saved once, however often its form is sent: the page carries a key, by which its history knows it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth import get_user_model
from django.core import signing
from django.db.models import Model
from django.http import QueryDict
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from procurement import author

ONCE = "_once"
SALT = "procurement.admin.desk.once"


class SavedAlready(Exception):
    """A form of something new that was sent before, and saved as `row`."""

    def __init__(self, row: Model) -> None:
        super().__init__()
        self.row = row


def new_key() -> str:
    """Give what a page of something new carries: a key, and since when it can be in the history."""
    return signing.dumps([uuid4().hex, timezone.now().isoformat()], salt=SALT)


@contextmanager
def known_by_its_key(data: QueryDict) -> Iterator[None]:
    """Let what is saved meanwhile be the edit whose key a page sent."""
    key, _ = _read(data)
    with author.editing(key=key):
        yield


def refuse_twice(model: type[Model], data: QueryDict | None, by: Any) -> None:
    """Raise `SavedAlready` where what a page sent is in the record; in a transaction, which waits for another."""
    key, since = _read(data or {})
    if key is None:
        return
    # Of one account one at a time: what is sent twice may be looked at at the same moment.
    list(get_user_model().objects.select_for_update(no_key=True).filter(pk=by.pk).values_list("pk"))
    entries = model.history.filter(edit=key, history_date__gte=since, history_user=by)  # type: ignore[attr-defined]
    if row := model._default_manager.filter(pk__in=entries.values("id")).first():
        raise SavedAlready(row)


def _read(data):
    try:
        key, since = signing.loads(data.get(ONCE, ""), salt=SALT)
    except signing.BadSignature:
        return None, None
    return UUID(key), parse_datetime(since)

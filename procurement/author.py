"""Who edits, as the history of working rows asks: of a request whoever is logged in, of an action its `by`.

What is written within one request, or within the outermost `editing`, is one edit.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4


@dataclass(frozen=True)
class Edit:
    """What somebody does at once: `account` gives whose it is, None for nobody's; `reason` is told with it."""

    account: Callable[[], Any] = lambda: None
    reason: str = ""
    key: UUID = field(default_factory=uuid4)


_edit: ContextVar[Edit | None] = ContextVar("edit", default=None)


def current() -> Edit:
    """Give the edit that is under way; outside of all, one of its own that is nobody's."""
    return _edit.get() or Edit()


@contextmanager
def editing(by: Any = None, reason: str = "", key: UUID | None = None) -> Iterator[None]:
    """Let all that is written meanwhile be one edit, of `by` where that is given, known by `key`."""
    outer = current()
    account = (lambda: by) if by is not None else outer.account
    with _as(Edit(account, reason or outer.reason, key or outer.key)):
        yield


@contextmanager
def of_request(request: Any) -> Iterator[None]:
    """Let all that a request writes be one edit of whoever is logged in by then."""

    def account():
        user = getattr(request, "user", None)
        return user if user is not None and user.is_authenticated else None

    with _as(Edit(account)):
        yield


@contextmanager
def _as(edit):
    token = _edit.set(edit)
    try:
        yield
    finally:
        _edit.reset(token)

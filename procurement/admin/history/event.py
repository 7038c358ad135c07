"""What the list of the history is made of: events, and whose they are."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from procurement.models import (
    Citation,
    Claim,
    Contract,
    Identifier,
    Intervention,
    InterventionGround,
)
from procurement.models.history import TRACKED

from .words import Change

OF_CONTRACT = (Contract, Claim, Intervention, InterventionGround, Citation)
NOBODY = "not by an account"


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
    # For editors alone.
    note: str = ""
    lines: list[Line] = field(default_factory=list)
    changes: list[Any] = field(default_factory=list)
    url: str = ""
    then: str = ""
    # Where publishers put back what was public from then on, and which revision that is.
    put_back: str = ""
    # Of which contract, party or source, where the list is of all that was done.
    of: str = ""

    @property
    def changed(self) -> list[Line]:
        """Of its lines, those of rows that were there before and are there still."""
        return [line for line in self.lines if line.how == "Changed"]

    @property
    def entered(self) -> list[Line]:
        """Those of rows that are new."""
        return [line for line in self.lines if line.changes and line.how != "Changed"]

    @property
    def deleted(self) -> list[Line]:
        """Those of rows that are gone."""
        return [line for line in self.lines if not line.changes]


@dataclass(frozen=True)
class Subject:
    """Whose history is told, perhaps of one statement alone; without a model, that of all there is."""

    model: Any = None
    pk: int = 0
    statement: str = ""
    with_notes: bool = False

    @property
    def models(self) -> Iterable[Any]:
        """The models whose entries may be part of its history."""
        if self.model is None:
            return TRACKED
        return OF_CONTRACT if self.model is Contract else (self.model, Identifier)

    @property
    def key(self) -> str:
        """How entries name it."""
        return f"{self.model._meta.model_name}-{self.pk}"

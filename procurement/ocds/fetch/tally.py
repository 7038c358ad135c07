"""What one fetch did, counted."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

COUNTS = ("releases", "created", "updated", "unchanged", "rejected", "problems")


class Report(Protocol):
    """What the importer says of the files it was given; `refused` has a message for each it would not take."""

    releases: int
    created: int
    updated: int
    unchanged: int
    rejected: int
    problems: int
    refused: list[str]


Take = Callable[[list[str]], Report]


@dataclass
class Tally:
    """The counts of one fetch; `refused` are the messages of the importer."""

    windows: int = 0
    requests: int = 0
    waited_seconds: float = 0.0
    releases: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0
    problems: int = 0
    seconds: float = 0.0
    refused: list[str] = field(default_factory=list)

    def add(self, report: Report) -> None:
        """Add what the importer did."""
        for name in COUNTS:
            setattr(self, name, getattr(self, name) + getattr(report, name))
        self.refused.extend(report.refused)

"""What an import did, counted; and what a fetch did, of which importing is a part."""

from dataclasses import asdict, dataclass, field

COUNTS = ("releases", "created", "updated", "unchanged", "rejected", "problems")


@dataclass
class Report:
    """What an import did. Releases = created + updated + unchanged + rejected.

    `refused` has a message for each file that it would not take.
    """

    files: int = 0
    releases: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0
    problems: int = 0
    seconds: float = 0.0
    refused: list[str] = field(default_factory=list)

    def as_json(self) -> dict:
        """Give the counts, without the files that were refused."""
        return {key: value for key, value in asdict(self).items() if key != "refused"}


@dataclass
class Tally(Report):
    """What one fetch did: its requests, and all imports of what came."""

    windows: int = 0
    requests: int = 0
    waited_seconds: float = 0.0

    def add(self, report: Report) -> None:
        """Add what the importer did."""
        for name in COUNTS:
            setattr(self, name, getattr(self, name) + getattr(report, name))
        self.refused.extend(report.refused)

"""Answers as they came, kept before they are read: compressed, with what is known of each beside it."""

import gzip
import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from .private_files import UNFINISHED, folder, write
from .windows import Window

KEPT, IMPORTED, FULL, REFUSED = "kept", "imported", "full", "refused"
BODY, INDEX = ".ocds.json.gz", ".index.json"


@dataclass(frozen=True)
class StoredAnswer:
    """One answer: `status` is kept until the importer took or refused it, or full where its halves are asked instead.

    `last` says that with it the window is whole; `again`, how often the window of a refused answer
    was asked for again. `sha256` and `bytes` are of the body as it came.
    """

    url: str
    window: tuple[str, str]
    fetched_at: str
    sha256: str
    bytes: int
    status: str = KEPT
    last: bool = False
    again: int = 0

    @property
    def stem(self) -> str:
        """Return what the names of all files of its window begin with."""
        return Window.between(*self.window).stem

    @property
    def name(self) -> str:
        """Return the name of its files, without their endings."""
        return f"{self.stem}-{self.sha256[:16]}"

    def at(self) -> datetime:
        """Return when it was fetched."""
        return datetime.fromisoformat(self.fetched_at)


class AnswerStore:
    """The folder of one service's answers. Nobody but its owner may open it."""

    def __init__(self, path: Path) -> None:
        folder(path.parent)
        self.path = folder(path)

    def add(self, url: str, window: Window, body: bytes, now: datetime) -> StoredAnswer:
        """Write an answer down; only then is it said to be kept."""
        sha256 = hashlib.sha256(body).hexdigest()
        kept = StoredAnswer(url, window.bounds(), now.isoformat(), sha256, len(body))
        write(self.file(kept), gzip.compress(body, compresslevel=6, mtime=0))
        return self.mark(kept)

    def mark(self, kept: StoredAnswer, **changes) -> StoredAnswer:
        """Write down what became of an answer, and give it back so."""
        kept = replace(kept, **changes)
        write(self.path / f"{kept.name}{INDEX}", json.dumps(asdict(kept), indent=1).encode())
        return kept

    def file(self, kept: StoredAnswer) -> Path:
        """Return where its compressed body is."""
        return self.path / f"{kept.name}{BODY}"

    def all(self, stem: str = "") -> Iterator[StoredAnswer]:
        """Yield each answer, the oldest window first; those of one window, where its stem is given."""
        for path in sorted(self.path.glob(f"{stem}*{INDEX}")):
            if kept := _read(path):
                yield kept

    def settled(self) -> dict[tuple[str, str], StoredAnswer]:
        """Return {both ends: answer} of the windows that were whole, and over for a day, when asked."""
        return {
            kept.window: kept
            for kept in self.all()
            if kept.last and Window.between(*kept.window).is_settled(kept.at())
        }

    def refused(self) -> dict[tuple[str, str], int]:
        """Return {both ends: how often it was asked for again} of the windows with a refused answer."""
        found: dict[tuple[str, str], int] = {}
        for kept in self.all():
            if kept.status == REFUSED:
                found[kept.window] = max(kept.again, found.get(kept.window, 0))
        return found

    def ask_again(self, window: Window, again: int) -> None:
        """Write down how often a window with a refused answer was asked for again."""
        for kept in self.all(window.stem):
            if kept.status == REFUSED:
                self.mark(kept, again=again)

    def supersede(self, newest: StoredAnswer) -> None:
        """Remove what the importer never took of a window that is whole with this later answer."""
        for kept in self.all(newest.stem):
            if kept.status in (KEPT, REFUSED) and kept.at() < newest.at():
                self._remove(kept)

    def tidy(self) -> None:
        """Remove what a run that was cut off left behind: halves of files, and bodies without index."""
        whole = {f"{kept.name}{ending}" for kept in self.all() for ending in (BODY, INDEX)}
        for path in self.path.iterdir():
            if path.name not in whole and path.name.endswith((UNFINISHED, BODY, INDEX)):
                path.unlink()

    def forget(self, before: datetime) -> None:
        """Remove the answers fetched before that moment, unless the importer is yet to take them.

        Of a refused one its index stays: it says how often its window was asked for again.
        """
        for kept in self.all():
            if kept.at() >= before:
                continue
            if kept.status == REFUSED:
                self.file(kept).unlink(missing_ok=True)
            elif kept.status != KEPT:
                self._remove(kept)

    def _remove(self, kept: StoredAnswer) -> None:
        self.file(kept).unlink(missing_ok=True)
        (self.path / f"{kept.name}{INDEX}").unlink(missing_ok=True)


def _read(path: Path) -> StoredAnswer | None:
    try:
        fields = json.loads(path.read_bytes())
        kept = StoredAnswer(**fields | {"window": tuple(fields["window"])})
    except (OSError, ValueError, TypeError, KeyError):
        return None
    is_there = kept.status == REFUSED or path.with_name(f"{kept.name}{BODY}").exists()
    return kept if is_there else None

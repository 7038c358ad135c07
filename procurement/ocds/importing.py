"""One run of the importer: files in, a report out. Every release is accounted for."""

import fcntl
import gc
import os
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from procurement import actions
from procurement.models import ImportProblem, ImportRun, bulk

from . import load
from .child_process import few_collections
from .notice import Notice
from .prepare import prepared
from .progress import Progress
from .reading import FileRefused, Spool, take_in
from .ready import Batch
from .report import Report

BATCH = 500
STANDARD_INPUT = "-"
CLASH_ADVICE = "Take the demonstration out with clear_demo, and import the file again."


class Busy(Exception):
    """Another import is under way."""


def import_files(paths: Iterable[str], *, progress: bool = False, invented: bool = False) -> Report:
    """Import files of OCDS; give what came of it.

    `-` is standard input. A file that is refused leaves nothing behind, and the others are taken.
    Raises `Busy` while another import is under way.
    """
    with alone(), _few_collections(), bulk.much_writing():
        return Importer(list(paths), progress, invented).run()


@contextmanager
def alone() -> Iterator[None]:
    """One import at a time on this machine; on PostgreSQL batches wait for one another anyway."""
    place = Path(settings.DATA_DIR) / "import.lock"
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy("Another import is under way. Wait until it has ended.") from None
        yield


@contextmanager
def _few_collections() -> Iterator[None]:
    before = gc.get_threshold()
    few_collections()
    try:
        yield
    finally:
        gc.set_threshold(*before)


class Importer:
    """One run, as it goes."""

    def __init__(self, paths: list[str], progress: bool, invented: bool) -> None:
        self.paths, self.invented = paths, invented
        self.report = Report()
        self.touched: set[int] = set()
        self.progress = Progress(sys.stderr if progress else None)
        self.interrupted = ImportRun.objects.filter(status="running").update(status="interrupted")
        self.model = ImportRun.objects.create(names="\n".join(paths), demonstration=invented)
        self.began = time.monotonic()
        actions.adopt_names()

    def run(self) -> Report:
        """Take every file, then settle what is left."""
        for path in self.paths:
            try:
                self._file(path)
            except FileRefused as error:
                self._refuse(path, error)
        with self.progress.phase("Settling"):
            load.catch_up(self.touched, everything=bool(self.interrupted), invented=self.invented)
        self.report.seconds = round(time.monotonic() - self.began, 3)
        ImportRun.objects.filter(pk=self.model.pk).update(
            status="refused" if self.report.refused else "finished",
            finished_at=timezone.now(),
            milliseconds=int(self.report.seconds * 1000),
        )
        return self.report

    def _file(self, path: str) -> None:
        with _opened(path) as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(0)
            with self.progress.phase(f"Reading {path}", size, "B") as bar:
                spool = take_in(file, bar)
        try:
            self._take(path, spool)
        finally:
            spool.close()
        self.report.files += 1
        ImportRun.objects.filter(pk=self.model.pk).update(files=self.report.files)

    def _take(self, path: str, spool: Spool) -> None:
        self._problems([self._problem("noted", path, **note._asdict()) for note in spool.notes])
        with self.progress.phase(f"Taking {path}", spool.count, " releases") as bar:
            for batch in prepared(spool, BATCH, invented=self.invented):
                self._batch(path, batch)
                bar(batch.releases, add=True)
                del batch  # before the next is fetched

    def _batch(self, path: str, batch: Batch) -> None:
        """Take a batch; its counts and problems are written in the same transaction."""

        def account(taken: load.Written) -> None:
            self._count(taken, batch)
            self._problems([*self._rejected(path, batch), *self._told(path, batch.notices, taken)])

        taken = load.write_batch(
            batch.notices, batch.compiled, invented=self.invented, then=account
        )
        self.touched |= taken.touched

    def _rejected(self, path: str, batch: Batch) -> Iterator[ImportProblem]:
        for note, position, ocid in batch.rejected:
            yield self._problem(
                "rejected", path, **note._asdict() | {"position": position, "ocid": ocid}
            )

    def _told(
        self, path: str, notices: list[Notice], taken: load.Written
    ) -> Iterator[ImportProblem]:
        held = {id(one) for one in taken.unchanged} | {id(one) for one, _ in taken.clashed}
        for one in notices:
            if id(one) not in held:
                for note in one.notes:
                    yield self._problem("noted", path, **_whose(one), **note._asdict())
        for one, reason in taken.clashed:
            row = {"field": "ocid", "value": one.ocid, "reason": reason, "advice": CLASH_ADVICE}
            yield self._problem("rejected", path, **_whose(one), **row)
        for field, value, reason, advice in taken.review:
            row = {"field": field, "value": value[:200], "reason": reason, "advice": advice}
            yield self._problem("review", path, **row)

    def _problem(self, kind: str, path: str, **columns) -> ImportProblem:
        return ImportProblem(run=self.model, kind=kind, file=path, **columns)

    def _count(self, taken: load.Written, batch: Batch) -> None:
        counts = {
            "releases": batch.releases,
            "created": taken.created,
            "updated": taken.updated,
            "unchanged": batch.unchanged + len(taken.unchanged),
            "rejected": len(batch.rejected) + len(taken.clashed),
        }
        for name, number in counts.items():
            setattr(self.report, name, getattr(self.report, name) + number)
        ImportRun.objects.filter(pk=self.model.pk).update(
            **{name: F(name) + number for name, number in counts.items()}
        )

    def _problems(self, rows: list[ImportProblem]) -> None:
        ImportProblem.objects.bulk_create(rows)
        self.report.problems += len(rows)
        if rows:
            ImportRun.objects.filter(pk=self.model.pk).update(problems=F("problems") + len(rows))

    def _refuse(self, path: str, error: FileRefused) -> None:
        self.report.refused.append(f"{path}: {error}")
        row = {name: getattr(error, name) for name in ("position", "value", "reason", "advice")}
        self._problems([self._problem("refused", path, **row)])


def _whose(one: Notice) -> dict[str, str]:
    return {"position": one.position, "ocid": one.ocid, "release_id": one.release_id}


@contextmanager
def _opened(path: str) -> Iterator[BinaryIO]:
    """Open a file; standard input is kept on disk first, because it is read twice."""
    if path == STANDARD_INPUT:
        with tempfile.TemporaryFile() as kept:
            while chunk := sys.stdin.buffer.read(1 << 20):
                kept.write(chunk)
            kept.seek(0)
            yield kept
        return
    try:
        with open(path, "rb") as file:
            yield file
    except OSError as error:
        raise FileRefused(
            f"It cannot be read: {error.strerror or error}.", advice="Name a file that can be read."
        ) from error

"""A response on its way to a slow client: made as fast as the record gives it, sent as it is taken.

What is made and not yet taken lies in a temporary file. So whatever it was made with, a connection
above all, is free as soon as the last row is read.
"""

import logging
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from tempfile import TemporaryFile
from threading import Condition, Thread
from typing import Protocol

# The server ends whatever it sends as if it were whole; so this must be told where people and
# programs will stumble over it.
BROKEN = b"\r\nTHIS FILE IS NOT WHOLE: it broke off while it was made. Please fetch it again.\r\n"
PIECE = 262_144

logger = logging.getLogger(__name__)


class Parts(Protocol):
    """What Django streams."""

    def __iter__(self) -> Iterator[bytes]: ...

    def close(self) -> None:
        """End it."""


class Spool:
    """The parts of a response, which a thread of their own makes inside `working`.

    `sent` is called once, when it is closed, which whoever sends it must do. Raises OSError where
    there is no room for the file; then it is as if it were never asked for, and `sent` is called.
    """

    def __init__(
        self, parts: Parts, working: AbstractContextManager, sent: Callable[[], None]
    ) -> None:
        self._parts, self._working, self._sent = parts, working, sent
        try:
            # The last of two threads closes it.
            self._file = TemporaryFile(prefix="spool-")  # noqa: SIM115
        except OSError:
            sent()
            raise
        self._moved = Condition()
        self._length, self._made, self._left = 0, False, False
        Thread(target=self._make, name="spool", daemon=True).start()

    def __iter__(self) -> Iterator[bytes]:
        place = 0
        while piece := self._after(place):
            place += len(piece)
            yield piece

    def close(self) -> None:
        """Keep it no longer, whether all of it was sent or not."""
        with self._moved:
            if self._left:
                return
            self._left = True
            if self._made:
                self._file.close()
        self._sent()

    def _after(self, place: int) -> bytes:
        with self._moved:
            self._moved.wait_for(lambda: self._made or self._length > place)
            most = min(self._length - place, PIECE)
        return os.pread(self._file.fileno(), most, place)

    def _make(self) -> None:
        try:
            with self._working:
                try:
                    self._keep_all(self._parts)
                finally:
                    self._parts.close()
        except Exception:
            logger.exception("A file broke off while it was made")
            self._keep(BROKEN)
        finally:
            self._end()

    def _keep_all(self, parts: Iterable[bytes]) -> None:
        for part in parts:
            if not self._keep(part):
                return

    def _keep(self, part: bytes) -> bool:
        """Write one part behind the others; give whether anybody still wants more."""
        with self._moved:
            if self._left:
                return False
            written = self._length
        rest = memoryview(part)
        while rest:
            count = os.pwrite(self._file.fileno(), rest, written)
            written, rest = written + count, rest[count:]
        with self._moved:
            self._length = written
            self._moved.notify()
        return True

    def _end(self) -> None:
        with self._moved:
            self._made = True
            if self._left:
                self._file.close()
            self._moved.notify()

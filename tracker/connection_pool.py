"""Connections to the database, a few, each lent to one request at a time.

Threads are many, so that some are free whatever the others wait for; Django would give each a
connection of its own.
"""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from threading import Lock
from time import monotonic
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from . import timeouts


class NoneFree(Exception):
    """No connection is free: the database hangs, or too many wait for one already."""


class Lender:
    """So many connections, for requests that take so many seconds; so many more may wait for one.

    They wait in line, for as long as it moves: a busy site is slow, a hung one says so.
    """

    def __init__(self, count: int, seconds: float, most_waiting: int, **changes: Any) -> None:
        """`changes` are those of Django's settings of the database that these connections have."""
        self.seconds, self._most_waiting, self._changes = seconds, most_waiting, changes
        self._free = [self._made() for _ in range(count)]
        self._line: deque[SimpleQueue[BaseDatabaseWrapper]] = deque()
        self._lock, self._moved = Lock(), monotonic()

    @contextmanager
    def lent(self) -> Iterator[BaseDatabaseWrapper]:
        """Lend a connection, which is to be given back, and bound what this thread waits on it.

        Raises `NoneFree`.
        """
        came = monotonic()
        connection = self._take(came)
        with timeouts.within(self._end(came), self.seconds * timeouts.FURTHER):
            yield connection

    def give_back(self, connection: BaseDatabaseWrapper, answered: bool) -> None:
        """Let the next have a connection; whether the database answered on it says that it lives."""
        with self._lock:
            if answered:
                self._moved = monotonic()
            if self._line:
                self._line.popleft().put(connection)
            else:
                self._free.append(connection)

    def _take(self, came: float) -> BaseDatabaseWrapper:
        with self._lock:
            if self._free:
                return self._free.pop()
            if len(self._line) >= self._most_waiting:
                raise NoneFree
            place: SimpleQueue[BaseDatabaseWrapper] = SimpleQueue()
            self._line.append(place)
        return self._in_line(place, came)

    def _in_line(self, place, came):
        while (left := self._end(came) - monotonic()) > 0:
            try:
                return place.get(timeout=left)
            except Empty:
                continue  # The line may have moved meanwhile.
        with self._lock:
            if place in self._line:
                self._line.remove(place)
                raise NoneFree
        return place.get()

    def _end(self, came: float) -> float:
        """Until when a request that came then may wait: it counts from the last sign of life."""
        return max(came, self._moved) + self.seconds * timeouts.TOGETHER

    def _made(self) -> BaseDatabaseWrapper:
        made = connections.create_connection(DEFAULT_DB_ALIAS)
        options = timeouts.limited(made.settings_dict, self.seconds)
        made.settings_dict = made.settings_dict | {"OPTIONS": options, **self._changes}
        made.inc_thread_sharing()
        return made


@contextmanager
def used(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Let Django, in this thread, use a connection that was lent."""
    connections[DEFAULT_DB_ALIAS] = connection
    try:
        yield
    finally:
        del connections[DEFAULT_DB_ALIAS]

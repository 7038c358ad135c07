"""How long anybody waits for the database: said to the database, and kept by ourselves.

A database that hangs keeps none of the limits it was told, so that whoever asks must look at the
clock: `wait` is what psycopg2 waits by.
"""

import select
from collections.abc import Iterator
from contextlib import contextmanager
from threading import local
from time import monotonic
from typing import Any

import psycopg2
from psycopg2 import extensions

# Of the seconds of a request: those for its waits together, and what each further one still gets.
# A page that finds its connection hung waits, finds it closed, and tries one anew: all of them.
TOGETHER, FURTHER = 0.6, 0.1
# What stands idle inside a transaction keeps rows from everybody; a busy machine needs some time.
LEAST_IDLE = 60

_asked = local()


@contextmanager
def within(end: float, further: float) -> Iterator[None]:
    """Let this thread wait for PostgreSQL until `end`, of the monotonic clock, then so long each time.

    What waits longer fails with psycopg2's OperationalError, and its connection is closed.
    """
    _asked.end, _asked.further, _asked.answered = end, further, True
    try:
        yield
    finally:
        del _asked.end, _asked.further


def answered() -> bool:
    """Say whether the database answered this thread in time, each time in the last `within`."""
    return _asked.answered


def wait(connection: Any) -> None:
    """Wait until a connection of psycopg2 has its answer, for as long as this thread may."""
    state = connection.poll()
    if state == extensions.POLL_OK:
        return
    end = None
    if hasattr(_asked, "end"):
        end = max(_asked.end, monotonic() + _asked.further)
    while state != extensions.POLL_OK:
        _until(connection, state, end)
        state = connection.poll()


def _until(connection, state, end):
    # As `select` does it for numbers beyond 1024 too.
    poll = select.poll()
    poll.register(
        connection.fileno(), select.POLLIN if state == extensions.POLL_READ else select.POLLOUT
    )
    seconds = None if end is None else max(end - monotonic(), 0)
    if not poll.poll(seconds and seconds * 1000) and end is not None:
        _asked.answered = False
        raise psycopg2.OperationalError("the database did not answer in time")


def by_the_clock() -> None:
    """Let every connection of this process to PostgreSQL wait by `wait`."""
    extensions.set_wait_callback(wait)


def limited(database: dict[str, Any], seconds: float) -> dict[str, Any]:
    """Give the OPTIONS of a database of Django's settings, with its own limits for so many seconds."""
    options = database["OPTIONS"]
    if database["ENGINE"].endswith("sqlite3"):
        return options | {"timeout": min(seconds * TOGETHER, options["timeout"])}
    milliseconds = {
        "statement_timeout": int(seconds * TOGETHER * 1000),
        "lock_timeout": int(seconds * TOGETHER * 1000),
        "idle_in_transaction_session_timeout": int(max(seconds, LEAST_IDLE) * 1000),
    }
    told = " ".join(f"-c {name}={value}" for name, value in milliseconds.items())
    # Of two that are given, the last counts: commands have limits of their own before.
    return options | {"options": f"{options.get('options', '')} {told}".strip()}

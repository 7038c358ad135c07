"""One fetch at a time: two together would ask twice as often as they may."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .errors import FetchError
from .private_files import FILE


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Hold the lock file; the system lets go of it however this process ends.

    Raises `FetchError` where another process holds it, naming that process.
    """
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, FILE), "r+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise FetchError(
                f"Another fetch is running (process {file.read(20) or 'unknown'}); "
                "start this one when it has ended."
            ) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield

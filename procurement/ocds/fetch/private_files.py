"""Files and folders for the eyes of their owner alone: answers hold names and addresses of people.

And the lock: two fetches together would ask twice as often as they may.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .errors import FetchError

FOLDER, FILE = 0o700, 0o600
UNFINISHED = ".part"


def folder(path: Path) -> Path:
    """Make the folder where it is missing, and close it to others; give it back."""
    path.mkdir(mode=FOLDER, parents=True, exist_ok=True)
    path.chmod(FOLDER)
    return path


def write(path: Path, content: bytes) -> None:
    """Write the file whole or not at all, even where the power fails; it replaces one of its name."""
    unfinished = path.with_name(path.name + UNFINISHED)
    unfinished.unlink(missing_ok=True)
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(unfinished, path)
    _settle(path.parent)


def _settle(path: Path) -> None:
    opened = os.open(path, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


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

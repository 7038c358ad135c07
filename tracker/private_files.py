"""Files that only whoever runs the site may read: drafts and password hashes are in the database."""

import os
from contextlib import suppress
from pathlib import Path

FILE = 0o600
FOLDER = 0o700
# SQLite gives its log and its shared memory the mode that the database has when it makes them.
_BESIDE = ("", "-wal", "-shm", "-journal")


def make_folder(path: Path) -> None:
    """Make a folder that others cannot list, where it is not there. One that is there stays as it is."""
    path.mkdir(mode=FOLDER, parents=True, exist_ok=True)


def keep_private(database: str) -> None:
    """Make the file of an SQLite database before SQLite does; tighten one that is there.

    One that is there is never opened: whoever closes it takes away all locks that this process has
    on it (https://www.sqlite.org/howtocorrupt.html, 2.2). What belongs to somebody else stays as it
    is, and a system check warns of it. Where it cannot be made, SQLite says so itself.
    """
    files = _files(database)
    if files:
        with suppress(OSError):
            os.close(os.open(files[0], os.O_RDWR | os.O_CREAT | os.O_EXCL, FILE))
    for path in files:
        if _is_open(path):
            with suppress(PermissionError):
                path.chmod(FILE)


def open_to_others(database: str) -> list[Path]:
    """Give the files of an SQLite database that others than its owner may open."""
    return [path for path in _files(database) if _is_open(path)]


def _is_open(path):
    try:
        return bool(path.stat().st_mode & 0o077)
    except OSError:
        return False


def _files(database):
    """The files of a database, itself first; none of one in memory."""
    in_memory = ":memory:" in database or database.startswith("file:")
    return [] if in_memory else [Path(database + end) for end in _BESIDE]

"""What others need for less: sqlite-utils stores each release as it is, flatten-tool makes tables.

Neither tells who is who, merges notices, or writes an index or what pages read.
"""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from . import files
from .process import measured

PINNED = ["sqlite-utils==4.2.1", "flattentool==0.28.0"]
MOST = {"sqlite-utils": 100_000, "flatten-tool": 5_000}  # releases; they are slow


class Peer(NamedTuple):
    """One other program, on the first releases of the file."""

    name: str
    releases: int
    seconds: float
    megabytes: float


def peers(work: Path, number: int) -> list[Peer]:
    """Install them into a folder of their own, and measure each."""
    programs = _installed(work / "peers")
    found = []
    for name, arguments in _COMMANDS.items():
        releases = min(number, MOST[name])
        with TemporaryDirectory(dir=work) as out:
            done = measured([str(programs / name), *arguments(work, releases, out)])
        assert done.code == 0, f"{name} ended with {done.code}"
        found.append(Peer(name, releases, done.seconds, done.megabytes))
    return found


def _installed(place: Path) -> Path:
    programs = place / "bin"
    if not all((programs / name).exists() for name in _COMMANDS):
        subprocess.run([sys.executable, "-m", "venv", place], check=True)
        pip = [programs / "python", "-m", "pip", "install", "--quiet", *PINNED]
        subprocess.run(pip, check=True)
    return programs


def _sqlite_utils(work, releases, out):
    lines = files.whole(work, releases, "lines")
    return ["insert", f"{out}/peer.db", "releases", str(lines), "--nl", "--alter"]


def _flatten_tool(work, releases, out):
    package = str(files.whole(work, releases))
    tables = ["--main-sheet-name", "releases", "--root-list-path", "releases"]
    return ["flatten", package, *tables, "-f", "csv", "-o", f"{out}/tables"]


_COMMANDS = {"sqlite-utils": _sqlite_utils, "flatten-tool": _flatten_tool}

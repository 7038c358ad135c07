"""Imports killed at random moments and started again: the rows are those of one left in peace."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, NamedTuple

from .databases import ROOT, Databases, Environment
from .imports import command, import_file
from .process import children

RELEASES = 20_000
IN_A_ROW = 5  # kills before an import is left to end, and its rows are compared
PATIENCE = 5  # seconds in which the helpers of a killed import are to end


class Killed(NamedTuple):
    """What came of the kills."""

    database: str
    kills: int
    unlike: list[str]
    uneven: list[str]
    left_over: int


def kill_imports(databases: Databases, path: Path, kills: int, seed: int = 1) -> Killed:
    """Kill so many imports, a few in a row on one database; then compare its rows."""
    chance = random.Random(seed)
    with databases.fresh() as environment:
        seconds = import_file(path, environment).seconds
        peace = _rows("state", environment)
    told = Killed(databases.version(), kills, [], [], 0)
    for first in range(0, kills, IN_A_ROW):
        some = min(IN_A_ROW, kills - first)
        with databases.fresh() as environment:
            told = _round(told, path, environment, [chance.random() * seconds for _ in range(some)])
            import_file(path, environment)
            now = _rows("state", environment)
            told.unlike.extend(
                f"kill {first + some}: {table}" for table in peace if now[table] != peace[table]
            )
    return told


def _round(told: Killed, path: Path, environment: Environment, moments: list[float]) -> Killed:
    for moment in moments:
        told = told._replace(left_over=told.left_over + _kill(path, environment, moment))
        told.uneven.extend(_rows("check", environment))
    return told


def _kill(path: Path, environment: Environment, after: float) -> int:
    """Kill an import after so many seconds; give how many of its helpers went on for ever."""
    process = subprocess.Popen(command(path), cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    time.sleep(after)
    helpers = children(process.pid)
    process.kill()
    process.wait()
    end = time.monotonic() + PATIENCE
    while any(map(_lives, helpers)) and time.monotonic() < end:
        time.sleep(0.05)
    left = [pid for pid in helpers if _lives(pid)]
    for pid in left:
        os.kill(pid, signal.SIGKILL)
    return len(left)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"


def _rows(what: str, environment: Environment) -> Any:
    """Give {table: digest of its rows} (`state`), or what does not add up among them (`check`)."""
    program = [sys.executable, "-B", "-m", "benchmarks.ingesting.rows", what]
    done = subprocess.run(
        program, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True
    )
    return json.loads(done.stdout)

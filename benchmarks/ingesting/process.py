"""One program, measured: how long, how much of the processors, how much memory."""

import os
import subprocess
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from .databases import ROOT, Environment

PAGE = os.sysconf("SC_PAGE_SIZE")
LOOK_EVERY = 0.02  # seconds


class Measured(NamedTuple):
    """A program that has ended."""

    code: int
    seconds: float
    processor_seconds: float
    megabytes: float  # resident, of it and all its children together, at their peak
    said: str


def measured(command: list[str], environment: Environment | None = None) -> Measured:
    """Run a program to its end."""
    with tempfile.TemporaryFile("w+") as out:
        began = time.perf_counter()
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out)
        peak, ended = 0, 0
        while not ended:
            time.sleep(LOOK_EVERY)
            peak = max(peak, resident(process.pid))
            ended, status, usage = os.wait4(process.pid, os.WNOHANG)
        seconds = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        return Measured(
            process.returncode,
            seconds,
            usage.ru_utime + usage.ru_stime,
            (peak or usage.ru_maxrss * 1024) / 1e6,
            out.read(),
        )


def resident(pid: int) -> int:
    """Give the bytes that a process and its children hold in memory; 0 where /proc is missing."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0
    return pages * PAGE + sum(resident(child) for child in children(pid))


def children(pid: int) -> list[int]:
    """Give the processes that a process has started, and not those that they have."""
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += [int(one) for one in task.read_text().split()]
        except OSError:  # It has ended meanwhile.
            continue
    return found

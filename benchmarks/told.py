"""What a measurement tells: its heading, tables in Markdown, bars, and a place in RESULTS.md."""

import os
import platform
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

RESULTS = Path(__file__).resolve().parent / "RESULTS.md"
# Folders say nothing to anybody else.
_FOLDERS = ("--work", "--data")


def heading() -> str:
    """Say when this runs, on what, and by which command."""
    day = datetime.now(UTC).date().isoformat()
    command = " ".join([f"python benchmarks/{Path(sys.argv[0]).name}", *_arguments()])
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
    machine = f"{os.cpu_count()} cores, {memory:.0f} GB, Python {platform.python_version()}"
    return f"## {day}: {machine}\n\n    {command}\n"


def neighbours() -> str:
    """Say how much else the machine has to do: its load, to be asked for before anything runs."""
    load = os.getloadavg()[0]
    warning = " **Others ran beside it**: a quiet machine does better." if load > 1 else ""
    return f"Load before it began: {load:.1f}.{warning}\n"


def _arguments() -> list[str]:
    given, kept = iter(sys.argv[1:]), []
    for one in given:
        if one in _FOLDERS:
            next(given)
        elif not one.startswith(tuple(f"{name}=" for name in _FOLDERS)):
            kept.append(one)
    return kept


def keep(text: str) -> None:
    """Add it to RESULTS.md."""
    with RESULTS.open("a", encoding="utf-8") as file:
        file.write(f"\n{text}")


def say(line: str) -> None:
    """Print how far it has come, beside what is measured."""
    print(line, file=sys.stderr, flush=True)


def bar(reached: float, said: str) -> str:
    """Say whether a bar is reached; `reached` is 1 where it just is."""
    return f"({said}: met)" if reached >= 1 else f"({said}: **short by {1 - reached:.0%}**)"


def table(headings: list[str], rows: Iterable[list[str]]) -> str:
    """Give a table: words in the first column, figures in the others."""
    rule = ["---", *["--:"] * (len(headings) - 1)]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in [headings, rule, *rows])

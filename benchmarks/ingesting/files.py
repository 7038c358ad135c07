"""Files of invented notices, made once and kept in the work folder."""

import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from procurement.management.sample_notices import notices, write_lines, write_package

SEED = 1
# Contracts for each release: a little more than are needed, and the rest is cut off.
SHARE = 0.82


def releases(number: int) -> Iterator[dict]:
    """Yield so many releases, in order of publication; as many contracts as an official source."""
    return islice(notices(int(number * SHARE) + 2, SEED, sample=False), number)


def whole(work: Path, number: int, shape: str = "package") -> Path:
    """Give the file of so many releases: a release package, or JSON Lines."""
    write = {"package": write_package, "lines": write_lines}[shape]
    ending = {"package": "json", "lines": "jsonl"}[shape]
    return _made(work / f"notices-{number}.{ending}", number, lambda: releases(number), write)


def halves(work: Path, number: int) -> tuple[Path, Path]:
    """Give the earlier and the later half of the releases, each as a release package."""
    half = number // 2
    return (
        _made(
            work / f"notices-{number}-earlier.json",
            half,
            lambda: islice(releases(number), half),
            write_package,
        ),
        _made(
            work / f"notices-{number}-later.json",
            number - half,
            lambda: islice(releases(number), half, None),
            write_package,
        ),
    )


def _made(path: Path, number: int, stream, write) -> Path:
    if not path.exists():
        print(f"Writing {path.name}", file=sys.stderr)
        part = path.with_suffix(".part")
        with part.open("w", encoding="utf-8", newline="\n") as file:
            written = write(file, stream())
        assert written == number, f"{written} releases instead of {number}"
        part.replace(path)
    return path

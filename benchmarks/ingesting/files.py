"""Files of invented notices, made once and kept in the work folder."""

import json
import sys
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from benchmarks.notices import releases

SEED = 1
ENDINGS = {"package": "json", "lines": "jsonl"}
_HEAD = (
    '{"uri":"https://example.org/releases.json","version":"1.1","publisher":{"name":"Invented"},'
)


def whole(work: Path, number: int, shape: str = "package") -> Path:
    """Give the file of so many releases: a release package, or JSON Lines."""
    path = work / f"multiplied-{number}.{ENDINGS[shape]}"
    return _made(path, releases(number, seed=SEED), shape)


def halves(work: Path, number: int) -> tuple[Path, Path]:
    """Give the earlier and the later half of the releases, each as a release package."""
    half = number // 2
    earlier = islice(releases(number, seed=SEED), half)
    later = islice(releases(number, seed=SEED), half, None)
    return (
        _made(work / f"multiplied-{number}-earlier.json", earlier, "package"),
        _made(work / f"multiplied-{number}-later.json", later, "package"),
    )


def _made(path: Path, stream: Iterable[dict], shape: str) -> Path:
    if not path.exists():
        print(f"Writing {path.name}", file=sys.stderr)
        part = path.with_suffix(".part")
        with part.open("w", encoding="utf-8") as file:
            between = ",\n" if shape == "package" else "\n"
            file.write(f'{_HEAD}"releases":[\n' if shape == "package" else "")
            for place, release in enumerate(stream):
                file.write((between if place else "") + json.dumps(release))
            file.write("\n]}\n" if shape == "package" else "\n")
        part.replace(path)
    return path

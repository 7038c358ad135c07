"""Write invented notices of public contracts to a file, for measurements at any size.

    python benchmarks/generate.py 100000 var/notices.json.gz

OCDS releases in the shapes of Contracts Finder and Find a Tender; the same count and seed give
the same bytes. Needs nothing but Python.
"""

import argparse
import gzip
import io
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from procurement.management.sample_notices import (
    notices,
    write_lines,
    write_package,
)

SHAPES = {"package": write_package, "lines": write_lines}
STEP = 20_000


def main() -> None:
    """Write the file, and print how many releases and bytes it holds."""
    asked = _arguments()
    begun = time.perf_counter()
    with _opened(asked.out) as file:
        told = _telling(notices(asked.count, asked.seed, sample=False))
        releases = SHAPES[asked.shape](file, told)
        file.flush()
        size = file.buffer.tell()
    seconds = time.perf_counter() - begun
    print(
        f"{releases} releases of {asked.count} contracts, {size} bytes,"
        f" {size / releases:.0f} each; {seconds:.1f} s, {releases / seconds:.0f} releases/s"
    )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("count", type=_count, help="contracts (contracting processes)")
    parser.add_argument("out", type=Path, help="file to write; compressed if it ends in .gz")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--shape", choices=SHAPES, default="package")
    return parser.parse_args()


def _count(text: str) -> int:
    count = int(text.replace("_", ""))
    if count < 1:
        raise argparse.ArgumentTypeError("at least one contract")
    return count


@contextmanager
def _opened(path: Path) -> Iterator[io.TextIOWrapper]:
    """Open the file; `buffer.tell()` counts the bytes before compression."""
    with path.open("wb", buffering=1 << 20) as raw:
        # No name and no time of writing, so that the same arguments give the same bytes.
        packed = gzip.GzipFile("", "wb", 3, raw, mtime=0) if path.suffix == ".gz" else None
        with io.TextIOWrapper(packed or raw, encoding="utf-8", newline="\n") as text:
            yield text


def _telling(releases: Iterator[dict]) -> Iterator[dict]:
    """Pass the releases on, and say now and then how many there were."""
    for number, release in enumerate(releases, 1):
        if number % STEP == 0:
            print(f"{number} releases", end="\r", file=sys.stderr, flush=True)
        yield release
    print(file=sys.stderr)


if __name__ == "__main__":
    main()

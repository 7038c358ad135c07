"""One file of all contracts, measured; or, without its name, the bare rows.

python -m benchmarks.exporting contracts.csv > figures.json
"""

import csv
import json
import os
import resource
import sys
import time
from pathlib import Path

import django

# What `procurement.files.columns` has, as far as the copy of a contract and its buyers have it.
BARE = (
    "public_id", "ocid", "title", "headline", "stage", "hold", "held_since", "known_as",
    "value_minor", "currency", "value_kind", "buyer__public_id", "buyer__name",
    "user_body__public_id", "user_body__name", "decided_on", "last_event_on", "last_event",
    "category", "method", "cpv", "tracked", "disputed", "published_at", "changed_at", "is_sample",
)  # fmt: skip
PAGE = os.sysconf("SC_PAGE_SIZE")


def main() -> None:
    """Measure, and print the figures."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    django.setup()
    name = sys.argv[1]
    _made("contracts.csv?q=nothingofthekind")  # The code is loaded, and the database is open.
    before = int(Path("/proc/self/statm").read_text().split()[1]) * PAGE
    begun = time.perf_counter()
    first, size = _made(name) if name else _bare()
    seconds = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    told = {"seconds": seconds, "first": first, "megabytes": size / 1e6}
    json.dump(told | {"peak": peak / 1e6, "grown": (peak - before) / 1e6}, sys.stdout)


def _made(name: str) -> tuple[float, int]:
    """Give the seconds until the first byte of a file, and how many bytes it has."""
    from django.test import Client  # noqa: PLC0415 -- it needs the settings

    begun, first, size = time.perf_counter(), 0.0, 0
    response = Client(SERVER_NAME="localhost").get(f"/{name}")
    assert response.status_code == 200, response.content
    for part in response:
        first = first or time.perf_counter() - begun
        size += len(part)
    return first, size


def _bare() -> tuple[float, int]:
    from procurement.models import PublicContract  # noqa: PLC0415 -- it needs the settings

    rows = PublicContract.objects.order_by("-recency").values_list(*BARE)
    with Path(os.devnull).open("w", encoding="utf-8", newline="") as nowhere:
        writer = csv.writer(nowhere)
        for row in rows.iterator():
            writer.writerow(row)
    return 0.0, 0


if __name__ == "__main__":
    main()

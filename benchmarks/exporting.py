"""One file of all contracts, measured; or the bare rows, without vendors or with them.

python -m benchmarks.exporting contracts.csv|bare|vendors > figures.json
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
    "public_id", "ocid", "title", "headline", "stage", "days", "hold", "held_since", "known_as",
    "value_minor", "currency", "value_kind", "buyer__public_id", "buyer__name",
    "user_body__public_id", "user_body__name", "decided_on", "last_event_on", "last_event",
    "category", "method", "cpv", "tracked", "disputed", "published_at", "changed_at",
    "demonstration", "invented",
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
    first, size = _bare(name == "vendors") if name in ("bare", "vendors") else _made(name)
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


def _bare(vendors: bool) -> tuple[float, int]:
    from procurement.models import PublicContract  # noqa: PLC0415 -- it needs the settings

    columns = [*BARE, _vendors()] if vendors else BARE
    rows = PublicContract.objects.order_by("-recency").values_list(*columns)
    with Path(os.devnull).open("w", encoding="utf-8", newline="") as nowhere:
        writer = csv.writer(nowhere)
        for row in rows.iterator():
            writer.writerow(row)
    return 0.0, 0


def _vendors():
    """The names of a contract's vendors, put together by the database, as Django writes it."""
    from django.db import connection  # noqa: PLC0415 -- these need the settings
    from django.db.models import Aggregate, OuterRef, Subquery, TextField  # noqa: PLC0415

    from procurement.models import PublicContractVendor  # noqa: PLC0415

    function = "STRING_AGG" if connection.vendor == "postgresql" else "GROUP_CONCAT"
    template = "%(function)s(%(expressions)s, '; ')"
    named = Aggregate(
        "vendor__name", function=function, template=template, output_field=TextField()
    )
    links = PublicContractVendor.objects.filter(contract=OuterRef("pk")).order_by()
    return Subquery(links.values("contract").annotate(all=named).values("all"))


if __name__ == "__main__":
    main()

"""Concurrent edits through the compare-and-swap: how many acknowledged ones are lost.

Bar: 0 of 10,000, on both databases. Eight processes edit twenty contracts, each edit read, changed
and saved on the version it was read at; a `Conflict` is not acknowledged and is tried again. SQLite
always; PostgreSQL where DATABASE_URL names one (`scripts/with_postgres` makes one). Run by
`make bench`.
"""

import multiprocessing
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROCESSES, CONTRACTS = 8, 20
EDITS = int(os.environ.get("BENCH_EDITS", "10000"))


def main() -> None:
    """Measure on a scratch SQLite database, or on the one that DATABASE_URL names."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
        os.environ["DATA_DIR"] = folder
        sys.path.insert(0, str(ROOT))
        subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=ROOT, check=True)
        keys = make_contracts()
        start = time.monotonic()
        with multiprocessing.get_context("spawn").Pool(PROCESSES) as pool:
            conflicts = sum(pool.starmap(edit, [(keys, n) for n in range(PROCESSES)]))
        report(keys, conflicts, time.monotonic() - start)


def setup():
    import django  # noqa: PLC0415 -- the settings are named by then

    django.setup()
    from procurement import models  # noqa: PLC0415 -- needs the app registry

    return models


def make_contracts():
    models = setup()
    return [models.Contract.objects.create(title="0").pk for _ in range(CONTRACTS)]


def edit(keys, seed):
    """Make one process's share of the edits; give how many conflicts it met."""
    models = setup()
    from django.db import transaction  # noqa: PLC0415 -- needs the app registry

    from procurement.models.versions import take  # noqa: PLC0415 -- needs the app registry

    chance, conflicts, acknowledged = random.Random(seed), 0, 0
    while acknowledged < EDITS // PROCESSES:
        contract = models.Contract.objects.get(pk=chance.choice(keys))
        try:
            with transaction.atomic():
                take(contract, contract.version)
                contract.title = str(int(contract.title) + 1)
                contract.save(update_fields=["title"])
            acknowledged += 1
        except models.Conflict:
            conflicts += 1
    return conflicts


def report(keys, conflicts, seconds):
    models = setup()
    contracts = models.Contract.objects.filter(pk__in=keys)
    kept = sum(int(contract.title) for contract in contracts)
    acknowledged = EDITS // PROCESSES * PROCESSES
    from django.db import connection  # noqa: PLC0415 -- needs the app registry

    print(
        f"{connection.vendor}: {acknowledged:,} edits acknowledged, {kept:,} kept, "
        f"{acknowledged - kept:,} lost; {conflicts:,} conflicts; {acknowledged / seconds:,.0f}/s"
    )
    contracts.delete()
    if kept != acknowledged:
        raise SystemExit("Edits were lost.")


if __name__ == "__main__":
    main()

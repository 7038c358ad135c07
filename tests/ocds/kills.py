"""Imports a file, killed at chosen moments, in a database of its own; prints what came of it as JSON.

    python tests/ocds/kills.py PATH [SEED]

Without SEED, the import runs undisturbed. With it, the import is killed ten times by SIGKILL, each
time before some statement chosen at random, and started again; then it runs to its end.
"""

import json
import os
import random
import signal
import sys
import traceback
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")

KILLS = 10
BATCH = 20


def main(path: str, seed: int | None) -> None:
    """Run the import, however often; print the state and the counts of all runs."""
    import django  # noqa: PLC0415

    django.setup()
    killed, half_done = 0, []
    chance = random.Random(seed)  # noqa: S311
    while seed is not None and killed < KILLS:
        killed += in_a_child(path, chance.randint(1, 250))
        half_done += faults()
    in_a_child(path, None)
    report(killed, half_done)


def in_a_child(path: str, statements: int | None) -> bool:
    """Import in a process that is killed before that many statements; tell whether it was."""
    from django.db import connection  # noqa: PLC0415

    connection.close()
    child = os.fork()
    if not child:
        status = 1
        try:
            run(path, statements)
            status = 0
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stderr.flush()
            os._exit(status)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return os.WTERMSIG(status) == signal.SIGKILL
    if status:
        sys.exit("An import failed.")
    return False


def run(path, statements):
    from django.db import connection  # noqa: PLC0415

    from procurement.ocds import importing  # noqa: PLC0415

    importing.BATCH = BATCH
    left = [statements]

    def counted(execute, *arguments):
        if left[0] is not None:
            left[0] -= 1
            if left[0] <= 0:
                os.kill(os.getpid(), signal.SIGKILL)
        return execute(*arguments)

    with connection.execute_wrapper(counted):
        importing.import_files([path])


def faults() -> list[str]:
    """Say what is half done: a contract without notices or copy, a link or award without its like."""
    from procurement import dossier  # noqa: PLC0415
    from procurement.models import Contract, PublicContract  # noqa: PLC0415

    contracts = Contract.objects.all()
    copies = PublicContract.objects.all()
    bare = contracts.filter(notices__isnull=True)
    found = [f"{one.ocid} has no notice" for one in bare]
    found += [
        f"{one.ocid} has no copy" for one in contracts.exclude(ocid__in=copies.values("ocid"))
    ]
    for one in contracts:
        awards = dossier.register_dossier(one.public_id)["awards"]
        standing = [x for x in awards if x["status"] not in ("cancelled", "unsuccessful")]
        vendors = {vendor["id"] for award in standing for vendor in award["vendors"]}
        public = copies.get(ocid=one.ocid).vendors.values_list("public_id", flat=True)
        if vendors != set(public):
            found.append(f"{one.ocid} has other vendors in public")
    return found


def report(killed, half_done):
    from procurement.models import ImportRun, Notice  # noqa: PLC0415
    from tests.ocds.state import state  # noqa: PLC0415

    runs = list(ImportRun.objects.order_by("pk").values())
    found = {
        "killed": killed,
        "half_done": half_done,
        "runs": [
            {
                name: run[name]
                for name in ("status", "releases", "created", "updated", "unchanged", "rejected")
            }
            for run in runs
        ],
        "notices": Notice.objects.count(),
        "state": state(),
    }
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if sys.argv[2:] else None)

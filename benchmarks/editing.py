"""Editing measured: edits at once, none lost; what publishing costs; what code a search goes through.

    python -m benchmarks.editing --edits 10000 --keep

Processes edit twenty contracts: each edit is read, changed and saved on the version it was read at; a
`Conflict` is not acknowledged, and is tried again. Then the title of a published contract is changed
and published: its statements are counted. Last, a profiler follows a search: of how many of our
Python files it calls functions, and how often the next such call is in another file than the last.
"""

import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from . import measuring
from .measuring import ROOT, bar, inside, result, say, table

CONTRACTS = 20
# The first is asked before it, so that code is loaded and templates compiled; no page is stored twice.
SEARCHES = "/contracts/?q=records", "/contracts/?q=platform"
EDITS = ["Edits at once", "acknowledged", "kept", "lost", "conflicts", "edits/s"]
CODE = {
    "statements to publish one changed title": 40,
    "files of a search": 20,
    "moves between them": 600,
}


def main(argv: list[str] | None = None) -> None:
    """Measure what is asked for, and print it; exit 1 where edits were lost."""
    parser = measuring.arguments(__doc__)
    parser.add_argument("--edits", type=int, default=10_000)
    parser.add_argument("--processes", type=int, default=8)
    measuring.report("Editing", parser.parse_args(argv), _measured)


def _measured(asked, databases, folder: Path) -> Iterator[str]:
    edited, code, lost = [], [], 0
    for database in databases:
        with database.opened("editing") as site:
            say(f"{database.name}: {asked.edits:,} edits by {asked.processes} processes")
            figures = _edited(site, asked.edits // asked.processes, asked.processes)
            lost += figures[2]
            edited.append([database.name, *(f"{one:,}" for one in figures)])
            say(f"{database.name}: publishing, and a search")
            told = [
                (one, bar(most / one, f"≤ {most}"))
                for one, most in zip(_code(site), CODE.values(), strict=True)
            ]
            code.append([database.name, *(f"{one:,} {reached}" for one, reached in told)])
    yield table(EDITS, edited)
    yield table(["Code", *CODE], code)
    if lost:
        raise SystemExit("Edits were lost.")


def _edited(site, each: int, processes: int) -> list[int]:
    with inside(site, processes) as pool:
        keys = result(pool, make_contracts)
        began = time.monotonic()
        conflicts = list(
            pool.map(edit, *zip(*[(keys, each, seed) for seed in range(processes)], strict=True))
        )
        seconds = time.monotonic() - began
        acknowledged, kept = each * processes, result(pool, kept_edits, keys)
    return [acknowledged, kept, acknowledged - kept, sum(conflicts), int(acknowledged / seconds)]


def _code(site) -> list[int]:
    measuring.manage(site, "load_demo", "-v0")
    with inside(site) as pool:
        return [result(pool, statements_to_publish), *result(pool, followed, *SEARCHES)]


# Inside a process of the site: imports need its settings.


def make_contracts() -> list[int]:
    """Make those to be edited; their titles count the edits."""
    from procurement.models import Contract  # noqa: PLC0415

    return [Contract.objects.create(title="0").pk for _ in range(CONTRACTS)]


def edit(keys: list[int], edits: int, seed: int) -> int:
    """Make so many edits; give how many conflicts were met."""
    from django.db import transaction  # noqa: PLC0415

    from procurement.models import Conflict, Contract  # noqa: PLC0415
    from procurement.models.versions import advance  # noqa: PLC0415

    chance, conflicts, acknowledged = random.Random(seed), 0, 0
    while acknowledged < edits:
        contract = Contract.objects.get(pk=chance.choice(keys))
        try:
            with transaction.atomic():
                advance(contract, contract.version)
                contract.title = str(int(contract.title) + 1)
                contract.save(update_fields=["title"])
            acknowledged += 1
        except Conflict:
            conflicts += 1
    return conflicts


def kept_edits(keys: list[int]) -> int:
    """Count the edits that are there."""
    from procurement.models import Contract  # noqa: PLC0415

    return sum(map(int, Contract.objects.filter(pk__in=keys).values_list("title", flat=True)))


def statements_to_publish() -> int:
    """Change the title of the founding case, publish it, and count the statements of that."""
    from django.contrib.auth import get_user_model  # noqa: PLC0415
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from procurement import actions  # noqa: PLC0415
    from procurement.models import Contract  # noqa: PLC0415

    [contract] = Contract.objects.filter(demonstration=True, invented=False)
    contract.title += ", changed"
    contract.save(update_fields=["title"])
    by = get_user_model().objects.create_user("measurement")
    with CaptureQueriesContext(connection) as captured:
        actions.publish(contract, by=by, reason="Measured.")
    return len(captured)


def followed(before: str, address: str) -> tuple[int, int]:
    """Ask for two pages; of the second give our Python files, and the moves between them."""
    from django.test import Client  # noqa: PLC0415

    client = Client(SERVER_NAME="localhost")
    client.get(before)
    ours, names = (f"{ROOT}/procurement/", f"{ROOT}/tracker/"), [""]

    def note(frame, event, _) -> None:
        name = frame.f_code.co_filename
        if event == "call" and name.startswith(ours) and names[-1] != name:
            names.append(name)

    sys.setprofile(note)
    try:
        answer = client.get(address)
    finally:
        sys.setprofile(None)
    assert answer.status_code == 200, f"{address}: {answer.status_code}"
    return len(set(names)) - 1, len(names) - 2


if __name__ == "__main__":
    main()

"""Editing measured: edits at once, none lost; what publishing costs; what code a search goes through.

    python -m benchmarks.editing --edits 10000 --forms 1000 --keep

Processes edit the headings of twenty contracts: each edit is read, changed and saved on the version it was read at; a
`Conflict` is not acknowledged, and is tried again, as is what a busy database refused. Some of the edits are typed
into the form of the heading and sent, where a conflict is a page that says so, and so is that. Then the title
of a published contract is changed and published: its statements are counted. Last, a profiler follows a
search: of how many of our Python files it calls functions, and how often the next such call is in
another file than the last.
"""

import random
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from . import measuring
from .measuring import ROOT, bar, inside, result, say, table

CONTRACTS = 20
# The first is asked before it, so that code is loaded and templates compiled; no page is stored twice.
SEARCHES = "/contracts/?q=records", "/contracts/?q=platform"
VERSION = r'name="_version" value="(\d+)"'
DESCRIPTION = r'(?s)<textarea name="description"[^>]*>(.*?)</text'
BUSY = 503  # The database was: nothing is saved, and the page says so.
EDITS = [
    "Edits at once", "acknowledged", "by forms", "kept", "lost", "conflicts", "busy", "edits/s",
]  # fmt: skip
CODE = {
    "statements to publish one changed title": 40,
    "files of a search": 20,
    "moves between them": 600,
}


def main(argv: list[str] | None = None) -> None:
    """Measure what is asked for, and print it; exit 1 where edits were lost."""
    parser = measuring.arguments(__doc__)
    parser.add_argument("--edits", type=int, default=10_000)
    parser.add_argument(
        "--forms", type=int, default=1_000, help="how many edits are typed into forms"
    )
    parser.add_argument("--processes", type=int, default=8)
    measuring.report("Editing", parser.parse_args(argv), _measured)


def _measured(asked, databases, folder: Path) -> Iterator[str]:
    edited, code, lost = [], [], 0
    for database in databases:
        with database.opened("editing") as site:
            say(f"{database.name}: {asked.edits:,} edits by {asked.processes} processes")
            shares = [asked.edits // asked.processes, asked.forms // asked.processes]
            figures = _edited(site, *shares, asked.processes)
            lost += figures[3]
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


def _edited(site, each: int, typed: int, processes: int) -> list[int]:
    with inside(site, processes) as pool:
        keys = result(pool, make_contracts)
        began = time.monotonic()
        shares = [(keys, each, typed, seed) for seed in range(processes)]
        refused = sum(pool.map(edit, *zip(*shares, strict=True)), Counter())
        seconds = time.monotonic() - began
        acknowledged, kept = each * processes, result(pool, kept_edits, keys)
    lost = acknowledged - kept
    return [
        acknowledged,
        typed * processes,
        kept,
        lost,
        refused["conflict"],
        refused["busy"],
        int(acknowledged / seconds),
    ]


def _code(site) -> list[int]:
    measuring.manage(site, "load_demo", "-v0")
    with inside(site) as pool:
        return [result(pool, statements_to_publish), *result(pool, followed, *SEARCHES)]


# Inside a process of the site: imports need its settings.


def make_contracts() -> list[int]:
    """Make those to be edited: their titles count saved edits, their descriptions have a line for each typed."""
    from django.contrib.auth.models import User  # noqa: PLC0415

    from procurement.models import Contract  # noqa: PLC0415

    User.objects.create_superuser("editor")
    return [Contract.objects.create(title="0").pk for _ in range(CONTRACTS)]


def edit(keys: list[int], edits: int, typed: int, seed: int) -> Counter:
    """Make so many edits, some of them typed into forms; give how often one was refused, and why."""
    from django.contrib.auth.models import User  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    client, chance = Client(SERVER_NAME="localhost"), random.Random(seed)
    refused: Counter[str] = Counter()
    client.force_login(User.objects.get(username="editor"))
    for number in range(edits):
        is_typed = number * typed // edits < (number + 1) * typed // edits
        line = f"{seed}.{number}" if is_typed else ""
        while why := (_type if line else _save)(chance.choice(keys), line, client):
            refused[why] += 1
    return refused


def _save(key, _line, _client):
    from django.db import OperationalError, transaction  # noqa: PLC0415

    from procurement.models import Conflict, Contract  # noqa: PLC0415
    from procurement.models.versions import advance_statement, version_of  # noqa: PLC0415

    contract = Contract.objects.get(pk=key)
    try:
        with transaction.atomic():
            advance_statement(contract, version_of(contract))
            contract.title = str(int(contract.title) + 1)
            contract.save(update_fields=["title"])
    except Conflict:
        return "conflict"
    except OperationalError:
        # For longer than a page waits.
        return "busy"
    return ""


def _type(key, line, client):
    address = f"/admin/procurement/contract/{key}/statement/heading/"
    page = client.get(address)
    if page.status_code == BUSY:
        return "busy"
    version, said = (re.search(one, page.content.decode())[1] for one in (VERSION, DESCRIPTION))
    sent = {"_version": version, "description": f"{said.strip()}\n{line}", "_save": "1"}
    status = client.post(address, sent).status_code
    return {302: "", 409: "conflict", BUSY: "busy"}[status]


def kept_edits(keys: list[int]) -> int:
    """Count the edits that are there."""
    from procurement.models import Contract  # noqa: PLC0415

    rows = Contract.objects.filter(pk__in=keys).values_list("title", "description")
    return sum(int(title) + len(set(said.split())) for title, said in rows)


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

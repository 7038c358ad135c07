"""The statements that a page makes, alone: run again by the driver, without Django and the page.

    python -m benchmarks.searching.bare

reads a line of JSON, {name: query string}, and answers with one: for each name how many contracts
it finds in all, and how many statements its page makes. From then on it reads names, and answers
each with the milliseconds that the statements of that page take, rows fetched.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent.parent


class Bare(NamedTuple):
    """What the statements of one page are."""

    hits: int
    statements: int


class Replay:
    """The statements of some pages, run again in a process of their own."""

    def __init__(self, process: subprocess.Popen, addresses: dict[str, str]) -> None:
        self._process = process
        self.pages = {
            name: Bare(*told)
            for name, told in json.loads(self._told(json.dumps(addresses))).items()
        }

    def ask(self, name: str) -> float:
        """Run the statements of one page; give how many milliseconds they took."""
        return float(self._told(name))

    def _told(self, line: str) -> str:
        print(line, file=self._process.stdin, flush=True)
        return self._process.stdout.readline()


@contextmanager
def replaying(environment: dict[str, str], addresses: dict[str, str]) -> Iterator[Replay]:
    """Give the statements of the pages of these query strings, by name."""
    command, pipe = [sys.executable, "-B", "-m", "benchmarks.searching.bare"], subprocess.PIPE
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdin=pipe, stdout=pipe, text=True
    ) as process:
        yield Replay(process, addresses)
        process.stdin.close()


def main() -> None:
    """Answer, line by line."""
    import django  # noqa: PLC0415 -- whoever measures has no need of it

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    django.setup()
    asked = json.loads(sys.stdin.readline())
    # The first page also opens the connection, and asks the server about itself.
    statements_of(next(iter(asked.values())))
    made = {name: statements_of(query) for name, query in asked.items()}
    told = {name: Bare(_hits(query), len(made[name])) for name, query in asked.items()}
    print(json.dumps(told), flush=True)
    for line in sys.stdin:
        print(run(made[line.strip()]), flush=True)


def statements_of(query: str) -> list[tuple]:
    """Give the statements of a page, each with its parameters."""
    from django.db import connection  # noqa: PLC0415 -- it needs the settings
    from django.test import Client  # noqa: PLC0415

    made: list[tuple] = []

    def note(execute, sql, parameters, many, context):
        made.append((sql,) if parameters is None else (sql, parameters))
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(note):
        answer = Client(SERVER_NAME="localhost").get(f"/contracts/?{query}")
    assert answer.status_code == 200, f"{query}: {answer.status_code}"
    return made


def run(statements: list[tuple]) -> float:
    """Run statements through the driver's cursor; give the milliseconds."""
    from django.db import connection  # noqa: PLC0415

    with closing(connection.create_cursor()) as cursor:
        began = time.perf_counter()
        for statement in statements:
            cursor.execute(*statement)
            if cursor.description:
                cursor.fetchall()
        return (time.perf_counter() - began) * 1000


def _hits(query):
    """Count all that is found, which the page does not."""
    from django.http import QueryDict  # noqa: PLC0415

    from procurement.filters import ContractFilter  # noqa: PLC0415

    return ContractFilter(QueryDict(query)).qs.order_by().count()


if __name__ == "__main__":
    main()

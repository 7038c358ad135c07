"""The statements that a page makes, alone: run again by the driver, without Django and the page.

    python -m benchmarks.searching.bare ROUNDS < addresses.json > figures.json

For each name and query string: how many contracts it finds in all, how many statements its page
makes, and how many milliseconds they take, rows fetched: the median of the rounds.
"""

import json
import os
import sys
import time
from contextlib import closing
from statistics import median
from typing import NamedTuple

import django
from django.db import connection


class Bare(NamedTuple):
    """The statements of one page."""

    hits: int
    statements: int
    ms: float


def main() -> None:
    """Measure all queries that are given, in turn, in every round."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tracker.settings")
    django.setup()
    asked = json.load(sys.stdin)
    # The first page also opens the connection, and asks the server about itself.
    _statements(next(iter(asked.values())))
    made = {name: _statements(query) for name, query in asked.items()}
    took = {name: [] for name in asked}
    for measured in (False, *[True] * int(sys.argv[1])):
        for name, statements in made.items():
            ms = _run(statements)
            if measured:
                took[name].append(ms)
    json.dump(
        {
            name: Bare(_hits(query), len(made[name]), median(took[name]))
            for name, query in asked.items()
        },
        sys.stdout,
    )


def _statements(query):
    """Give the statements of a page, each with its parameters."""
    from django.test import Client  # noqa: PLC0415 -- it needs the settings

    made = []

    def note(execute, sql, parameters, many, context):
        made.append((sql,) if parameters is None else (sql, parameters))
        return execute(sql, parameters, many, context)

    with connection.execute_wrapper(note):
        answer = Client(SERVER_NAME="localhost").get(f"/contracts/?{query}")
    assert answer.status_code == 200, f"{query}: {answer.status_code}"
    return made


def _run(statements):
    with closing(connection.create_cursor()) as cursor:  # that of the driver
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

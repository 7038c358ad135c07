"""Datasette over the same rows: one table, its index of words, and one on each column of a facet or order.

It counts what our page counts, in full. It is measured as it comes, with its limits lifted, and again
without the facets that it suggests beyond those asked for, which our page does not do. Of three
files tried at 100,000 rows (with those indexes and the planner's statistics, with the indexes alone,
with neither), this is the one it is fastest with in the median: the indexes alone.
"""

import http.client
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager
from itertools import islice
from pathlib import Path

from benchmarks.ingesting.databases import ROOT
from benchmarks.serving import serving

from .queries import Asked
from .registers import WORLD_IS_MADE_BY, digest
from .world import World

REQUIREMENTS = ROOT / "requirements-bench.txt"
FACETS = ("stage", "hold", "category", "method", "division", "year", "buyer")
_SETTINGS = {
    "sql_time_limit_ms": 600_000,
    "facet_time_limit_ms": 600_000,
    "num_sql_threads": 2,
    "cache_size_kb": 20_000,  # as ours
}
AS_IT_COMES, NOT_SUGGESTING = "as it comes", "not suggesting"
VARIANTS = {AS_IT_COMES: "on", NOT_SUGGESTING: "off"}
_HITS = re.compile(r"<h3>\s*([\d,]+) rows?")
_BATCH = 5000
_COLUMNS = {
    "id": "INTEGER PRIMARY KEY", "ocid": "TEXT", "title": "TEXT", "description": "TEXT",
    "buyer": "TEXT", "vendors": "TEXT", "stage": "TEXT", "hold": "TEXT", "ever": "TEXT",
    "category": "TEXT", "method": "TEXT", "division": "TEXT", "year": "INTEGER",
    "value": "INTEGER", "currency": "TEXT", "decided": "TEXT", "last_event": "TEXT",
    "disputed": "INTEGER", "acts": "TEXT",
}  # fmt: skip
_INDEXED = (*FACETS, "value", "decided", "last_event", "disputed")
_WORDS = "title, description, buyer, vendors, ocid"
# A row of our list has no room for all words, so theirs need not have it either.
_ALWAYS = [
    ("_size", "25"), ("_nocol", "description"), ("_nocol", "acts"),
    *(("_facet", facet) for facet in FACETS),
]  # fmt: skip


def installed(work: Path) -> Path | None:
    """Give the program, installed into a folder of its own; None where pip cannot get it."""
    place = work / "datasette"
    program = place / "bin" / "datasette"
    if not program.exists():
        subprocess.run([sys.executable, "-m", "venv", place], check=True)
        pip = [place / "bin" / "python", "-m", "pip", "--quiet", "--quiet", "install"]
        if subprocess.run([*pip, "-r", REQUIREMENTS], check=False).returncode:
            return None
    return program


def version(port: int) -> str:
    """Say what it is, and with which SQLite."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", "/-/versions.json")
    told = json.load(connection.getresponse())
    connection.close()
    return f"Datasette {told['datasette']['version']} with SQLite {told['sqlite']['version']}"


def address(asked: Asked) -> str:
    """Give its page of a query that it can say."""
    always = "&".join(f"{name}={value}" for name, value in _ALWAYS)
    return f"/contracts/contracts?{asked.theirs}&{always}".replace("?&", "?")


def running(program: Path, file: Path, variant: str) -> AbstractContextManager[int]:
    """Start it, its limits lifted."""
    told = _SETTINGS | {"suggest_facets": VARIANTS[variant]}
    settings = [part for name, value in told.items() for part in ("--setting", name, str(value))]
    command = [str(program), "serve", str(file), "--port", "{port}", *settings]
    return serving(command, dict(os.environ), "/-/versions.json", quiet=True)


def hits(page: str) -> int:
    """Read how many rows a page says there are."""
    found = _HITS.search(page)
    return int(found[1].replace(",", "")) if found else 0


def made(work: Path, world: World) -> Path:
    """Give the file, kept for the next time."""
    key = digest([*WORLD_IS_MADE_BY, "benchmarks/searching/datasette.py"])
    name = f"{world.count}_{world.seed}_"
    file = work / "peer" / f"{name}{key}" / "contracts.db"
    if not file.exists():
        for stale in file.parent.parent.glob(f"{name}*"):
            shutil.rmtree(stale)
        file.parent.mkdir(parents=True)
        making = file.with_suffix(".making")
        _fill(making, world)
        making.rename(file)
    return file


def _fill(path: Path, world: World) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = OFF")
    columns = ", ".join(f"{name} {kind}" for name, kind in _COLUMNS.items())
    connection.execute(f"CREATE TABLE contracts ({columns})")
    marks = ", ".join("?" * len(_COLUMNS))
    rows = _rows(world)
    while batch := list(islice(rows, _BATCH)):
        connection.executemany(f"INSERT INTO contracts VALUES ({marks})", batch)  # noqa: S608
    for column in _INDEXED:
        connection.execute(f"CREATE INDEX contracts_{column} ON contracts ({column})")
    connection.execute(
        f"CREATE VIRTUAL TABLE contracts_fts USING fts5({_WORDS}, tokenize='porter',"
        ' content="contracts", content_rowid="id")'
    )
    connection.execute("INSERT INTO contracts_fts (contracts_fts) VALUES ('rebuild')")
    connection.execute("INSERT INTO contracts_fts (contracts_fts) VALUES ('optimize')")
    connection.commit()
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()


def _rows(world: World) -> Iterator[tuple]:
    for row in world.rows():
        ever = f",{row.hold}," if row.hold != "none" else ",on_hold," if row.acts else ""
        acts = [
            f"type {act.type} outcome {act.outcome} ground {act.ground} on {act.on}"
            for act in row.acts
        ]
        yield (
            row.number, f"ocds-b3n4ch-{row.number:08}", row.title, row.description,
            world.buyers[row.buyer], json.dumps([world.vendors[one] for one in row.vendors]),
            row.stage, row.hold, ever, row.category, row.method, row.cpv[:2], row.decided.year,
            row.minor, row.currency, row.decided.isoformat(), row.last.isoformat(),
            int(row.disputed), "; ".join(acts),
        )  # fmt: skip

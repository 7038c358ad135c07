"""The file of the record, read by SQLite's own tools, which know nothing of Django."""

import os
import shutil
import sqlite3
import subprocess

import pytest
from django.db import connection

from procurement import actions
from procurement.management import founding_case
from procurement.models import Contract
from tests.factories import make_claim, make_contract, make_user
from tests.ocds.samples import Importing, awarded, party, release

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "sqlite", reason="a file of SQLite's is what it is about"
    ),
]
required = os.environ.get("REQUIRE_SQLITE_TOOL", "0") not in ("", "0")
needs_tool = pytest.mark.skipif(
    not (required or shutil.which("sqlite3")), reason="sqlite3 is not installed"
)
DATES = ({}, {"stated_on": "2026-05-21", "stated_on_precision": "day"},
         {"stated_on": "2026-05-01", "stated_on_precision": "month"},
         {"stated_on": "2026-01-01", "stated_on_precision": "year"})  # fmt: skip


@pytest.fixture
def file(tmp_path):
    """Give the file of a record with something of every kind in it."""
    founding_case.load()
    importing = Importing(tmp_path)
    importing(
        [awarded(1, suppliers=[party("Acme Roads", "GB-COH-01234567")]), release(2, "ocds-test-2")]
    )
    importing("not JSON")
    actions.track(Contract.objects.get(ocid="ocds-test-1"), by=make_user())
    draft = make_contract(title="A draft, with “quotes” and\nlines")
    for stated in DATES[1:]:
        make_claim(draft, fact="starts_on", **stated)
    path = tmp_path / "record.sqlite3"
    with sqlite3.connect(path) as copy:
        connection.connection.backup(copy)
    copy.close()
    return path


def rows(path):
    """Give {table: its rows}, with the tables in which FTS5 keeps its words."""
    with sqlite3.connect(path) as opened:
        query = (
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
        )
        tables = {name: f'SELECT * FROM "{name}"' for (name,) in opened.execute(query)}  # noqa: S608
        found = {name: sorted(map(repr, opened.execute(all_))) for name, all_ in tables.items()}
    opened.close()
    return found


def asked(path, query):
    opened = sqlite3.connect(path)
    try:
        return opened.execute(query).fetchall()
    finally:
        opened.close()


SCHEMA = "SELECT type, name, tbl_name FROM sqlite_master ORDER BY 1, 2"
FOUND = """SELECT p.title FROM procurement_publiccontract_index i
           JOIN procurement_publiccontract p ON p.recency = i.rowid
           WHERE procurement_publiccontract_index MATCH 'palantir'"""


def test_plain_sqlite_finds_the_file_whole(file):
    assert asked(file, "PRAGMA integrity_check") == [("ok",)]
    assert asked(file, "PRAGMA foreign_key_check") == []
    assert len(asked(file, FOUND)) == 1


def test_plain_sqlite_can_write_what_it_is_allowed_to(file):
    with sqlite3.connect(file) as opened:
        change = "UPDATE procurement_claim SET {} WHERE stated_on_precision = 'month'"
        opened.execute(change.format("stated_on = '2026-06-01'"))
        for refused in ("stated_on = '2026-06-02'", "stated_on_precision = ''"):
            with pytest.raises(sqlite3.IntegrityError, match="goes_with_its_precision"):
                opened.execute(change.format(refused))
    opened.close()


@needs_tool
def test_what_the_tool_dumps_is_the_whole_record(file, tmp_path):
    again = tmp_path / "again.sqlite3"
    dumped = subprocess.run(["sqlite3", file, ".dump"], capture_output=True, check=True)
    made = subprocess.run(["sqlite3", again], input=dumped.stdout, capture_output=True, check=True)

    assert (dumped.stderr, made.stderr) == (b"", b"")
    assert asked(again, SCHEMA) == asked(file, SCHEMA)
    before, after = rows(file), rows(again)
    assert [table for table in before if before[table] != after.get(table)] == []
    assert asked(again, "PRAGMA integrity_check") == [("ok",)]
    assert asked(again, FOUND) == asked(file, FOUND) != []


@needs_tool
def test_the_tool_itself_finds_the_file_whole(file):
    checked = subprocess.run(
        ["sqlite3", file, "PRAGMA integrity_check"], capture_output=True, text=True, check=True
    )

    assert (checked.stdout, checked.stderr) == ("ok\n", "")

"""Each measurement runs, at the smallest size: none may crash unnoticed until it is wanted."""

import os
import shutil
import sqlite3
from contextlib import closing

import pytest
from django.db import connection

from benchmarks import editing, importing, measuring, peers, searching, serving

pytestmark = [
    pytest.mark.once,
    pytest.mark.django_db,
    # What runs in other processes is not closed by this one.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]
needs_peers = pytest.mark.skipif(
    not (peers.DATASETTE.exists() or os.environ.get("REQUIRE_PEERS")),
    reason="requirements-bench.txt is not installed: `make bench` does it",
)


@pytest.fixture(scope="module")
def made(tmp_path_factory, django_db_setup, django_db_blocker):
    """A folder with the database of the tests, and the style sheets: making either takes seconds."""
    folder = tmp_path_factory.mktemp("made")
    with django_db_blocker.unblock(), closing(sqlite3.connect(folder / "site.sqlite3")) as copy:
        connection.ensure_connection()
        connection.connection.backup(copy)
    measuring.manage(
        os.environ | {"STATIC_ROOT": str(folder / "static"), "DATA_DIR": str(folder)},
        "collectstatic", "--no-input", "-v0",
    )  # fmt: skip
    return folder


@pytest.fixture
def measured(tmp_path, monkeypatch, capsys, made):
    """Run a program with some options, and give what it prints."""
    manage = measuring.manage
    founding_case = "from procurement.management import founding_case; founding_case.load()"

    def manage_quickly(environment, *command):
        if command[0] == "migrate":
            shutil.copytree(made, environment["DATA_DIR"], dirs_exist_ok=True)
        elif command[0] == "load_demo":
            manage(environment, "shell", "-v0", "-c", founding_case)

    def run(program, *options):
        monkeypatch.setattr(measuring, "WARMING", 1)
        monkeypatch.setattr(measuring, "manage", manage_quickly)
        program.main(["--databases", "sqlite", "--data", str(tmp_path), *options])
        return capsys.readouterr().out

    return run


def figures(told: str, name: str) -> list[str]:
    """The cells of the first row of this name in the tables that were printed."""
    [first, *_] = [line for line in told.splitlines() if line.startswith(f"| {name}")]
    return [cell.strip() for cell in first.strip("| ").split("|")]


@needs_peers
def test_importing_beside_its_peer(measured):
    told = measured(importing, "--sizes", "60", "--seconds", "0.1")

    assert figures(told, "SQLite")[1] == figures(told, "peer")[1] == "60"
    assert "| Search, ms |" in told


@needs_peers
def test_searching_beside_datasette(measured):
    queries = "everything$|word in 36%$"
    told = measured(searching, "--sizes", "40", "--rounds", "1", "--queries", queries)

    everything = figures(told, "everything")
    assert int(everything[1]) == pytest.approx(40, abs=8)
    assert all(map(float, everything[2:]))
    assert figures(told, "SQLite")[-3]
    assert len([line for line in told.splitlines() if "contracts." in line]) == len(searching.FILES)


@needs_peers
def test_serving_beside_a_bare_template(measured):
    told = measured(serving, "--seconds", "0.2", "--logins", "1")

    assert [figures(told, name)[0] for name in serving.LEAST] == list(serving.LEAST)
    assert figures(told, "SQLite 3")
    assert figures(told, "Datasette")


def test_editing_loses_nothing(measured):
    told = measured(editing, "--edits", "20", "--forms", "4", "--processes", "2")

    edits, code = [line for line in told.splitlines() if line.startswith("| SQLite")]
    assert [cell.strip() for cell in edits.split("|")][2:6] == ["20", "4", "20", "0"]
    assert all(int(cell.split()[0].replace(",", "")) > 1 for cell in code.split("|")[2:5])


def test_tables_say_what_falls_short():
    assert measuring.bar(2, "≤ 5") == "(≤ 5: met)"
    assert measuring.bar(0.75, "≤ 5") == "(≤ 5: **short by 25%**)"

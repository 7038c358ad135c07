"""The database's file and its folder are for whoever runs the site alone, from the first byte on."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from procurement.checks import check_others_cannot_read_sqlite
from tracker.private_files import keep_private, make_folder, open_to_others

BESIDE = ("", "-wal", "-shm")


def mode(path):
    return Path(path).stat().st_mode & 0o777


@pytest.fixture(autouse=True)
def usual_mask():
    """As most systems have it: what a program makes, all may read."""
    before = os.umask(0o022)
    yield
    os.umask(before)


# What is written is looked at while the connection is open: SQLite removes the other two after it.
LOOK = """
import django, os, sys
django.setup()
from pathlib import Path
from django.conf import settings
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("CREATE TABLE IF NOT EXISTS one (word text)")
    cursor.execute("INSERT INTO one VALUES ('hidden')")
for path in sorted(Path(settings.DATABASES["default"]["NAME"]).parent.glob("site.sqlite3*")):
    print(path.name, oct(path.stat().st_mode & 0o777))
"""


def look(folder, **environment):
    """Give {file: mode} of a database while a process that has written to it is connected."""
    base = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "tracker.settings"}
    base |= {"DATA_DIR": str(folder), "PYTHONPATH": str(settings.BASE_DIR)}
    done = subprocess.run(
        [sys.executable, "-c", LOOK],
        env=base | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return dict(line.split() for line in done.stdout.splitlines())


WRITE = """
import sqlite3, sys
one = sqlite3.connect(sys.argv[1])
one.execute("INSERT INTO told VALUES (2)")
one.commit()
one.close()
"""


def test_a_file_that_is_there_keeps_its_locks(tmp_path):
    """Closing any descriptor of a file takes the locks of all: another process then removes the log."""
    path = str(tmp_path / "one.sqlite3")
    keep_private(path)
    mine = sqlite3.connect(path)
    mine.execute("PRAGMA journal_mode=WAL")
    mine.execute("CREATE TABLE told (number)")
    mine.commit()

    keep_private(path)
    subprocess.run([sys.executable, "-c", WRITE, path], check=True)
    mine.execute("INSERT INTO told VALUES (3)")
    mine.commit()

    with sqlite3.connect(path) as other:
        assert [row[0] for row in other.execute("SELECT number FROM told")] == [2, 3]
    mine.close()


def test_new_database_and_what_is_beside_it_are_private(tmp_path):
    assert look(tmp_path / "var") == {f"site.sqlite3{end}": "0o600" for end in BESIDE}


def test_folder_that_we_make_is_private_and_static_files_are_not(tmp_path):
    look(tmp_path / "some" / "var")

    assert mode(tmp_path / "some" / "var") == 0o700
    assert mode(tmp_path / "some" / "var" / "static") == 0o755


def test_folder_that_is_there_stays_as_it_is(tmp_path):
    (tmp_path / "var").mkdir(mode=0o750)

    make_folder(tmp_path / "var")

    assert mode(tmp_path / "var") == 0o750


def test_database_that_others_could_read_is_tightened_with_what_is_beside_it(tmp_path):
    old = sqlite3.connect(tmp_path / "site.sqlite3")
    old.executescript("PRAGMA journal_mode=WAL; CREATE TABLE one (word text);")
    assert {mode(tmp_path / f"site.sqlite3{end}") for end in BESIDE} == {0o644}

    assert look(tmp_path) == {f"site.sqlite3{end}": "0o600" for end in BESIDE}
    assert old.execute("SELECT word FROM one").fetchall() == [("hidden",)]
    old.close()


def test_database_named_by_its_address_is_private_too(tmp_path):
    address = f"sqlite:///{tmp_path / 'else' / 'site.sqlite3'}"
    (tmp_path / "else").mkdir()

    assert look(tmp_path / "var", DATABASE_URL=address)["site.sqlite3"] == "0o600"
    assert not (tmp_path / "var" / "site.sqlite3").exists()


@pytest.mark.parametrize("name", [":memory:", "file:memorydb_default?mode=memory&cache=shared"])
def test_a_database_in_memory_has_no_file(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    keep_private(name)

    assert (open_to_others(name), [*tmp_path.iterdir()]) == ([], [])


def test_where_no_file_can_be_made_sqlite_says_so(tmp_path):
    name = str(tmp_path / "nowhere" / "site.sqlite3")

    keep_private(name)

    assert not Path(name).parent.exists()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps its own files")
def test_check_warns_of_what_could_not_be_tightened(tmp_path, monkeypatch):
    file = tmp_path / "site.sqlite3"
    file.touch(mode=0o640)
    monkeypatch.setitem(connection.settings_dict, "NAME", str(file))

    [warning] = check_others_cannot_read_sqlite(None, databases=["default"])

    assert str(file) in warning.msg
    file.chmod(0o600)
    assert check_others_cannot_read_sqlite(None, databases=["default"]) == []

"""An import that is killed and started again ends in the same rows, and leaves nothing half done."""

import json
import os
import shutil
import subprocess
import sys
import uuid
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection

from .samples import invented
from .state import differences

pytestmark = pytest.mark.django_db(transaction=True)
PROGRAM = Path(__file__).with_name("kills.py")


@contextmanager
def database(folder):
    """Give the address of a new database with our tables."""
    name = f"killed_{uuid.uuid4().hex}"
    if connection.vendor == "sqlite":
        address = f"sqlite:///{folder}/{name}.sqlite3"
        connection.ensure_connection()
        connection.connection.execute("VACUUM INTO ?", [f"{folder}/{name}.sqlite3"])
        yield address
        return
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}"')
    try:
        yield _postgres(name)
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _postgres(name):
    at = connection.settings_dict
    who = f"{quote(at['USER'])}:{quote(at['PASSWORD'])}" if at["PASSWORD"] else quote(at["USER"])
    port = f":{at['PORT']}" if at["PORT"] else ""
    return f"postgresql://{who}@{quote(at['HOST'], safe='')}{port}/{name}"


def run(folder, path, *seed):
    """Run the program on a new database; give what it says."""
    with database(folder) as address:
        variables = os.environ | {"DATABASE_URL": address, "DATA_DIR": str(folder)}
        if connection.vendor != "sqlite":
            _start([settings.BASE_DIR / "manage.py", "migrate", "-v0"], variables)
        return json.loads(_start([PROGRAM, path, *seed], variables))


def _start(arguments, variables):
    done = subprocess.run(
        [sys.executable, *map(str, arguments)],
        env=variables, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes cannot be forked here")
def test_import_killed_ten_times_ends_in_the_same_rows(tmp_path):
    path = tmp_path / "notices.jsonl"
    path.write_text("".join(f"{json.dumps(one)}\n" for one in invented()))

    undisturbed = run(tmp_path, path)
    killed = run(tmp_path, path, 1)

    assert killed["killed"] == 10
    assert killed["half_done"] == []
    assert differences(undisturbed["state"], killed["state"]) == []
    assert [one["status"] for one in killed["runs"]][-1] == "finished"
    assert {one["status"] for one in killed["runs"][:-1]} <= {"interrupted", "finished"}
    assert sum(one["created"] + one["updated"] for one in killed["runs"]) == killed["notices"]
    for one in killed["runs"]:
        told = one["created"] + one["updated"] + one["unchanged"] + one["rejected"]
        assert one["releases"] == told
    shutil.rmtree(tmp_path, ignore_errors=True)

"""Fresh databases to import into: SQLite in a folder, PostgreSQL in a cluster; removed afterwards."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg2

ROOT = Path(__file__).resolve().parent.parent.parent
MANAGE = [sys.executable, "-B", "manage.py"]
WITH_POSTGRES = str(ROOT / "scripts" / "with_postgres")
Environment = dict[str, str]
_numbers = count(1)


class Databases:
    """Gives databases of one kind, each with all its tables and nothing in them."""

    def __init__(self, kind: str, work: Path, server: str) -> None:
        self.kind, self._work, self._server = kind, work, server
        self._prefix = f"bench_{os.getpid()}"
        self._static = TemporaryDirectory(dir=work)
        self._made = self._environment(self._new_folder(), "template")
        if kind == "postgres":
            self._admin(f"CREATE DATABASE {self._prefix}_template")
        for command in (["migrate", "-v0"], ["collectstatic", "--no-input", "-v0"]):
            subprocess.run([*MANAGE, *command], cwd=ROOT, env=self._made, check=True)

    @contextmanager
    def fresh(self) -> Iterator[Environment]:
        """Give the environment in which the site uses a database of its own."""
        name, folder = str(next(_numbers)), self._new_folder()
        if self.kind == "postgres":
            self._admin(f"CREATE DATABASE {self._prefix}_{name} TEMPLATE {self._prefix}_template")
        else:
            for file in Path(self._made["DATA_DIR"]).glob("*.sqlite3*"):
                shutil.copy(file, folder)
        try:
            yield self._environment(folder, name)
        finally:
            shutil.rmtree(folder)
            if self.kind == "postgres":
                self._admin(f"DROP DATABASE {self._prefix}_{name} WITH (FORCE)")

    def close(self) -> None:
        """Remove what new databases are copied from."""
        shutil.rmtree(self._made["DATA_DIR"])
        self._static.cleanup()
        if self.kind == "postgres":
            self._admin(f"DROP DATABASE {self._prefix}_template WITH (FORCE)")

    def version(self) -> str:
        """Say what the database is."""
        if self.kind == "sqlite":
            import sqlite3  # noqa: PLC0415 -- for its version alone

            return f"SQLite {sqlite3.sqlite_version}"
        return f"PostgreSQL {self._admin('SHOW server_version')[0][0].split()[0]}"

    def _new_folder(self) -> Path:
        folder = self._work / f"{self._prefix}-{self.kind}-{next(_numbers)}"
        folder.mkdir()
        return folder

    def _environment(self, folder: Path, name: str) -> Environment:
        kept = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
        made = {"DATA_DIR": str(folder), "STATIC_ROOT": self._static.name, "LOG_LEVEL": "ERROR"}
        if self.kind == "postgres":
            address = f"{self._server.rpartition('/')[0]}/{self._prefix}_{name}"
            made["DATABASE_URL"] = address
        return kept | made | {"ENVIRONMENT": "development", "PYTHON": sys.executable}

    def _admin(self, statement: str) -> list[tuple]:
        return admin(self._server, statement)


def admin(address: str, statement: str) -> list[tuple]:
    """Let a PostgreSQL do what concerns whole databases; give what it says."""
    connection = psycopg2.connect(address)
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall() if cursor.description else []
    finally:
        connection.close()


def server(kind: str, *options: str):
    """Give a context with the address of a PostgreSQL, "" for SQLite, None where there is none.

    The options are those of scripts/with_postgres, where one is started.
    """
    if kind == "sqlite":
        return nullcontext("")
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        return nullcontext(os.environ["DATABASE_URL"])
    if subprocess.run([WITH_POSTGRES, "--find"], stdout=subprocess.DEVNULL, check=False).returncode:
        return nullcontext(None)
    return _cluster(options)


@contextmanager
def _cluster(options) -> Iterator[str]:
    """Start a cluster that writes to the disk as in use; it stops when its command ends."""
    command = [WITH_POSTGRES, "--durable", *options, "sh", "-c", 'echo "$DATABASE_URL"; exec cat']
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:
        yield process.stdout.readline().strip()
        process.stdin.close()

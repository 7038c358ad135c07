"""Databases filled with an invented register, and kept for the next time."""

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.ingesting.databases import MANAGE, ROOT, Environment, admin

from .world import World

# As docs/operators.md has them, on a machine with 24 GB; otherwise as PostgreSQL comes.
SETTINGS = {
    "shared_buffers": "4GB", "work_mem": "64MB", "effective_cache_size": "12GB",
    "jit": "off",
    "max_wal_size": "4GB",  # for the filling alone: a checkpoint every few minutes
}  # fmt: skip
_TOLD = (*SETTINGS, "random_page_cost", "max_parallel_workers_per_gather")
# What the rows come from; and what writes them, words and index included. Not how they are searched:
# a register is to outlive the tuning of queries.
WORLD_IS_MADE_BY = (
    "benchmarks/searching/world.py", "benchmarks/searching/words.py",
    "benchmarks/notices.py",
)  # fmt: skip
_MADE_BY = (
    *WORLD_IS_MADE_BY, "benchmarks/searching/fill.py", "procurement/actions/totals.py",
    "procurement/migrations/*.py",
    *(f"procurement/search/{one}.py" for one in ("folding", "index", "postgres", "sqlite", "stems")),
)  # fmt: skip
_FILL = "from benchmarks.searching import fill, world; fill.fill(world.World({size}, {seed}))"


class Registers:
    """Filled databases of one kind: SQLite in a folder, PostgreSQL in the server at an address."""

    def __init__(self, kind: str, work: Path, server: str) -> None:
        self.kind, self._work, self._server = kind, work, server

    def filled(self, world: World) -> Environment:
        """Give the environment in which the site uses one, filled now unless it was before.

        Those of the same size and seed that other code has filled are removed.
        """
        name = f"search_{world.count}_{world.seed}_"
        key = digest(_MADE_BY)
        environment = self._environment(f"{name}{key}")
        if f"{name}{key}" not in self._there(name):
            for one in self._there(name):
                self._remove(one)
            making = f"{name}making"
            self._make(making)
            told = self._environment(making)
            for command in (["migrate", "-v0"], ["shell", "-v0", "-c", _filling(world)]):
                subprocess.run([*MANAGE, *command], cwd=ROOT, env=told, check=True)
            self._rename(making, f"{name}{key}")
        static = [*MANAGE, "collectstatic", "--no-input", "-v0"]
        subprocess.run(static, cwd=ROOT, env=environment, check=True)
        return environment

    def version(self) -> str:
        """Say what the database is."""
        if self.kind == "sqlite":
            import sqlite3  # noqa: PLC0415 -- for its version alone

            return f"SQLite {sqlite3.sqlite_version}"
        return f"PostgreSQL {self._admin('SHOW server_version')[0][0].split()[0]}"

    def settings(self) -> Iterator[str]:
        """Say which settings of PostgreSQL a search depends on."""
        if self.kind == "postgres":
            told = ", ".join(f"{one} {self._admin(f'SHOW {one}')[0][0]}" for one in _TOLD)
            yield f"{self.version()}: {told}.\n"

    def _environment(self, name: str) -> Environment:
        kept = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
        made = {"DATA_DIR": str(self._folder(name)), "STATIC_ROOT": str(self._work / "static")}
        if self.kind == "postgres":
            made = {"DATA_DIR": str(self._work), "STATIC_ROOT": made["STATIC_ROOT"]}
            made["DATABASE_URL"] = f"{self._server.rpartition('/')[0]}/{name}"
        always = {"ENVIRONMENT": "development", "LOG_LEVEL": "ERROR", "PYTHON": sys.executable}
        return kept | made | always

    def _folder(self, name: str) -> Path:
        return self._work / "sqlite" / name

    def _there(self, name: str) -> list[str]:
        if self.kind == "sqlite":
            return [found.name for found in self._folder("").glob(f"{name}*")]
        rows = self._admin("SELECT datname FROM pg_database")
        return [found for (found,) in rows if found.startswith(name)]

    def _make(self, name: str) -> None:
        if self.kind == "sqlite":
            self._folder(name).mkdir(parents=True)
        else:
            self._admin(f'CREATE DATABASE "{name}"')

    def _rename(self, name: str, to: str) -> None:
        if self.kind == "sqlite":
            self._folder(name).rename(self._folder(to))
        else:
            self._admin(f'ALTER DATABASE "{name}" RENAME TO "{to}"')
            self._admin("CHECKPOINT")

    def _remove(self, name: str) -> None:
        if self.kind == "sqlite":
            shutil.rmtree(self._folder(name))
        else:
            self._admin(f'DROP DATABASE "{name}" WITH (FORCE)')

    def _admin(self, statement: str) -> list[tuple]:
        return admin(self._server, statement)


def options(work: Path) -> list[str]:
    """Give the options of scripts/with_postgres: data that stays, and memory."""
    told = [f"--set={name}={value}" for name, value in SETTINGS.items()]
    return ["--data", str(work / "postgres"), *told]


def digest(patterns: Iterable[str]) -> str:
    """Tell the code that fills a database from any other."""
    found = hashlib.sha256()
    for pattern in patterns:
        for file in sorted(ROOT.glob(pattern)):
            found.update(file.read_bytes())
    return found.hexdigest()[:10]


def _filling(world: World) -> str:
    return _FILL.format(size=world.count, seed=world.seed)

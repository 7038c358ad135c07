"""One register measured: pages and their bare SQL on each database, and Datasette, side by side."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from benchmarks import told
from benchmarks.serving import SERVE, serving

from . import datasette
from .bare import Replay, replaying
from .pages import Pages
from .queries import Asked
from .registers import Registers
from .rounds import Asker, take
from .tables import Searched
from .world import World

# Requests by which each thread of the production server has its connection to the database.
WARMING = 24


class Peer(NamedTuple):
    """Datasette, and the file that it serves."""

    program: Path
    file: Path

    def version(self) -> Iterator[str]:
        """Say what it is."""
        with datasette.running(self.program, self.file, datasette.NOT_SUGGESTING) as port:
            yield f"{datasette.version(port)}.\n"


class _Served(NamedTuple):
    version: str
    pages: Pages
    replay: Replay


def searched(
    registers: list[Registers], world: World, asked: list[Asked], rounds: int, peer: Peer | None
) -> list[Searched]:
    """Ask all databases and Datasette all queries, in turn."""
    environments = [one.filled(world) for one in registers]
    with ExitStack() as running:
        ours = [
            _serve(running, register, environment, asked)
            for register, environment in zip(registers, environments, strict=True)
        ]
        theirs = _serve_peer(running, peer, asked) if peer else {}
        told.say(f"{world.count:,} contracts: {len(asked)} queries, {rounds} rounds")
        took = take(_askers(ours, theirs), [one.name for one in asked], rounds)
    their_hits = _hits(theirs)
    return [
        Searched(
            one.version, world.count, asked, one.replay.pages,
            took[f"{one.version} page"], took[f"{one.version} SQL"],
            {variant: took[variant] for variant in theirs}, their_hits,
        )
        for one in ours
    ]  # fmt: skip


def _serve(running, register, environment, asked) -> _Served:
    replay = running.enter_context(replaying(environment, {one.name: one.ours for one in asked}))
    port = running.enter_context(serving(SERVE, environment, "/healthz"))
    pages = Pages(port, {one.name: one.address for one in asked})
    for _ in range(WARMING):
        pages.ask(asked[0].name)
    return _Served(register.version(), pages, replay)


def _serve_peer(running, peer: Peer, asked) -> dict[str, Pages]:
    addresses = {one.name: datasette.address(one) for one in asked if one.theirs is not None}
    return {
        variant: Pages(
            running.enter_context(datasette.running(peer.program, peer.file, variant)), addresses
        )
        for variant in datasette.VARIANTS
    }


def _askers(ours, theirs) -> dict[str, Asker]:
    askers = {variant: Asker(frozenset(one.addresses), one.ask) for variant, one in theirs.items()}
    for one in ours:
        names = frozenset(one.pages.addresses)
        askers[f"{one.version} page"] = Asker(names, one.pages.ask)
        askers[f"{one.version} SQL"] = Asker(names, one.replay.ask)
    return askers


def _hits(theirs: dict[str, Pages]) -> dict[str, int]:
    """How many rows it says it finds, by the names of queries; it must not have given up on any."""
    if not theirs:
        return {}
    given_up = [
        name for one in theirs.values() for name, page in one.said.items() if "timed out" in page
    ]
    assert not given_up, f"Datasette gave up on {given_up}"
    said = theirs[datasette.NOT_SUGGESTING].said
    return {name: datasette.hits(page) for name, page in said.items()}

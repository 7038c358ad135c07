"""The second pass: releases made ready for the database, by a process of its own where there are many.

Reading and converting a release costs as much as writing it, and a second core can do it meanwhile.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context
from typing import NamedTuple

from . import load
from .child_process import begin
from .notice import Note, Notice, prepare
from .reading import Release, Spool

# Fewer releases than this are ready before another process has started.
WORTH_A_PROCESS = 5000


class Batch(NamedTuple):
    """Some releases of a file: those to be taken, those that are held already, those rejected."""

    releases: int
    notices: list[Notice]
    unchanged: int
    rejected: list[tuple[Note, str, str]]


def prepared(spool: Spool, size: int, *, invented: bool) -> Iterator[Batch]:
    """Yield the releases of a spool in batches, the next one being made ready meanwhile."""
    with _preparer(spool.count) as start:
        waiting = None
        for releases in _sliced(spool, size):
            fresh = load.not_imported(releases, invented=invented)
            following = (len(releases), len(releases) - len(fresh), start(fresh))
            if waiting:
                yield _batch(*waiting)
            waiting = following
        if waiting:
            yield _batch(*waiting)


def _batch(releases, unchanged, result):
    notices, rejected = result()
    return Batch(releases, notices, unchanged, rejected)


def _sliced(spool, size):
    releases = iter(spool)
    while part := list(islice(releases, size)):
        yield part


@contextmanager
def _preparer(count: int) -> Iterator[Callable[[list[Release]], Callable]]:
    """Give a function that starts making releases ready, and gives one that waits for them."""
    if count < WORTH_A_PROCESS:
        yield lambda releases: lambda: prepare(releases)
        return
    # A process that begins anew: one that is forked would share the connection to the database.
    context = get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context, initializer=begin) as pool:
        yield lambda releases: pool.submit(prepare, releases).result

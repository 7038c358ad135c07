"""The second pass: releases made ready for the database, by a process of its own where there are many.

Reading and converting a release costs as much as writing it, and a second core can do it meanwhile.
"""

from collections.abc import Iterator
from itertools import islice

from . import load
from .child_process import ahead
from .reading import Spool
from .ready import Batch, Part, ready

# Fewer releases than this are ready before another process has started.
WORTH_A_PROCESS = 5000


def prepared(spool: Spool, size: int, *, invented: bool) -> Iterator[Batch]:
    """Yield the releases of a spool in batches, the next one being made ready meanwhile."""
    parts = _parts(spool, size, invented)
    if spool.count < WORTH_A_PROCESS:
        return map(ready, parts)
    return ahead(ready, parts)


def _parts(spool, size, invented) -> Iterator[Part]:
    """What is new, as far as the batches before have been written: of the rest the writing finds out."""
    releases = iter(spool)
    while part := list(islice(releases, size)):
        fresh = load.not_imported(part, invented=invented)
        yield Part(len(part), len(part) - len(fresh), fresh)

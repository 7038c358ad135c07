"""A process that does the next piece of work while this one deals with the last.

Knows no models: such a process begins without Django.
"""

import gc
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection
from typing import TypeVar

Piece = TypeVar("Piece")
Done = TypeVar("Done")


def ahead(work: Callable[[Piece], Done], pieces: Iterable[Piece]) -> Iterator[Done]:
    """Yield what `work` gives of each piece, made by a process of its own, one piece ahead.

    One piece is made at a time and one result is here, so memory stays flat. `ChildProcessError` where the
    process ends before its time; it has said why.
    """
    with _child(work) as pipe:
        is_busy, made = False, []
        for piece in pieces:
            # Fetched before more is sent: two that write to each other would both wait.
            if is_busy:
                made.append(_received(pipe))
            pipe.send(piece)
            if is_busy:
                # Handed over, so that it is gone when the next comes.
                yield made.pop()
            is_busy = True
        if is_busy:
            yield _received(pipe)


@contextmanager
def _child(work: Callable) -> Iterator[Connection]:
    # A process that begins anew: one that is forked would share the connection to the database.
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(work, theirs), daemon=True)
    process.start()
    theirs.close()
    try:
        yield ours
    finally:
        process.kill()
        process.join()
        ours.close()


def _received(pipe: Connection):
    try:
        return pipe.recv()
    except (EOFError, ConnectionError) as error:
        raise ChildProcessError("The process that makes notices ready has ended.") from error


def _serve(work: Callable, pipe: Connection) -> None:
    end_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    few_collections()
    while True:
        pipe.send(work(pipe.recv()))


def end_with_parent() -> None:
    """End this process when the one that started it is gone: if it is killed, nothing else tells."""

    def wait() -> None:
        parent = parent_process()
        if parent:
            parent.join()
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def few_collections() -> None:
    """Let Python look for circles of garbage less often: releases make none, and there are many."""
    gc.set_threshold(100_000, 50, 50)

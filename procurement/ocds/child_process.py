"""A process that helps another ends with it. Knows no models: such a process begins without Django."""

import gc
import os
import threading
from multiprocessing import parent_process


def begin() -> None:
    """What such a process does first."""
    end_with_parent()
    few_collections()


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

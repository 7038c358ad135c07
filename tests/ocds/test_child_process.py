"""A process that helps an import ends with it."""

import os
import signal
import subprocess
import sys
import time

from django.conf import settings

PARENT = """
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
import os, time
from procurement.ocds.child_process import end_with_parent

if __name__ == "__main__":
    pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=end_with_parent)
    print(pool.submit(os.getpid).result(), flush=True)
    time.sleep(60)
"""


def is_alive(pid):
    """Tell whether a process runs: one that has ended and waits to be taken notice of does not."""
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_helper_ends_when_the_import_is_killed(tmp_path):
    program = tmp_path / "parent.py"
    program.write_text(PARENT)
    command = [sys.executable, str(program)]
    environment = os.environ | {"PYTHONPATH": str(settings.BASE_DIR)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as parent:
        helper = int(parent.stdout.readline())
        assert is_alive(helper)

        parent.send_signal(signal.SIGKILL)

        deadline = time.monotonic() + 10
        while is_alive(helper) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not is_alive(helper)

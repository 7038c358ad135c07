"""A process that works ahead of an import gives what is asked, one piece ahead, and ends with it."""

import os
import signal
import subprocess
import sys
import time

import pytest
from django.conf import settings

from procurement.ocds.child_process import ahead

PARENT = """
import os, time
from procurement.ocds.child_process import ahead

def pid(piece):
    return os.getpid()

if __name__ == "__main__":
    made = ahead(pid, [1, 2])
    print(next(made), flush=True)
    time.sleep(60)
"""


def twice(piece):
    return 2 * piece


def end(piece):
    os._exit(3)


def is_alive(pid):
    """Tell whether a process runs: one that has ended and waits to be taken notice of does not."""
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def ends(pid):
    deadline = time.monotonic() + 10
    while is_alive(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not is_alive(pid)


@pytest.mark.once
@pytest.mark.parametrize("count", [0, 1, 2, 5])
def test_every_piece_comes_back_in_order(count):
    assert list(ahead(twice, range(count))) == [2 * one for one in range(count)]


@pytest.mark.once
def test_one_piece_is_made_ahead_and_no_more():
    asked = []

    made = ahead(twice, (asked.append(one) or one for one in range(5)))

    assert next(made) == 0
    assert asked == [0, 1]
    made.close()


@pytest.mark.once
def test_pieces_larger_than_a_pipe_pass():
    pieces = [bytes([one]) * 5_000_000 for one in range(4)]

    assert [len(one) for one in ahead(twice, pieces)] == [10_000_000] * 4


@pytest.mark.once
def test_process_that_ends_before_its_time_is_an_error():
    with pytest.raises(ChildProcessError, match="has ended"):
        list(ahead(end, [1, 2]))


@pytest.mark.once
def test_process_ends_when_nobody_wants_more():
    made = ahead(pid_of, [1, 2, 3])
    child = next(made)

    made.close()

    assert ends(child)


def pid_of(piece):
    return os.getpid()


@pytest.mark.once
def test_process_ends_when_the_import_is_killed(tmp_path):
    program = tmp_path / "parent.py"
    program.write_text(PARENT)
    command = [sys.executable, str(program)]
    environment = os.environ | {"PYTHONPATH": str(settings.BASE_DIR)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as parent:
        child = int(parent.stdout.readline())
        assert is_alive(child)

        parent.send_signal(signal.SIGKILL)

        assert ends(child)

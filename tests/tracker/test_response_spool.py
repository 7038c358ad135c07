"""What is made as fast as it can be, and sent as it is taken."""

import errno
import os
from contextlib import nullcontext
from threading import Event

import pytest

from tracker.response_spool import BROKEN, Spool

SOON = 10  # seconds


class Parts:
    """Parts of a response; those after `stop` wait until they are let go."""

    def __init__(self, *parts, fails=None):
        self.parts, self.fails, self.closed, self.made = parts, fails, Event(), 0

    def __iter__(self):
        for part in self.parts:
            self.made += 1
            yield part
        if self.fails:
            raise self.fails

    def close(self):
        self.closed.set()


def test_all_of_it_is_given_in_its_order():
    parts = [bytes([number % 256]) * (number * 1000) for number in range(300)]
    sent, made = Event(), Parts(*parts)

    spool = Spool(made, nullcontext(), sent.set)
    told = b"".join(spool)
    spool.close()

    assert told == b"".join(parts)
    assert made.closed.wait(SOON)
    assert sent.is_set()


def test_it_is_made_to_its_end_while_nobody_reads():
    made = Parts(*[b"x" * 100_000] * 50)

    spool = Spool(made, nullcontext(), lambda: None)

    assert made.closed.wait(SOON)
    assert sum(map(len, spool)) == 5_000_000
    spool.close()


def test_the_first_part_is_given_before_the_last_is_made():
    go_on = Event()

    def parts():
        yield b"first"
        go_on.wait(SOON)
        yield b"last"

    spool = Spool(parts(), nullcontext(), lambda: None)
    told = iter(spool)
    assert next(told) == b"first"
    go_on.set()
    assert b"".join(told) == b"last"
    spool.close()


def test_who_leaves_ends_its_making():
    def endless():
        while True:
            yield b"x" * 1000

    ended, sent = Event(), []

    class Endless:
        def __iter__(self):
            return endless()

        def close(self):
            ended.set()

    spool = Spool(Endless(), nullcontext(), lambda: sent.append(1))
    next(iter(spool))
    spool.close()
    spool.close()

    assert ended.wait(SOON)
    assert sent == [1]


def test_a_file_that_breaks_off_says_so_at_its_end(caplog):
    spool = Spool(Parts(b"a,b\r\n", fails=RuntimeError("rows")), nullcontext(), lambda: None)

    assert b"".join(spool) == b"a,b\r\n" + BROKEN
    assert b"NOT WHOLE" in BROKEN
    assert "broke off" in caplog.text
    spool.close()


def test_without_room_for_it_nothing_is_held(monkeypatch, tmp_path):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "nothing"))
    sent = []

    with pytest.raises(OSError) as refusal:
        Spool(Parts(b"x"), nullcontext(), lambda: sent.append(1))

    assert refusal.value.errno == errno.ENOENT
    assert sent == [1]


def test_no_file_stays_open():
    before = len(os.listdir("/proc/self/fd"))

    for _ in range(20):
        made = Parts(b"x")
        spool = Spool(made, nullcontext(), lambda: None)
        assert b"".join(spool) == b"x"
        spool.close()
        assert made.closed.wait(SOON)

    # The thread of the last may yet have to close its own.
    assert len(os.listdir("/proc/self/fd")) <= before + 1

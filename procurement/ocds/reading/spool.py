"""The releases of one file on disk, between the first pass over it and the second."""

import marshal
import os
import tempfile
from array import array
from collections.abc import Iterator
from typing import NamedTuple

from .mending import NO_NUMBER


class Note(NamedTuple):
    """What of a release could not be taken as it stood."""

    field: str
    value: str
    reason: str
    advice: str


class Release(NamedTuple):
    """One release as it will be kept: `json` is canonical and without contact points.

    `json` is empty where it cannot be taken; the last of `notes` says why.
    """

    position: str
    ocid: str
    hash: str
    json: bytes
    notes: list[Note]


class Spool:
    """The releases of one file, read strictly, on disk until they are taken.

    Given are those of one contract one after another, in the place of the first: what its notices say is
    put together and written once, however far apart they stand. In memory are 20 bytes of each.
    """

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - `close` closes it
        self._ends = array("Q", [0])
        self._contracts = array("q")
        self.encoding = ""
        self.notes: list[Note] = []
        # How often NaN or Infinity stands in the releases that cannot be taken for it.
        self.constants = 0

    @property
    def count(self) -> int:
        """How many releases there are."""
        return len(self._contracts)

    def add(self, release: Release) -> None:
        """Keep one more."""
        data = marshal.dumps((*release[:4], [tuple(note) for note in release.notes]))
        self._file.write(data)
        self._ends.append(self._ends[-1] + len(data))
        self._contracts.append(hash(release.ocid))
        if not release.json:
            self.constants += sum(note.reason == NO_NUMBER for note in release.notes)

    def __iter__(self) -> Iterator[Release]:
        self._file.flush()
        for place in self._by_contract():
            start, end = self._ends[place], self._ends[place + 1]
            data = os.pread(self._file.fileno(), end - start, start)
            position, ocid, hash_, json, notes = marshal.loads(data)  # noqa: S302 - written above
            yield Release(position, ocid, hash_, json, [Note(*note) for note in notes])

    def _by_contract(self) -> "array[int]":
        """The places of the releases in the order in which they are given. Sorted: a dictionary takes more."""
        firsts, first = array("I", bytes(4 * self.count)), 0
        contract = None
        for place in sorted(range(self.count), key=self._contracts.__getitem__):
            if self._contracts[place] != contract:
                first, contract = place, self._contracts[place]
            firsts[place] = first
        return array("I", sorted(range(self.count), key=firsts.__getitem__))

    def close(self) -> None:
        """Let go of the disk."""
        self._file.close()

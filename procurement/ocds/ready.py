"""Releases made ready for the database, by what never sees one: so another process can do it."""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from .compiled_notices import Compiled, ReadNotice, compiled_notices
from .notice import Notice, Rejected, read
from .reading import Note, Release


class Part(NamedTuple):
    """Some releases of a file: how many, how many of them are there already, and the others."""

    number: int
    unchanged: int
    releases: list[Release]


class Batch(NamedTuple):
    """The same, made ready: the notices, what they say together, and (why, position, OCID) of those not taken.

    `compiled` is by OCID; of notices that stand apart in the file it may be of some alone, as its hashes say.
    """

    releases: int
    unchanged: int
    notices: list[Notice]
    compiled: dict[str, Compiled]
    rejected: list[tuple[Note, str, str]]


def ready(part: Part) -> Batch:
    """Give releases as notices, and what those of each contract say, as if there were no others."""
    batch = Batch(part.number, part.unchanged, [], {}, [])
    for ocid, group in groupby(_read(part.releases, batch.rejected), lambda one: one[0].ocid):
        told: dict[str, ReadNotice] = {}
        for notice, said in group:
            batch.notices.append(notice)
            told.setdefault(notice.hash, said)
        batch.compiled[ocid] = compiled_notices(ocid, told.values())
    return batch


def _read(releases, rejected) -> Iterator[tuple[Notice, ReadNotice]]:
    for release in releases:
        try:
            yield read(release)
        except Rejected as error:
            rejected.append((error.note, release.position, error.ocid))

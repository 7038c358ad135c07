"""The first pass over a file: all of it is read strictly before anything of it is written.

What it finds is kept on disk, in the form in which notices keep it, so that the second pass has
no more to judge, and memory stays flat.
"""

import marshal
import tempfile
from collections.abc import Iterator
from hashlib import sha256
from typing import Any, BinaryIO, NamedTuple

import orjson

from . import decode
from .packages import Found, releases
from .refusal import FileRefused, escaped
from .scan import Scanner
from .texts import mended, needs_mending

FTS_AMOUNTS = "An amount that is no number, as Find a Tender is known to publish."
DIGITS = "A number with more digits than can be kept exactly."


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
    """The releases of one file, read strictly, on disk until they are taken."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - `close` closes it
        self.count = 0
        self.encoding = ""
        self.notes: list[Note] = []

    def add(self, release: Release) -> None:
        """Keep one more."""
        marshal.dump((*release[:4], [tuple(note) for note in release.notes]), self._file)
        self.count += 1

    def __iter__(self) -> Iterator[Release]:
        self._file.seek(0)
        for _ in range(self.count):
            position, ocid, hash_, json, notes = marshal.load(self._file)  # noqa: S302 - written above
            yield Release(position, ocid, hash_, json, [Note(*note) for note in notes])

    def close(self) -> None:
        """Let go of the disk."""
        self._file.close()


def take_in(file: BinaryIO, progress=lambda position: None) -> Spool:
    """Read a whole file strictly; `FileRefused` where it is not OCDS in strict JSON.

    `file` can be sought in. `progress` is called with the bytes read so far.
    """
    head = decode.unpacked(file).read(8)
    for encoding in decode.encodings(head):
        file.seek(0)
        spool = Spool()
        try:
            _fill(spool, Scanner(_watched(decode.text(file, encoding), file, progress)))
        except UnicodeDecodeError as error:
            spool.close()
            failed = error
            continue
        except BaseException:
            spool.close()
            raise
        spool.encoding = encoding
        if encoding in ("cp1252", "latin-1"):
            spool.notes.append(
                Note("", encoding, "The file is not UTF-8, and was read as Western European text.",
                     "Look whether letters with accents came out right.")
            )  # fmt: skip
        return spool
    raise FileRefused(
        f"It is not text in {failed.encoding}: {failed.reason}.", advice="Fetch the file again."
    )


def _watched(chunks, file, progress):
    for chunk in chunks:
        progress(file.tell())
        yield chunk


def _fill(spool, scanner):
    for found in releases(scanner):
        notes = [_repaired(literal) for literal in scanner.repairs]
        scanner.repairs.clear()
        spool.add(_release(found, notes))


def _repaired(literal):
    beyond = set(literal) <= {"0"} or "e" in literal.lower()
    reason = FTS_AMOUNTS if beyond else DIGITS
    return Note(
        "amount" if beyond else "", escaped(literal, 40), reason, "It is read as no amount."
    )


def _release(found: Found, notes):
    value = found.value
    if not isinstance(value, dict):
        return Release(found.position, "", "", b"", [*notes, _not_a_release(value)])
    if needs_mending(found.text):
        value, told = mended(value)
        notes += [Note(*one) for one in told]
    try:
        json = orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
    except TypeError:
        value, told = mended(value)
        notes += [Note(*one) for one in told]
        json = _dumped(value)
    ocid = value.get("ocid")
    ocid = ocid if isinstance(ocid, str) else ""
    return Release(found.position, ocid, sha256(json).hexdigest(), json, notes)


def _dumped(value):
    try:
        return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
    except TypeError as error:
        raise FileRefused(
            "It is nested too deep.", advice="Ask its publisher for a valid file."
        ) from error


def _not_a_release(value: Any) -> Note:
    if value is None:
        return Note("", "null", "There is no release here, or only links to some.",
                    "Fetch the releases that it links to, and import them.")  # fmt: skip
    return Note("", escaped(repr(value), 80), "What stands here is no object, so no release.",
                "Ask its publisher for a valid file.")  # fmt: skip

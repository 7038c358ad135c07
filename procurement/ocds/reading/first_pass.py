"""The first pass over a file: all of it is read strictly before anything of it is written.

What it finds is kept on disk, in the form in which notices keep it, so that the second pass has
no more to judge, and memory stays flat.
"""

from hashlib import sha256
from typing import Any, BinaryIO

import orjson

from . import decode
from .errors import FileRefused, escaped
from .json_scanner import NoNumber, Scanner
from .mending import NO_NUMBER, Told, mended, needs_mending
from .packages import PackagedRelease, releases
from .spool import Note, Release, Spool

# A number that is text has more digits than a float keeps, and is told of.
_AS_KEPT = orjson.OPT_SORT_KEYS | orjson.OPT_PASSTHROUGH_SUBCLASS


def take_in(file: BinaryIO, progress=lambda position: None) -> Spool:
    """Read a whole file strictly; `FileRefused` where it is not OCDS in strict JSON.

    `file` can be sought in. `progress` is called with the bytes read so far.
    """
    for encoding in decode.encodings(decode.head(file)):
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
        spool.add(_release(found))
    if scanner.constants > spool.constants:
        spool.notes.append(
            Note("", "", "NaN or Infinity, which are no JSON, stand in a part that is not kept.",
                 "Ask its publisher for a valid file.")
        )  # fmt: skip


def _release(found: PackagedRelease):
    value: Any = found.value
    told: list[Told] = []
    if not isinstance(value, dict):
        return Release(found.position, "", "", b"", [_not_a_release(value)])
    try:
        if not found.text or needs_mending(found.text):
            value, told = mended(value)
        try:
            json = orjson.dumps(value, option=_AS_KEPT)
        except TypeError:
            value, told = mended(value)
            json = orjson.dumps(value, option=_AS_KEPT)
    except (TypeError, RecursionError) as error:
        raise FileRefused(
            "It is nested too deep.", position=found.position,
            advice="Ask its publisher for a valid file.",
        ) from error  # fmt: skip
    ocid = value.get("ocid")
    ocid = ocid if isinstance(ocid, str) else ""
    if refused := [Note(*one) for one in told if one[2] == NO_NUMBER]:
        return Release(found.position, ocid, "", b"", refused[::-1])
    notes = [Note(*one) for one in told]
    return Release(found.position, ocid, sha256(json).hexdigest(), json, notes)


def _not_a_release(value: Any) -> Note:
    if isinstance(value, NoNumber):
        return Note("", str(value), NO_NUMBER, "Ask its publisher for a valid file.")
    if value is None:
        return Note("", "null", "There is no release here, or only a mention of some.",
                    "Fetch the releases that it links to or names, and import them.")  # fmt: skip
    return Note("", escaped(repr(value), 80), "What stands here is no object, so no release.",
                "Ask its publisher for a valid file.")  # fmt: skip

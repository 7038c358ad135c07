"""From the bytes of a file to its text: compression and encoding."""

import codecs
import gzip
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from .errors import FileRefused

CHUNK = 1 << 20
# JSON shrinks ten to forty times; what grows more than this is made to fill a disk.
LARGEST_RATIO = 200
RATIO_COUNTS_FROM = 50 * CHUNK

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"{\x00", "utf-16-le"),
    (b"[\x00", "utf-16-le"),
    (b"\x00{", "utf-16-be"),
    (b"\x00[", "utf-16-be"),
)
_NOT_JSON = (
    (b"PK\x03\x04", "It is a zip archive.", "Unpack it, and import the files in it."),
    (b"%PDF", "It is a PDF.", "Import the notice's JSON."),
    (b"\xd0\xcf\x11\xe0", "It is an Office document.", "Import the notice's JSON."),
    (b"BZh", "It is compressed by bzip2.", "Unpack it, or compress it by gzip."),
    (b"\xfd7zXZ", "It is compressed by xz.", "Unpack it, or compress it by gzip."),
)


def encodings(head: bytes) -> list[str]:
    """Give the encodings to try, in this order, for a file that begins so.

    A mark at the beginning settles it. Without one it is UTF-8, else what Western Windows wrote,
    where every byte means something: read so, the file carries a note.
    """
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return [encoding]
    return ["utf-8", "cp1252", "latin-1"]


def unpacked(file: BinaryIO) -> BinaryIO:
    """Give the file, or what gzip packed into it; refuses other formats by their first bytes."""
    head = file.read(8)
    file.seek(0)
    for mark, reason, advice in _NOT_JSON:
        if head.startswith(mark):
            raise FileRefused(reason, position="line 1, column 1", advice=advice)
    return gzip.GzipFile(fileobj=file) if head.startswith(b"\x1f\x8b") else file  # type: ignore[return-value]


def chunks(file: BinaryIO) -> Iterator[bytes]:
    """Yield the bytes of a file, unpacked; refuses what is broken or grows beyond measure."""
    source, read = unpacked(file), 0
    try:
        while chunk := source.read(CHUNK):
            read += len(chunk)
            if read > RATIO_COUNTS_FROM and read > LARGEST_RATIO * max(file.tell(), 1):
                raise FileRefused(
                    f"It grows to more than {LARGEST_RATIO} times its size when unpacked.",
                    advice="Unpack it, look at it, and import the JSON in it.",
                )
            yield chunk
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise FileRefused(
            f"The gzip compression is broken: {error}.", advice="Fetch the file again."
        ) from error


def head(file: BinaryIO) -> bytes:
    """Give the first bytes of a file, unpacked; refuses as `chunks` does."""
    return next(chunks(file), b"")[:8]


def text(file: BinaryIO, encoding: str) -> Iterator[str]:
    """Yield the text of a file. `UnicodeDecodeError` where it is not in that encoding."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    for chunk in chunks(file):
        yield decoder.decode(chunk)
    yield decoder.decode(b"", final=True)

"""Rows as CSV (RFC 4180), with a mark at the beginning by which Excel knows that it is UTF-8."""

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import islice
from typing import Any

from procurement.public import CHUNK

from .columns import Column

MARK = "\ufeff"


def as_csv(rows: Iterable[Any], columns: list[Column]) -> Iterator[bytes]:
    """Give a table of rows, some thousand lines at a time; the first with its heading."""
    told, reads = iter(rows), [column.read for column in columns]
    heading = MARK.encode() + _written([[column.name for column in columns]])
    yield heading + _written(_lines(told, reads))
    while lines := _lines(told, reads):
        yield _written(lines)


def _lines(rows, reads):
    return [[read(row) for read in reads] for row in islice(rows, CHUNK)]


def _written(lines) -> bytes:
    text = StringIO(newline="")
    csv.writer(text).writerows(lines)
    return text.getvalue().encode()

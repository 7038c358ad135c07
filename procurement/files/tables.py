"""Rows as CSV (RFC 4180), with a mark at the beginning by which Excel knows that it is UTF-8."""

import csv
from collections.abc import Callable, Iterable, Iterator
from io import StringIO
from itertools import islice
from typing import Any

from procurement.public import CHUNK

from .columns import Column

MARK = "\ufeff"
# What a spreadsheet takes for the beginning of a formula; the last four are wide forms of the first.
# OWASP, "CSV injection".
FORMULA = frozenset("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
_FLAG = {True: "true", False: "false", None: ""}


def as_csv(rows: Iterable[Any], columns: list[Column]) -> Iterator[bytes]:
    """Give a table of rows, some thousand lines at a time; the first with its heading."""
    told, reads = iter(rows), [_reader(column) for column in columns]
    heading = MARK.encode() + _written([[column.name for column in columns]])
    yield heading + _written(_lines(told, reads))
    while lines := _lines(told, reads):
        yield _written(lines)


def safe(text: str) -> str:
    """Give text that no spreadsheet takes for a formula: with an apostrophe before what looks like one."""
    return f"'{text}" if text[:1] in FORMULA else text


def _reader(column: Column) -> Callable[[Any], Any]:
    read = column.read
    if column.kind == "text":
        return lambda row: safe(read(row))
    return (lambda row: _FLAG[read(row)]) if column.kind == "flag" else read


def _lines(rows, reads):
    return [[read(row) for read in reads] for row in islice(rows, CHUNK)]


def _written(lines) -> bytes:
    text = StringIO(newline="")
    csv.writer(text).writerows(lines)
    return text.getvalue().encode()

"""Rows as an Excel workbook: text is text, numbers are numbers, and days are days where they are known."""

import datetime
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from procurement import public

from .columns import Column

# As many rows as are made in good time, and opened by a usual computer.
MOST_ROWS = 100_000
LONGEST_TEXT = 32_767  # characters in a cell of Excel
FIRST_YEAR = 1900  # before it, Excel has no days
PIECE = 65_536
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "yyyy-mm-dd",
}
_WIDTHS = {"text": 30, "code": 14, "number": 12, "date": 12, "flag": 10}


@contextmanager
def as_workbook(rows: Iterable[Any], columns: list[Column], name: str) -> Iterator[Path]:
    """Give a workbook of one sheet as a file, which is there for as long as it is held."""
    with TemporaryDirectory(prefix="workbook-") as folder:
        path = Path(folder) / "made.xlsx"
        with xlsxwriter.Workbook(str(path), _OPTIONS | {"tmpdir": folder}) as book:
            today = datetime.datetime.combine(public.today(), datetime.time())
            book.set_properties({"created": today, "author": "Public decisions"})
            _fill(book.add_worksheet(name), rows, columns, book.add_format({"bold": True}))
        yield path


def pieces(path: Path) -> Generator[bytes, None, None]:
    """Give a file piece by piece."""
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


def _fill(sheet, rows, columns, bold):
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, _WIDTHS[column.kind])
        sheet.write_string(0, place, column.name, bold)
    cells = [(place, one.read, _WRITERS[one.kind]) for place, one in enumerate(columns)]
    for number, row in enumerate(rows, start=1):
        for place, read, write in cells:
            value = read(row)
            if value not in ("", None):
                write(sheet, number, place, value)


def _text(sheet: Worksheet, row: int, place: int, value: str) -> None:
    cut = value if len(value) <= LONGEST_TEXT else f"{value[: LONGEST_TEXT - 1]}…"
    sheet.write_string(row, place, cut)


def _number(sheet: Worksheet, row: int, place: int, value: str | int) -> None:
    sheet.write_number(row, place, float(value))


def _date(sheet: Worksheet, row: int, place: int, value: str) -> None:
    if len(value) < len("2026-05-21") or int(value[:4]) < FIRST_YEAR:
        return _text(sheet, row, place, value)
    day = datetime.date.fromisoformat(value)
    sheet.write_datetime(row, place, datetime.datetime.combine(day, datetime.time()))
    return None


def _flag(sheet: Worksheet, row: int, place: int, value: bool) -> None:
    sheet.write_boolean(row, place, value)


_WRITERS: dict[str, Callable[[Worksheet, int, int, Any], None]] = {
    "text": _text, "code": _text, "number": _number, "date": _date, "flag": _flag,
}  # fmt: skip

"""CSV: no text is a formula, whichever character a spreadsheet takes for what stands between cells."""

import csv
import io
import re

import pytest

from procurement.files.columns import Column
from procurement.files.csv_rows import as_csv

FORMULAS = "=+-@\uff1d\uff0b\uff0d\uff20"
BEGINNINGS = [
    "",
    "x;",
    "x; ",
    "x\n",
    "x\r\n",
    "x\t",
    'x;"',
    'x" ;"',
    "x;;",
    "x;\t",
    "x\n \u00a0",
    " ",
    '"',
]


def file_of(text):
    columns = [
        Column("id", "number", "", lambda row: row[0]),
        Column("title", "text", "", lambda row: row[1]),
        Column("more", "text", "", lambda row: row[2]),
    ]
    return b"".join(as_csv([(1, text, text)], columns)).decode("utf-8-sig")


def cells(text, separator):
    """Give the cells that a spreadsheet reads, lines of a text being lines of its table as well."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    return [line for row in rows for cell in row for line in [cell, *re.split(r"[\r\n]", cell)]]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("first", FORMULAS)
@pytest.mark.parametrize("beginning", BEGINNINGS)
def test_no_cell_begins_a_formula(beginning, first, separator):
    read = cells(file_of(f"{beginning}{first}1+1;{first}2"), separator)

    assert [one for one in read if one.strip('" \u00a0\t\r\n')[:1] in [*FORMULAS]] == []


@pytest.mark.parametrize(
    "text",
    ["x;y", "a; b", "b - c", "x = 1", "1;2", "two\nlines", "“said”; it", 'say "so"', "A & B"],
)
def test_other_text_stays_as_it_is(text):
    assert [*csv.DictReader(io.StringIO(file_of(text), newline=""))][0]["title"] == text


@pytest.mark.parametrize(
    ("text", "written"),
    [("x;=1", "x;'=1"), ("x; -1", "x;' -1"), ("a\n- b", "a\n'- b"), ("=1;=2", "'=1;'=2")],
)
def test_what_looks_like_a_formula_has_an_apostrophe_before_it(text, written):
    assert [*csv.DictReader(io.StringIO(file_of(text), newline=""))][0]["title"] == written

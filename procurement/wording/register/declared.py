"""What the declared sections say, by the labels and kinds of their fields."""

from collections.abc import Iterable
from typing import Any

from procurement.sections import SECTIONS, Entry, Field, FieldKind

from ..days import in_words
from ..names import spelled_out
from .lines import Line, Row, figure, money, price, row, yes_no
from .whose import Whose


def labelled(body: dict, whose: Whose, section: str) -> list[Row]:
    """Give a row for each field of a section that has a label, in the order of its declaration."""
    said = body["register"].get(section, ())
    return [
        found
        for entry in SECTIONS[section]
        for field in entry.fields
        if field.label
        for found in row(field.label, whose.merged(_lines(entry, field, said)))
    ]


def _lines(entry: Entry, field: Field, said: Iterable[dict]) -> Iterable[tuple[dict, Line]]:
    for one in said:
        if one["what"] == entry.what and field.name in one:
            for line in _said(field, one[field.name]):
                yield one, line


def _said(field: Field, value: Any) -> list[Line]:
    if field.kind is FieldKind.ROWS:
        return [_row(field.rows, one) for one in value]
    if field.kind is FieldKind.OBJECT:
        return [_row(field.rows, value)]
    if field.kind is FieldKind.NAMES:
        return [Line(name=one) for one in value]
    if field.kind is FieldKind.LINES:
        return [_code(field.codes, one) for one in value]
    if field.codes:
        return [_code(field.codes, value)]
    return [_WORDS.get(field.kind, _quoted)(value)]


def _row(fields: tuple[Field, ...], one: dict) -> Line:
    """A row of several fields: what each says, after the title that one of them gives."""
    named = [field for field in fields if field.kind is FieldKind.TITLE]
    parts = [str(one[field.name]) for field in fields if field not in named and field.name in one]
    title = next((one[field.name] for field in named if field.name in one), "")
    return Line(name=title, words=": ".join(parts))


def _quoted(value):
    return Line(words=str(value))


def _code(codes, code):
    """What a code says; one that is not known, and a text, in the notice's words."""
    return Line(codes.label(code)) if codes and code in codes else Line(words=spelled_out(code))


_WORDS = {
    FieldKind.TITLE: lambda value: Line(name=value),
    FieldKind.URL: lambda value: Line(name=value, url=value),
    FieldKind.NUMBER: lambda value: Line(figure(value)),
    FieldKind.COUNT: lambda value: Line(figure(value)),
    FieldKind.MOST: lambda value: Line(figure(value)),
    FieldKind.DAY: lambda value: Line(in_words(value)),
    FieldKind.FLAG: lambda value: Line(yes_no(value)),
    FieldKind.AMOUNT: lambda value: Line(money(value)),
    FieldKind.GROSS: lambda value: Line(money(value, "gross")),
    FieldKind.PRICE: lambda value: Line(price(value)),
}

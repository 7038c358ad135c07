"""How a section of the register document is declared: its entries, and the fields of each.

An entry says of what it is, where it stands under that in OCDS, and which fields it has: each with our
name, the key of OCDS, and the kind of what stands there. The label is the page's; a field without one is
worded by its section's own words.
"""

import re
from collections.abc import Container, Mapping
from enum import Enum, auto
from types import MappingProxyType
from typing import Any, NamedTuple

from procurement.codelists import Codelist

_NOTHING: Mapping[str, Any] = MappingProxyType({})


class FieldKind(Enum):
    """Of which kind the value of a field is."""

    LINE = auto()
    ID = auto()  # a line of at most 180 characters
    NUMBER_GIVEN = auto()  # a line, but for one of few digits, which only counts the members of an array
    REFERENCE = auto()  # an id that people quote: `identifiers.reference`
    TITLE = auto()  # one line, repaired for display
    PROSE = auto()  # several lines, repaired
    URL = auto()
    NUMBER = auto()
    COUNT = auto()  # a number that OCDS wants whole
    MOST = auto()  # a number, or "no limit"
    VENDORS = auto()  # a number of them from one up, or "no limit"
    DAY = auto()
    FLAG = auto()
    AMOUNT = auto()
    GROSS = auto()  # the amount with tax of the same Value
    PRICE = auto()  # what one of something costs, with all its digits
    LINES = auto()  # an array of texts or codes
    NAMES = auto()  # an array of organisations, by their names
    REASONS = auto()  # an array of classifications, each with what its words mean
    OBJECT = auto()  # an object with fields of its own
    ROWS = auto()  # an array of such objects


class Field(NamedTuple):
    """One field. `key` is a path under the entry, "/" between, "" for the entry itself; `other` a second spelling.

    `codes` are the words of its codes; `only` those that a closed list of OCDS has: no other is exported. Of reasons,
    `meanings` are {our code: what code or words of the notice say it}.
    """

    name: str
    key: str
    kind: FieldKind = FieldKind.LINE
    label: str = ""
    codes: Codelist | None = None
    only: Container[str] = ()
    rows: tuple["Field", ...] = ()
    meanings: Mapping[str, re.Pattern] = _NOTHING
    other: str = ""


def closed(name: str, key: str, codes: Codelist, label: str = "", other: str = "") -> Field:
    """Give a field for codes of a list that OCDS closes."""
    return Field(name, key, label=label, codes=codes, only=codes, other=other)


_REFERENCES = frozenset(("lot", "lots"))


class Entry(NamedTuple):
    """What an entry of a section is made of: {"what", its fields, "of", "id", "at"}; "" has no "what".

    `of` are the subjects that may have it, `path` is where it stands under them: "" for the subject
    itself, "*" at its end for the members of an array. Fields that stand `alone` say nothing, so there is no entry
    (of None there always is one); it `says` besides, of itself or where its fields do not say otherwise.
    """

    what: str
    of: tuple[str, ...]
    path: str
    fields: tuple[Field, ...]
    alone: frozenset[str] | None = _REFERENCES
    says: Mapping[str, Any] = _NOTHING


TENDER = ("tender",)
# What is said of all that is put out to tender, or of a lot.
ASKED = ("tender", "lot")
# What is said of all that is put out to tender, awarded and signed.
ALL = ("tender", "lot", "award", "agreement")
LOTS = (Field("lot", "relatedLot"), Field("lots", "relatedLots", FieldKind.LINES))
CLASS = (
    Field("scheme", "scheme", FieldKind.TITLE),
    Field("code", "id", FieldKind.TITLE),
    Field("text", "description", FieldKind.TITLE),
    Field("uri", "uri", FieldKind.TITLE),
)
PERIOD = (
    ("starts_on", "startDate", FieldKind.DAY),
    ("ends_on", "endDate", FieldKind.DAY),
    ("latest_end_on", "maxExtentDate", FieldKind.DAY),
    ("days", "durationInDays", FieldKind.COUNT),
    ("months", "durationInMonths", FieldKind.COUNT),
)


def period(key: str) -> tuple[Field, ...]:
    """Give the fields of the Period under a key."""
    return tuple(Field(name, f"{key}/{of_ocds}", kind) for name, of_ocds, kind in PERIOD)


def value(name: str, key: str) -> tuple[Field, Field]:
    """Give the fields of the Value under a key: the amount without tax, and the one with it."""
    return Field(name, key, FieldKind.AMOUNT), Field(f"{name}_gross", key, FieldKind.GROSS)

"""How a section of the register document is declared: its entries, and the fields of each.

An entry says of what it is, where it stands under that in OCDS, and which fields it has: each with our
name, the key of OCDS, and the kind of what stands there. The label is the page's; a field without one is
worded by its section's own words.
"""

from enum import Enum, auto
from typing import NamedTuple

from procurement.codelists import Codelist


class FieldKind(Enum):
    """Of which kind the value of a field is."""

    LINE = auto()
    TITLE = auto()  # one line, repaired for display
    PROSE = auto()  # several lines, repaired
    URL = auto()
    NUMBER = auto()
    COUNT = auto()  # a number that OCDS wants whole
    MOST = auto()  # a number, or "no limit"
    DAY = auto()
    FLAG = auto()
    AMOUNT = auto()
    GROSS = auto()  # the amount with tax of the same Value
    LINES = auto()  # an array of texts or codes
    ROWS = auto()  # an array of objects, each with fields of its own


class Field(NamedTuple):
    """One field. `key` is a path under the entry, "/" between; `other` a second spelling of it.

    `codes` are the words of its codes; where OCDS closes that list (`closed`), no other code is exported.
    """

    name: str
    key: str
    kind: FieldKind = FieldKind.LINE
    label: str = ""
    codes: Codelist | None = None
    closed: bool = False
    rows: tuple["Field", ...] = ()
    other: str = ""


class Entry(NamedTuple):
    """What an entry of a section is made of: {"what", its fields, "of", "id", "at"}.

    `of` are the subjects that may have it, `path` is where it stands under them: "" for the subject
    itself, "*" for the members of an array. It is there where it says more than of which lots it is; one that
    `refers`, where it says that.
    """

    what: str
    of: tuple[str, ...]
    path: str
    fields: tuple[Field, ...]
    refers: bool = False


REFERENCES = frozenset(("lot", "lots"))
TENDER = ("tender",)
# What is said of all that is put out to tender, or of a lot.
ASKED = ("tender", "lot")
LOTS = (Field("lot", "relatedLot"), Field("lots", "relatedLots", FieldKind.LINES))
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

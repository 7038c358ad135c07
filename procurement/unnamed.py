"""What stands in the place of a name and names nobody: “Withheld”, “N/A”, “Various suppliers”.

Whoever matched by such a name would add up what was paid to bodies that have nothing in common.
The list is closed: whole names alone, as notices really write them; a firm may be called “Various Ltd”.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import product

from procurement.plaintext import caseless

_LONGEST = 50
_MANY = (
    "suppliers", "vendors", "contractors", "providers", "companies", "organisations", "organizations",
    "firms", "bidders", "tenderers", "consultants", "individuals", "parties",
)  # fmt: skip
# Each of these stands for several vendors, which share what is awarded.
_SEVERAL = ("various", "multiple", "several", "numerous", "many")
_ATTACHED = (
    "attached", "attachment", "attachments", "attached document", "attached documents", "attached list",
    "attached schedule", "attached spreadsheet", "below", "above", "description", "list", "notice", "notes",
    "document", "documents", "additional information", "supplier list", "list of suppliers",
)  # fmt: skip
_WITHHELD = (
    "withheld",
    "redacted",
    "confidential",
    "undisclosed",
    "not disclosed",
    "not published",
)
_WHAT = (
    "name", "names", "supplier", "suppliers", "supplier name", "supplier names", "details",
    "supplier details", "information", "name of supplier", "vendor", "contractor", "bidder",
)  # fmt: skip
_NOBODY = (
    *_WITHHELD, *map(" ".join, product(_WHAT, _WITHHELD)),
    *map(" ".join, product(("see", "as", "refer to", "as per"), _ATTACHED)),
    *_SEVERAL, *map(" ".join, product(_SEVERAL, _MANY)), *_MANY,
    "na", "none", "nil", "null", "nobody", "unknown", "undefined", "anonymised", "anonymous", "not applicable",
    "not available", "not known", "not yet known", "not stated", "not specified", "not provided", "not awarded",
    "no award", "no supplier", "no suppliers", "none awarded", "tbc", "tba", "tbd",
    "to be confirmed", "to be advised", "to be agreed", "to be announced", "to be appointed", "to be awarded",
    "to be decided", "to be determined",
    "supplier", "vendor", "contractor", "name", "supplier name", "xxx", "xxxx",
    # As Colombia's and Paraguay's registers have it.
    "no definido", "no aplica", "sin definir", "varios", "varios proveedores",
)  # fmt: skip
_NOT_LETTERS = re.compile(r"[\W_]+")
_COUNTED = re.compile(rf"([0-9]{{1,4}}) (?:{'|'.join(_MANY)})")


def _squeezed(name: str) -> str:
    """A name without case, spaces and punctuation: “N/A”, “n.a.” and “NA” are one."""
    return _NOT_LETTERS.sub("", caseless(name))


_ALL = frozenset(map(_squeezed, _NOBODY))
_ALL_SEVERAL = frozenset(
    map(_squeezed, (*_SEVERAL, *map(" ".join, product(_SEVERAL, _MANY)), *_MANY))
)


def names_nobody(name: str) -> bool:
    """Tell whether a name is none: a word for one that is withheld, unknown or one of many."""
    return len(name) <= _LONGEST and _is_nobody(name)


# Asked of every mention of a party, and of most more than once.
@lru_cache(maxsize=20_000)
def _is_nobody(name: str) -> bool:
    squeezed = _squeezed(name)
    if not squeezed:
        return not _is_picture(name)
    return squeezed in _ALL or bool(_COUNTED.fullmatch(caseless(name)))


def _is_picture(name: str) -> bool:
    """Whether a name without letters is more than punctuation: somebody may be called by an emoji."""
    return any(unicodedata.category(one) == "So" for one in name)


def stands_for(name: str) -> int | None:
    """Give how many a name that names nobody stands for: one, 59 of “59 suppliers”; None for several."""
    if counted := _COUNTED.fullmatch(caseless(name)):
        return int(counted[1])
    return None if _squeezed(name) in _ALL_SEVERAL else 1

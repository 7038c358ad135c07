"""Small things that several sections read of a release, and what is left out: what is not stated."""

import re
from collections.abc import Mapping
from typing import Any

from procurement import links
from procurement.ocds.texts import line

from ..values import Note, as_sent, day, each, money, nothing, number

# A reason that denies anything is left to be read by people.
DENIES = re.compile(r"\b(?:not|no|nor|neither|without|never)\b", re.IGNORECASE)

# OCDS writes 1e9999 where there is no maximum; Scotland, Wales, and programs in between, a number that is
# as large as theirs can be.
_NO_MOST = 9_999
NO_LIMIT = "no limit"
# Frameworks may have thousands of vendors, so of these systems write more where there is no maximum.
_NO_MOST_VENDORS = 9_999_999


def stated(**fields: Any) -> dict[str, Any]:
    """Give the fields that say anything."""
    return {name: one for name, one in fields.items() if one not in (None, "", [], {})}


def rows(thing: dict, key: str, note: Note, under: str = "") -> list[tuple[dict, str]]:
    """Give (row, path) of an array of objects, such as the awards; `under` is the path of the thing."""
    value = thing.get(key)
    if not value:
        return []
    path = f"{under}/{key}" if under else key
    return [(row, f"{path}/{place}") for place, row in enumerate(each(value, path, note))]


def identifier(row: dict, field: str, note: Note) -> str:
    """Give the id of a row as text: some publishers write numbers."""
    return line(row.get("id"), f"{field}/id", note, 180)


def date(value: Any, field: str, note: Note) -> str | None:
    """Give a day as "2026-05-21"; None for none."""
    found = day(value, field, note) if value else None
    return found.isoformat() if found else None


def url(value: Any, field: str, note: Note) -> str:
    """Give an address that anybody can open; "" for none."""
    if not value:
        return ""
    try:
        return links.check(value if isinstance(value, str) else "")
    except links.LinkError as error:
        note(field, value, f"{error} It is left out.")
        return ""


def amount(value: Any, field: str, note: Note) -> dict[str, Any] | None:
    """Give a Value as {"minor": 5000000, "currency": "GBP"}; None for none."""
    return as_entry(money(value, field, note)) if value else None


def as_entry(found: tuple[int, str] | None) -> dict[str, Any] | None:
    """Give what `money` gives as a document has it."""
    return {"minor": found[0], "currency": found[1]} if found else None


def unread(value: Any) -> str:
    """Give an amount of OCDS that cannot be read, as it was sent: "1e9999 GBP"; "" where none is stated, or it can."""
    if value in (None, "", {}) or money(value, "", nothing):
        return ""
    if not isinstance(value, dict):
        return as_sent(value)
    parts = [value[key] for key in ("amount", "currency") if value.get(key) is not None]
    return " ".join(map(as_sent, parts)) if value.get("amount") is not None else ""


def gross(value: Any, field: str, note: Note) -> dict[str, Any] | None:
    """Give the amount with tax of a Value, likewise."""
    if not isinstance(value, dict) or value.get("amountGross") is None:
        return None

    def said(_: str, fault: Any, reason: str) -> None:
        note(f"{field}/amountGross", fault, reason)

    return amount(value | {"amount": value["amountGross"]}, field, said)


def most(value: Any, field: str, note: Note) -> int | float | str | None:
    """Give a maximum, "no limit" where the notice says that there is none; None where it is silent."""
    if value == "1e9999":
        return NO_LIMIT
    found = number(value, field, note)
    return NO_LIMIT if found is not None and found >= _NO_MOST else found


def vendors(value: Any, field: str, note: Note) -> int | str | None:
    """Give a number of vendors, "no limit" where there is none; None where that is not stated."""
    if value == "1e9999" or type(value) in (int, float) and value >= _NO_MOST_VENDORS:
        return NO_LIMIT
    if type(value) in (int, float) and value >= 1 and value == int(value):
        return int(value)
    note(field, value, "This is no number of vendors. It is left out.")
    return None


def names(value: Any, field: str, note: Note) -> list[str]:
    """Give the names of the organisations that references name; the id where one has no name."""
    found = each(value, field, note) if value else []
    said = [line(one.get("name") or one.get("id"), f"{field}/name", note) for one in found]
    return [name for name in said if name]


def reasons(value: Any, field: str, note: Note, meanings: Mapping[str, re.Pattern]) -> list[dict]:
    """Give classifications as [{"code", "scheme", "text", "meaning"}].

    `meaning` is the first code of `meanings` that code or text are found to say.
    """
    return [_reason(one, field, note, meanings) for one in each(value, field, note)]


def _reason(one, field, note, meanings):
    code = line(one.get("id"), f"{field}/id", note)
    text = line(one.get("description"), f"{field}/description", note)
    said = f"{code} {text}"
    known = () if DENIES.search(said) else meanings.items()
    meaning = next((name for name, words in known if words.search(said)), "")
    scheme = line(one.get("scheme"), f"{field}/scheme", note)
    return stated(code=code, scheme=scheme, text=text, meaning=meaning)

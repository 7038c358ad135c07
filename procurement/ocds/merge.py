"""Several releases about one contract, merged without loss.

As the standard merges: objects by the newest word on each key, arrays of objects by id, null takes
away. Where ids cannot tell the members of an array apart, nothing is lost to them: members with
an id that is given twice are matched by their place among their like, organisations by name and
numbers. Source: OCDS 1.1.5, merging.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from procurement.plaintext import caseless

from .organisations import Organisation

_ROWS = ("awards", "contracts")


def merged(extracts: Iterable[dict]) -> dict[str, Any]:
    """Give one extract for several, the oldest first. One alone is given back as it is."""
    whole: dict[str, Any] = {}
    for number, extract in enumerate(extracts):
        whole = _onto(whole, extract) if number else extract
    return whole


def _onto(before, after):
    found = before | {key: value for key, value in after.items() if key not in _ROWS}
    for key in ("tender", "planning"):
        if key in before and key in after:
            found[key] = before[key] | after[key]
    if found.get("buyer") is None and before.get("buyer"):
        found["buyer"] = before["buyer"]
    for key in _ROWS:
        if key in before or key in after:
            found[key] = _rows(before.get(key, []), after.get(key, []))
    return found


def _rows(before, after):
    rows = dict(zip(keys(before), before, strict=True))
    for key, row in zip(keys(after), after, strict=True):
        rows[key] = _row(rows[key], row) if key in rows else row
    return list(rows.values())


def _row(before, after):
    found = before | after
    if was_due := _was_due(before, after):
        found["due_on"] = was_due
    if "suppliers" in before and "suppliers" in after:
        found["suppliers"] = _organisations(before["suppliers"], after["suppliers"])
    return found


def _was_due(before, after):
    """The end that was stated before a termination stated another."""
    ended = after.get("status") == "terminated" and after.get("ends_on")
    return before.get("due_on") or before.get("ends_on") if ended else None


def keys(rows: list[dict]) -> list[tuple[str, int]]:
    """Give each row its id, and its place among the rows with that id."""
    seen: Counter[str] = Counter()
    found = []
    for row in rows:
        found.append((row["id"], seen[row["id"]]))
        seen[row["id"]] += 1
    return found


def _organisations(before: list[Organisation], after: list[Organisation]):
    """The newest word on each organisation, by id where ids tell them apart, else by who it is."""
    by_id = _are_unique(before) and _are_unique(after)
    key = (lambda one: one.id) if by_id else who
    return list(({key(one): one for one in before} | {key(one): one for one in after}).values())


def _are_unique(organisations):
    ids = [one.id for one in organisations]
    return "" not in ids and len(set(ids)) == len(ids)


def who(one: Organisation) -> tuple:
    """Give what tells an organisation apart: its best number, else its name."""
    return one.numbers[0] if one.numbers else ("", caseless(one.name))

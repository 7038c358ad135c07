"""Several releases about one contract, put together without loss.

As the standard merges: objects by the newest word on each key, arrays of objects by id, null takes
away. Where ids cannot tell the members of an array apart, nothing is lost to them: members with
an id that is given twice are matched by their place among their like, organisations by name and
numbers. Source: OCDS 1.1.5, merging.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from procurement.plaintext import caseless

from ..organisations import Organisation, id_of
from .references import Reference

# The code and the words of one procedure.
_PROCEDURE = ("procurementMethod", "procurementMethodDetails")
# Null in these places takes nothing away: a notice that is silent on them says null.
_STAY = frozenset(("buyer", "parties", "planning", "tender", "awards", "contracts"))


def compiled(releases: Iterable[dict]) -> dict[str, Any]:
    """Give one release for several as `embedded` gives them, oldest first; one alone as it is."""
    whole: dict[str, Any] = {}
    for number, release in enumerate(releases):
        whole = _release(whole, release) if number else release
    return whole


def _release(before, after):
    stated = {key: value for key, value in after.items() if value is not None or key not in _STAY}
    return _onto(before, stated)


def _onto(before: dict, after: dict) -> dict:
    found = dict(before)
    for key, value in after.items():
        if value is None:
            found.pop(key, None)
        else:
            found[key] = _value(key, before.get(key), value)
    return _one_status(before, after, found)


def _one_status(before, after, found):
    """A row whose status and its words are of one notice: another status without words takes the old ones away."""
    if "status" in after and after["status"] != before.get("status"):
        return {key: one for key, one in found.items() if key != "statusDetails" or key in after}
    return found


def _value(key, before, after):
    if before is None or isinstance(after, Reference):
        return after
    if isinstance(after, dict) and isinstance(before, dict):
        found = _onto(before, after)
        return _one_procedure(before, after, found) if key == "tender" else found
    if isinstance(before, dict | list) and not isinstance(after, dict | list):
        # A text in the place of an object or an array says nothing that could replace it.
        return before
    if isinstance(before, list):
        return _array(key, before, after if isinstance(after, list) else [after])
    return after


def _one_procedure(before, after, found):
    """A tender whose code and words of the procedure are of one notice: another word on either replaces both.

    The words that were replaced stand beside, as "_procedures": one procedure may be told twice, once without them.
    """
    if all(after.get(key) in (None, before.get(key)) for key in _PROCEDURE):
        return found
    words = before.get("procurementMethodDetails")
    if words and words != after.get("procurementMethodDetails"):
        found["_procedures"] = (*before.get("_procedures", ()), words)
    return {key: one for key, one in found.items() if key not in _PROCEDURE or key in after}


def _array(key, before, after):
    every = (*before, *after)
    if every and all(isinstance(one, Reference) for one in every):
        return _organisations(before, after)
    objects = [one for one in every if isinstance(one, dict)]
    whole = len(objects) == len(every)
    if not whole or key not in ("awards", "contracts") and not all(map(id_of, objects)):
        return after
    return _rows(before, after, _ONTO.get(key, _onto))


def _rows(before, after, onto: Callable[[dict, dict], dict]):
    rows = dict(zip(keys(before), before, strict=True))
    for key, row in zip(keys(after), after, strict=True):
        rows[key] = onto(rows[key], row) if key in rows else row
    return list(rows.values())


def _contract(before, after):
    """A contract, with the end that was stated before its termination stated another: "_due"."""
    found = _onto(before, after)
    if after.get("status") == "terminated" and _end(after):
        found["_due"] = before.get("_due") or _end(before)
    return found


def _award(before, after):
    """An award, with the moment of the notice that stated it first: "_first"."""
    return _onto(before, after) | {"_first": before.get("_first")}


_ONTO = {"awards": _award, "contracts": _contract}


def _end(contract):
    period = contract.get("period")
    return period.get("endDate") if isinstance(period, dict) else None


def keys(rows: list[dict]) -> list[tuple[str, int]]:
    """Give each row its id, and its place among the rows with that id."""
    seen: Counter[str] = Counter()
    found = []
    for row in rows:
        id_ = id_of(row)
        found.append((id_, seen[id_]))
        seen[id_] += 1
    return found


def _organisations(before, after):
    """The newest word on each organisation, by id where ids tell them apart, else by who it is."""
    by_id = _are_unique(before) and _are_unique(after)
    key = id_of if by_id else _who
    return list(({key(one): one for one in before} | {key(one): one for one in after}).values())


def _are_unique(references):
    ids = [id_of(one) for one in references]
    return "" not in ids and len(set(ids)) == len(ids)


def _who(reference) -> tuple:
    one = reference.organisation if isinstance(reference, Reference) else None
    return identity(one) if one else ("", "")


def identity(one: Organisation) -> tuple:
    """Give what tells an organisation apart: its best number, else its name."""
    return one.numbers[0] if one.numbers else ("", caseless(one.name))

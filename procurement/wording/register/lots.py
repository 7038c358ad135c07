"""The lots of a contract, each with its own status and value."""

from os.path import commonprefix

from procurement.codelists import CATEGORY, LOT_STATUS

from ..names import capitalise, listed
from .lines import Group, Line, both, figure, money, number_of, plain, ranged, row, sentence, series
from .whose import Whose

_SHOWN = 5
# Words of fewer characters are read as fast as they are told to be the same.
_WORTH_SAYING_ONCE = 80
_GOING_ON = ("planning", "planned", "active", "complete")
_FORM = ("minor", "currency", "amount")


def lots(body: dict, whose: Whose) -> Group:
    """Give the lots, groups of lots, and how many of them one bidder may have."""
    said = body["register"].get("lots", ())
    found = sorted((one for one in said if one["what"] == "lot"), key=_by_number)
    alone = len(found) == 1
    state, words = ("", "") if alone else (_same(found, _status), _same(found, _description))
    begins = "" if alone or words else _beginning([_description(one) for one in found])
    begun = [Line("Each begins:", words=begins)] if begins else []
    every = row("Every lot", [Line(capitalise(state), words=words), *begun])
    # What is said of every lot is not said again of each.
    shared = ("status", "status_text") * bool(state) + ("description",) * bool(words)
    own = [_without({key: one[key] for key in one if key not in shared}, begins) for one in found]
    lines = [_lot(one, body, whose, alone=alone) for one in own]
    lines += _silent(lines) if not alone else []
    groups = [_group(one) for one in said if one["what"] == "group"]
    division = [row for one in said if one["what"] == "division" for row in _division(one)]
    label = number_of(len(found), "lot").capitalize()
    rows = [*row(label, lines, _SHOWN), *every, *row("Groups of lots", groups), *division]
    return Group("Lots", rows)


def _silent(lines):
    """How many of the lots say nothing that would stand in a line."""
    silent = sum(not line.says for line in lines)
    if silent:
        its = "its" if silent == 1 else "their"
        yield Line(f"{figure(silent)} without a title, description or amount of {its} own")


def _same(found, fact):
    """What all lots say alike; "" where they differ."""
    said = {plain(fact(one)): fact(one) for one in found}
    return next(iter(said.values())) if len(said) == 1 else ""


def _beginning(texts):
    """The sentences with which every text begins; "" where they are short."""
    shared = commonprefix(texts)
    end = max((shared.rfind(mark) + 1 for mark in (". ", ".\n", "\n")), default=0)
    return shared[:end].strip() if end >= _WORTH_SAYING_ONCE else ""


def _without(one, begins):
    """A lot, its description without what every one begins with."""
    if not begins:
        return one
    rest = one["description"].strip().removeprefix(begins).strip()
    return one | {"description": f"… {rest}" if rest else ""}


def _description(one):
    return one.get("description", "")


def _by_number(one):
    """Lots are published in any order; those without a number of their own keep it."""
    digits = one.get("id", "").removeprefix("LOT-")
    return int(digits) if digits.isdecimal() and len(digits) < 10 else 0


def _status(one):
    words = LOT_STATUS.label(one.get("status", "")).lower()
    return f"{words}: {one['status_text']}".removeprefix(": ") if "status_text" in one else words


def _lot(one, body, whose, *, alone):
    """What a lot says of its own: one that is alone often repeats the contract."""
    if alone:
        one = {name: part for name, part in one.items() if part not in _said_of_all(body)}
    value, least = _value(one)
    # How far a lot is that is alone, is how far all of it is.
    status = "" if alone and one.get("status") in _GOING_ON else _status(one)
    category = one.get("category", "")
    title, words = one.get("title", ""), one.get("description", "")
    return Line(
        sentence(
            status,
            value,
            f"at least {least}" if least else "",
            "" if category == body["category"] else CATEGORY.label(category).lower(),
            _candidates(one),
        ),
        "" if title == body["title"] and alone else title,
        "" if words in (title, body.get("description")) or words == body["title"] else words,
        "" if alone else whose.words({"of": "lot", "id": one.get("id", "")}),
    )


def _value(one):
    """What a lot is worth, as one range where both ends are stated; and the lower end where it stands apart."""
    least = one.get("value_least")
    if span := ranged(least, one.get("value")):
        return series(span, money(one.get("value_gross"), "gross")), ""
    return both(one.get("value"), one.get("value_gross")), money(least)


def _said_of_all(body):
    """The amounts that are stated of the tender as a whole, as a lot has them."""
    forms = [one for one in body["register"].get("amounts", ()) if one["of"] == "tender"]
    return [{key: part for key, part in one.items() if key in _FORM} for one in forms]


def _candidates(one):
    least, most = one.get("candidates_least"), one.get("candidates_most")
    if least is None and most is None:
        return ""
    if least == most:
        return f"{figure(most)} candidates invited"
    if least is None or most is None:
        return (
            f"at {'most' if least is None else 'least'} {figure(most or least)} candidates invited"
        )
    return f"{figure(least)} to {figure(most)} candidates invited"


def _group(one):
    worth = both(one.get("value"), one.get("value_gross"))
    together = {True: "may be awarded together", False: "not awarded together"}
    ids = one.get("lots", [])
    return Line(
        sentence(
            f"lots {listed(ids)}" if len(ids) > 1 else "",
            together.get(one.get("combines"), ""),
            f"at most {worth}" if worth else "",
        ),
        one.get("title", ""),
        one.get("description", ""),
    )


def _division(one):
    for key, label in (("bids_most", "Bids of one bidder"), ("wins_most", "Awards to one bidder")):
        if key in one:
            limit = one[key]
            text = (
                "For any number of lots"
                if limit == "no limit"
                else f"At most {number_of(limit, 'lot')}"
            )
            yield from row(label, [Line(text)])
    yield from row("Choice among lots", [Line(words=one.get("text", ""))])
    yield from row("Why there are no lots", [Line(words=one.get("undivided", ""))])

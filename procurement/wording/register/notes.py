"""What notices say of reviews, of terms, of who pays, why it is bought, and of all of it in their own words."""

import re

from procurement.codelists import LOT_STATUS, REVIEW_MEASURE

from ..names import capitalise
from .amounts import amounts_of
from .declared import labelled
from .lines import Group, Line, Row, figure, money, row, sentence
from .periods import span
from .whose import Whose

# A number that a program made up.
_MADE_UP = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


def reviews(body: dict, whose: Whose) -> Group:
    """Give how often decisions were complained about; how they can be reviewed folds."""
    by_scope: dict[str, list] = {}
    for one in body["register"].get("reviews", ()):
        if one["what"] == "statistic":
            by_scope.setdefault(one.get("scope", ""), []).append((one, _statistic(one)))
    rows: list[Row] = []
    for scope, lines in by_scope.items():
        rows += row(capitalise(scope) or "Reviews", whose.merged(lines))
    return Group("Reviews of decisions", rows, labelled(body, whose, "reviews"))


def _statistic(one):
    measure = one.get("measure", "")
    words = one.get("text", "") or ("" if measure in REVIEW_MEASURE else measure)
    name = REVIEW_MEASURE.label(measure) if measure in REVIEW_MEASURE else ""
    return Line(figure(one["value"]) if "value" in one else "", name, words)


def terms(body: dict, whose: Whose) -> Group:
    """Give the terms of bidding and of the contract, which fold."""
    return Group("Terms", [], labelled(body, whose, "terms"))


def notes(body: dict, whose: Whose) -> Group:
    """Give who pays; what is planned, why it is bought, and what is said besides, which folds."""
    payers: dict[bool, list] = {True: [], False: []}
    for one in body["register"].get("funding", ()):
        if one["what"] in ("part", "finance"):
            payers["source" in one].append((one, _payer(one, body)))
    rows = row("Who pays", whose.merged(payers[True]))
    rows += row("Parts of the budget", whose.merged(payers[False]))
    more = [*labelled(body, whose, "funding"), *labelled(body, whose, "notes")]
    more += row("The tender, as last stated", _tender(body))
    return Group("Money and reasons", rows, more)


def _payer(one, body):
    sums = [money(sum_) for sum_ in amounts_of(one, body)]
    name, title, text = (one.get(key, "") for key in ("source", "title", "text"))
    number = one.get("number", "")
    number = "" if _MADE_UP.fullmatch(number) else number
    if not name:
        return Line(sentence(*sums, number, span(one)), title or text, text if title else "")
    return Line(sentence(*sums, title, number, span(one)), name, text)


def status_words(body: dict) -> str:
    """Give how the notice words the status of the tender, where nothing was awarded: so it is of the stage; else ""."""
    if body["awards"]:
        return ""
    return next((one.get("status_text", "") for one in _of_tender(body)), "")


def _tender(body):
    """How far the asking for bids is, beside what was awarded; that it is over goes without saying."""
    for one in _of_tender(body) if body["awards"] else ():
        status = one.get("status", "")
        label = "" if status == "complete" else LOT_STATUS.label(status)
        yield Line(label, words=one.get("status_text", ""))


def _of_tender(body):
    said = (body["register"] or {}).get("notes", ())
    return [one for one in said if one["what"] == "tender"]


def references(body: dict) -> list[str]:
    """Give what buyer or publisher calls the procurement by, such as "RM6370"."""
    said = (body["register"] or {}).get("notes", ())
    return [one["number"] for one in said if one["what"] == "reference"]

"""By what bids are judged, with the weights that are stated, and what bidders have to meet."""

from procurement.codelists import (
    APPLIES_TO,
    AWARD_CRITERIA,
    AWARD_CRITERION,
    CRITERION_FIXED,
    CRITERION_THRESHOLD,
    CRITERION_WEIGHT,
    SELECTION_CRITERION,
)

from ..names import capitalise
from .declared import labelled
from .lines import Group, Line, Row, figure, number_of, row, sentence, series
from .whose import Whose

_CRITERIA = 6


def criteria(body: dict, whose: Whose) -> Group:
    """Give the award criteria by lot; what bidders have to meet folds."""
    said = body["register"].get("criteria", ())
    award = [(one, line) for one in said for line in _award(one)]
    return Group(
        "How bids are judged",
        row("Award criteria", whose.merged(award), _CRITERIA),
        [*_selection(said, whose), *labelled(body, whose, "criteria")],
    )


def _award(one):
    if one["what"] == "basis":
        code = one.get("code", "")
        meaning = AWARD_CRITERIA[code].definition if code in AWARD_CRITERIA else ""
        yield Line(AWARD_CRITERIA.label(code), words=one.get("text", ""), meaning=meaning)
    elif one["what"] == "award":
        kind = AWARD_CRITERION.label(one.get("type", ""))
        title, words = one.get("title", ""), one.get("text", "")
        # Many a criterion is called what it is.
        same = title.lower() == kind.lower()
        text = sentence("" if same else kind, _numbers(one))
        yield Line(text, title, "" if words == title else words)


def _numbers(one):
    return series(*map(_number, one.get("numbers", ())))


def _number(one):
    """A weight, threshold or fixed price as it is stated: nothing is worked out."""
    number = figure(one["number"]) if "number" in one else ""
    code = one.get("threshold") or one.get("fixed") or one.get("weight", "")
    if number and code in _NUMBERS:
        points = number_of(one["number"], "point")
        return _NUMBERS[code].format(number, points=points)
    listing = next((listing for listing in _LISTS if code in listing), None)
    if listing:
        return f"{listing.label(code).lower()} {number}".strip()
    if number and not code:
        return f"the number {number}"
    return f"{number} ({code})" if number else code


_LISTS = (CRITERION_FIXED, CRITERION_WEIGHT, CRITERION_THRESHOLD)
_NUMBERS = {
    "percentageExact": "{} %",
    "percentageRangeMiddle": "about {} %",
    "decimalExact": "{} of 1",
    "decimalRangeMiddle": "about {} of 1",
    "pointsExact": "{points}",
    "pointsRangeMiddle": "about {points}",
    "order": "place {} in importance",
    "minimumScore": "at least {} to pass",
    "maximumBids": "the best {} pass",
}


def _selection(said, whose) -> list[Row]:
    """A row for each type of condition, and one for what is to be answered or shown."""
    by_type: dict[str, list] = {}
    for one in said:
        if one["what"] == "selection":
            lines = by_type.setdefault(one.get("type", ""), [])
            lines += [(one, line) for line in _condition(one)]
    labels = {
        code: SELECTION_CRITERION.label(code).lower() or "not said of what" for code in by_type
    }
    asked = [(one, line) for one in said if one["what"] == "requirement" for line in _asked(one)]
    return [
        *(
            found
            for code, lines in by_type.items()
            for found in row(f"Conditions for bidders: {labels[code]}", whose.merged(lines))
        ),
        *row("What bidders have to answer", whose.merged(asked)),
    ]


def _condition(one):
    whom = [APPLIES_TO.label(code).lower() for code in one.get("applies_to", ())]
    text = sentence(
        _numbers(one),
        f"for {' and '.join(whom)}" if whom else "",
        "to choose who is invited to bid" if one.get("for_shortlist") else "",
    )
    yield Line(text, one.get("title", ""), one.get("text", ""))
    if one.get("minimum") != one.get("text"):
        yield Line("At least:" if "minimum" in one else "", words=one.get("minimum", ""))


def _asked(one):
    groups = [part for group in one.get("groups", ()) for part in _group(group)]
    yield Line("", one.get("title", ""), one.get("text", ""))
    for part in groups:
        yield Line(words=capitalise(part))


def _group(group):
    if "text" in group:
        yield group["text"]
    for one in group.get("requirements", ()):
        yield ": ".join(one[key] for key in ("title", "text", "expected") if key in one)

"""Who bid, and what is said of the bids."""

from collections import Counter
from typing import NamedTuple

from procurement.codelists import BID_MEASURE, BID_STATUS, SUPPLIER_ROLE

from ..days import in_words
from ..names import listed
from .lines import Group, Line, Row, both, figure, money, row, sentence
from .whose import Whose

# What readers ask for first; all other measures fold.
_FIRST = (
    "bids", "bidders", "validBids", "finalStageBids", "smeBids", "smeFinalStageBids", "vcseFinalStageBids",
    "foreignBids", "lowestValidBidValue", "highestValidBidValue",
)  # fmt: skip
# What became of a look at subsidies from outside the European Union; a code of TED that is not here stands as it is.
_SUBSIDIES = {"fsr-no-obj": "no objection"}


# The role of those who were told of the tender: whether they bid is not stated.
_TOLD = "notifiedSupplier"


class Received(NamedTuple):
    """How many bids came in, as a key fact: its label, the number or the range, and of what it is."""

    label: str
    number: str
    aside: str


def received(body: dict) -> Received | None:
    """Give how many bids, or bidders, a contract had: of several lots the fewest and the most; None if not stated.

    Of no bid where there is a vendor it is said that it is published so.
    """
    measure, counts = _counted(body["register"] or {})
    if not counts:
        return None
    least, most = (figure(of(one["value"] for one in counts)) for of in (min, max))
    number = least if least == most else f"{least} to {most}"
    aside = _of_what(counts)
    if number == "0" and (body["vendors"] or any(map(_is_won, body["awards"]))):
        aside = "as published"
    return Received(BID_MEASURE.label(measure), number, aside)


def _is_won(award):
    """Whether it was somebody's, whatever came of it."""
    return bool(award["vendors"] or award.get("unnamed") or award.get("removed"))


def _of_what(counts):
    if len(counts) == 1:
        return ""
    of = {"lot" if "lots" in one else one.get("of") for one in counts}
    return f"by {of.pop()}" if len(of) == 1 and of <= {"lot", "award"} else "by lot or award"


def _counted(register):
    """The measure that says how many bids came in, and all its counts."""
    stated = register.get("bids", {}).get("statistics", ())
    for measure in ("bids", "bidders"):
        counts = [
            one for one in stated if one["measure"] == measure and type(one.get("value")) is int
        ]
        if counts:
            return measure, counts
    return "bids", []


def bids(body: dict, whose: Whose) -> Group:
    """Give the measures of the bids, the bids, and who bid."""
    register = body["register"]
    said = register.get("bids", {})
    measure, counts = _counted(register)
    by_measure: dict[str, list] = {}
    for one in said.get("statistics", ()):
        # One count stands among the key facts.
        if not (len(counts) == 1 and one == counts[0] and not one.get("notes")):
            by_measure.setdefault(one["measure"], []).append((one, _statistic(one)))
    order = [*_FIRST, *(code for code in BID_MEASURE.codes() if code not in _FIRST), *by_measure]
    rows: list[Row] = []
    more: list[Row] = []
    for code in dict.fromkeys(order):
        if code in by_measure:
            there = rows if code in _FIRST else more
            there += row(BID_MEASURE.label(code), whose.merged(by_measure[code]))
    rows += row("The bids", whose.merged(_each_bid(said.get("details", ()))))
    named = said.get("tenderers", ())
    rows += row("Who bid", [_bidder(one) for one in named if one.get("role") != _TOLD])
    more += row(
        SUPPLIER_ROLE.label(_TOLD),
        [Line(name=one["name"]) for one in named if one.get("role") == _TOLD],
    )
    return Group("Bids", rows, more)


def _statistic(one):
    since = f"as of {in_words(one['date'])}" if "date" in one else ""
    count = figure(one["value"]) if "value" in one else ""
    return Line(
        sentence(count, both(one.get("money"), one.get("gross")), since), words=one.get("notes", "")
    )


def _each_bid(stated):
    """Bids with their lines; of those that are told as one, each has the value."""
    alike = Counter(map(_bid, stated))
    return [(one, _bid(one, is_each=alike[_bid(one)] > 1)) for one in stated]


def _bid(one, *, is_each=False):
    rank = f"ranked {figure(one['rank'])}" if "rank" in one else ""
    subsidies = one.get("foreign_subsidies", "")
    text = sentence(
        f"{money(one['value'])}{' each' if is_each else ''}" if "value" in one else "",
        BID_STATUS.label(one.get("status", "")).lower(),
        rank,
        in_words(one.get("submitted_on")),
        "a variant" if one.get("variant") else "",
        f"foreign subsidies: {_SUBSIDIES.get(subsidies, subsidies)}" if subsidies else "",
    )
    return Line(text, listed([who["name"] for who in one.get("tenderers", ())]))


def _bidder(one):
    return Line(SUPPLIER_ROLE.label(one.get("role", "")), one["name"])

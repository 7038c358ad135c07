"""One award that notices state twice: by which rule it is seen, which of the two counts, how both say so.

Of one award under two OCIDs the earlier notice counts, and the other counts as `same_award`; of a slip that a
later notice puts right the later award counts, and the other as `corrected`. Both kinds stand beside all totals.
"""

import datetime
import hashlib
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from procurement import worth
from procurement.money import CURRENCIES, Money
from procurement.plaintext import caseless

# What an amount counts as to be a price that may be stated twice.
PRICES = ("decided", "proposed", "ceiling", "yearly")
TIMES = (10, 100, 1000)


class Stated(NamedTuple):
    """An award with a price, vendors and a day; `rows` are the forms whose amounts stand for it."""

    award: dict[str, Any]
    rows: list[dict[str, Any]]
    day: str
    minor: int
    currency: str
    kind: str


def stated(document: dict[str, Any]) -> Iterator[Stated]:
    """Yield the awards of a register document that may be stated again elsewhere, in its order."""
    signed: dict[str, list[dict]] = defaultdict(list)
    for one in document["agreements"]:
        if "award" in one:
            signed[one["award"]].append(one)
    for award in document["awards"]:
        if not award["suppliers"] or award.keys() & {"unnamed", "unnamed_buyers", "removed"}:
            continue
        agreements = signed.get(award["id"], [])
        rows = [one for one in (award, *agreements) if _is_price(one)]
        day = award.get("decided_on") or min(
            (one["signed_on"] for one in agreements if "signed_on" in one), default=""
        )
        if rows and day and (found := _stated(award, rows, day)):
            yield found


def _is_price(row):
    return row.get("counted_as") in PRICES and "value" in row


def _stated(award, rows, day):
    if len({(one["counted_as"], one["value"]["currency"]) for one in rows}) > 1:
        return None
    first, minor = rows[0], sum(one["value"]["minor"] for one in rows)
    return Stated(award, rows, day, minor, first["value"]["currency"], first["counted_as"])


def fingerprint(one: Stated, *, invented: bool) -> int:
    """Give a number for the amount and day of an award: the same for the same, as both databases take it.

    What is invented is never the same as what is not.
    """
    said = f"{one.minor} {one.currency} {one.day}{' invented' * invented}".encode()
    return int.from_bytes(hashlib.blake2b(said, digest_size=8).digest(), "big", signed=True)


def fingerprints(
    document: dict[str, Any], ids: Sequence[Sequence[int | None]], *, invented: bool = False
) -> Iterator[tuple[str, int, str, str]]:
    """Yield (id of an award, its fingerprint, its buyers, its vendors) of those that may be stated again.

    `ids` gives (public id as buyer, as vendor) of the parties of the document, in their places; buyers and
    vendors come as text, in order: "1,7".
    """
    first = [document["buyer"]] if "buyer" in document else []
    for one in stated(document):
        buyers = _text(ids[place][0] for place in one.award.get("buyers", first))
        vendors = _text(ids[place][1] for place in one.award["suppliers"])
        if buyers and vendors:
            yield one.award["id"], fingerprint(one, invented=invented), buyers, vendors


def _text(ids):
    return ",".join(map(str, sorted({one for one in ids if one is not None})))


# Slips: in one process


def mark_slips(document: dict[str, Any], first_stated: list[datetime.datetime | None]) -> None:
    """Mark awards of one process for which a later notice states another with the amount put right, and those.

    `first_stated` gives, in the order of the awards, when a notice stated each first, where that is known:
    two of one notice are two, and so are awards of two lots or two titles.
    """
    since = {id(one): at for one, at in zip(document["awards"], first_stated, strict=True)}
    groups: dict[tuple, list[Stated]] = defaultdict(list)
    for one in stated(document):
        if len(one.award["suppliers"]) == 1:
            groups[one.award["suppliers"][0], one.day, one.currency, one.kind].append(one)
    for group in groups.values():
        for slip, right, times in _slips(group) if len(group) > 1 else ():
            before, after = since[id(slip.award)], since[id(right.award)]
            if before and after and before < after and _may_be_one(slip.award, right.award):
                _mark_slip(document, slip, right, times)


def _may_be_one(*awards):
    """Whether awards name no different lots, and no different titles."""
    lots = [one["lots"] for one in awards if one.get("lots")]
    titles = {caseless(one["title"]) for one in awards if one.get("title")}
    return len(titles) < 2 and all(one == lots[0] for one in lots)


def _slips(group: list[Stated]) -> Iterator[tuple[Stated, Stated, int]]:
    """Give (slip, award put right, times) of a group in its order: of two amounts that fit no third."""
    order: dict[int, list[int]] = defaultdict(list)
    for place, one in enumerate(group):
        order[one.minor].append(place)
    fitting = _fitting(sorted(order), 10 ** CURRENCIES[group[0].currency])
    for smaller, found in fitting.items():
        [(larger, times), *more] = found
        if smaller < larger and not more and len(fitting[larger]) == 1:
            both = sorted([*order[smaller], *order[larger]])
            if len(both) == 2:
                yield group[both[0]], group[both[1]], times


def _fitting(amounts, unit):
    """{amount: [(another, times)]} of those of which one, divided, is within a unit of the other."""
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for smaller in amounts:
        for times in TIMES:
            first = bisect_left(amounts, (smaller - unit) * times)
            last = bisect_right(amounts, (smaller + unit) * times)
            for larger in amounts[first : min(last, first + 3)]:
                if larger > smaller:
                    found[smaller].append((larger, times))
                    found[larger].append((smaller, times))
    return found


def _mark_slip(document, slip, right, times):
    unit = Money(10 ** CURRENCIES[slip.currency], slip.currency).exact()
    rule = (
        "for the same vendor and day. The larger amount divided by"
        f" {times} is within {unit} of the smaller: we take it that the later puts the earlier right."
    )
    wrong, mended = (Money(one.minor, one.currency).exact() for one in (slip, right))
    for one, other, counts, which in (
        (right, slip, True, f"An earlier notice states {wrong}"),
        (slip, right, False, f"A later notice states {mended}"),
    ):
        _tell(one.award, counts=counts, rule=f"{which} {rule}", awards=[other.award["id"]])
    _count_as(document, slip.award, "corrected", "This amount counts nowhere.")


# Under two OCIDs


def mark(document: dict[str, Any], marks: dict[str, dict[str, Any]]) -> None:
    """Mark the awards of a document that another contract states too, by {id of the award: its mark}.

    A mark holds "in": the contract in which it counts, by public id; "also": those in which it does
    not, while it counts here; "merged": {kind of party: who says that two are one, "editors" or "notices"};
    "not": True where editors say of this award that it is no other.
    """
    for award in document["awards"] if marks else ():
        found = marks.get(award["id"], {})
        if "not" in found:
            _unmark_slip(document, award)
        rule = _rule(found.get("merged", {}))
        if "in" in found:
            _tell(award, counts=False, rule=rule, contracts=[found["in"]])
            why = f"Contract {found['in']} states it, and it counts there."
            _count_as(document, award, "same_award", why)
        if "also" in found:
            _tell(award, counts=True, rule=rule, contracts=found["also"])


_PARTIES = {"buyer": "buyer", "vendor": "vendors"}
_MADE_ONE = {"editors": "by a decision of editors", "notices": "by an official notice"}


def _rule(merged: dict[str, str]) -> str:
    """The rule by which two are one; of parties that were merged, who says that they are one."""
    same = ", ".join([words for kind, words in _PARTIES.items() if kind not in merged] + ["amount"])
    apart = "".join(
        f" The {kind}s that they name are one {_MADE_ONE[by]}." for kind, by in merged.items()
    )
    return f"Both name the same {same} and day.{apart} The one whose notice is the earlier counts."


def _tell(award, *, counts, rule, **others):
    award.setdefault("same", []).append({"counts": counts, "rule": rule, **others})


def _count_as(document, award, code, why):
    for row in _rows(document, award):
        if _is_price(row):
            row["otherwise"] = {key: row[key] for key in _SAID if key in row}
            worth.move(document.get("sums", []), row["value"], row["counted_as"], code)
            row |= {"counted_as": code, "why": why}
            row.pop("marked", None)
    _head(document)


_SAID = ("counted_as", "why", "marked")


def _unmark_slip(document, award):
    """Let a slip count after all, and say nothing of it where it was told."""
    told = [one for one in award.get("same", ()) if "awards" in one and not one["counts"]]
    for one in told:
        award["same"].remove(one)
        for other in document["awards"]:
            if other["id"] in one["awards"]:
                other["same"] = [
                    each for each in other["same"] if award["id"] not in each.get("awards", ())
                ]
    for row in _rows(document, award) if told else ():
        if "otherwise" in row:
            row.pop("why", None)
            counted = row["counted_as"]
            row |= row.pop("otherwise")
            worth.move(document.get("sums", []), row["value"], counted, row["counted_as"])
    _head(document)


def _rows(document, award):
    return [award, *(one for one in document["agreements"] if one.get("award") == award["id"])]


def _head(document):
    """What heads the document, of its sums as they are now."""
    if "sums" in document:
        document.pop("value", None)
        document |= worth.head(document["sums"])

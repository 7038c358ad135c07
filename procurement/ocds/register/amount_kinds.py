"""What the amounts of awards and agreements count as: money that is spent, or that is not; and what they add up to.

Decided purchases are added up alone. What each other amount counts as stands beside, with its reason, so that the
parts add up to what the notices say.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

from procurement import worth
from procurement.codelists import NOTHING_BOUGHT
from procurement.money import Money

_OF = {"award": "The award", "agreement": "The agreement"}
# Of what is not decided, the first of these that is stated stands for all of it.
_ESTIMATES = (
    ("tender", "estimate"),
    ("tender", "most"),
    ("tender", "ceiling"),
    ("lot", "estimate"),
)


class AmountKind(NamedTuple):
    """A code of COUNTED_AS, why in a sentence, and whether it counts though it may be a ceiling."""

    code: str
    why: str
    marked: bool = False


class Decision(NamedTuple):
    """An amount that stands for a decision, or for what is expected, once; and what it counts as."""

    amount: dict[str, Any]
    kind: AmountKind


def amount_kind(amount: dict[str, Any]) -> AmountKind:
    """Give what an amount of `amounts.read` counts as."""
    facts = amount.get("facts")
    if facts is None:
        return AmountKind("estimate", "It is what the buyer expects; nothing is decided.")
    if taken_back := _taken_back(amount, facts):
        return taken_back
    if _is_gross(amount):
        return AmountKind("gross", "The amount with VAT is stated, the one without is not.")
    return _ceiling(facts) or _standing(amount, facts)


def decisions(amounts: Iterable[dict[str, Any]]) -> list[Decision]:
    """Give each decision's amounts once, and of nothing decided the estimates.

    What is signed says it of its award; an agreement that is cancelled, or states no price, does not
    while the award states an amount, nor one that is stated with tax while the award's is not.
    """
    every = list(amounts)
    chosen = _once([one for one in every if "facts" in one])
    return [Decision(one, amount_kind(one)) for one in chosen or _expected(every)]


def totals(found: Iterable[Decision]) -> dict[str, Counter[str]]:
    """Give {code of COUNTED_AS: {currency: minor units}}."""
    sums: dict[str, Counter[str]] = {}
    for one in found:
        by_currency = sums.setdefault(one.kind.code, Counter())
        by_currency[one.amount["currency"]] += one.amount["minor"]
    return sums


def _once(stated):
    awards = [one for one in stated if one["of"] == "award"]
    signed = [one for one in stated if one["of"] == "agreement"]
    if not awards or not signed:
        return stated
    # Of awards with one id the first is meant.
    by_id = {one.get("id", ""): one for one in reversed(awards)}
    told, silent = set(), []
    for one in signed:
        award = by_id.get(one["facts"].get("award"))
        if award is None:
            continue
        if _is_price(one) and _is_gross(one) <= _is_gross(award):
            told.add(id(award))
        else:
            silent.append((one, award))
    mute = {id(one) for one, award in silent if id(award) not in told}
    return [one for one in stated if id(one) not in told and id(one) not in mute]


def _is_gross(amount):
    """Whether it is stated with tax: by its name in OCDS, or because the notice says so of it."""
    return amount.get("basis") == "gross"


def _is_price(amount):
    return amount["facts"].get("status") not in NOTHING_BOUGHT and not _money(amount).is_nominal


def _expected(amounts):
    for of, code in _ESTIMATES:
        found = [one for one in amounts if (one["of"], one.get("kind")) == (of, code)]
        net = [one for one in found if not _is_gross(one)]
        if priced := [one for one in net or found if not _money(one).is_nominal]:
            return priced
    return [one for one in amounts if one.get("kind") == "budget"]


def _taken_back(amount, facts):
    for key, what in (("status", _OF[amount["of"]]), ("award_status", _OF["award"])):
        if facts.get(key) == "cancelled":
            return AmountKind("cancelled", f"{what} was cancelled.")
        if facts.get(key) == "unsuccessful":
            return AmountKind("cancelled", "Nobody was chosen.")
    if _money(amount).is_nominal:
        return AmountKind("nominal", f"{_money(amount).exact()} is no price.")
    return None


def _money(amount):
    return Money(amount["minor"], amount["currency"])


def _ceiling(facts):
    if facts.get("call_off"):
        return None
    if flagged := facts.get("framework"):
        return AmountKind(
            "ceiling", f"The notice marks it as a {flagged}: this is the most that may be bought."
        )
    if facts.get("says") and (many := _many(facts)) and not facts.get("shares"):
        return AmountKind(
            "ceiling",
            f"Its {facts['in']} says “{facts['says']}”, and {many} share one amount: this is the most"
            " that may be bought.",
        )
    return None


def _many(facts):
    """The vendors that share an amount, in words; "" where one has it alone."""
    if several := facts.get("several"):
        return f"“{several}”"
    return f"{facts['vendors']} vendors" if facts.get("vendors", 0) > 1 else ""


def _standing(amount, facts):
    if facts.get("award_status", facts.get("status")) == "pending":
        return AmountKind("proposed", "It is intended, not decided.")
    if words := facts.get("yearly"):
        return AmountKind("yearly", f"The notice says “{words}”.")
    if _may_be_ceiling(facts):
        return AmountKind(
            "decided",
            f"Its {facts['in']} says “{facts['says']}”: it may be the most that may be bought. It"
            " counts, because no other vendor shares it.",
            marked=True,
        )
    if amount["of"] == "agreement":
        return AmountKind("decided", "It is signed, or said to be in force.")
    return AmountKind("decided", "The decision stands.")


def _may_be_ceiling(facts):
    named = facts.get("says") and not facts.get("bought_under") and not facts.get("call_off")
    return bool(named and not facts.get("shares"))


# What the upper end of the estimate for all of it is called.
_OF_ALL = (("tender", "estimate"), ("tender", "most"))


def count(amounts: list[dict], awards: list[dict], agreements: list[dict]) -> dict[str, Any]:
    """Give {"value", "value_kind", "value_basis", "value_least", "sums"} of a contract.

    A sum is {"kind", "minor", "currency", "count"}, as in `worth`.
    The basis is "net" where the notices say of all of it that it is without VAT, "gross" where with.
    "value_least" is the other end of the range of an estimate; alone where no upper end is stated.

    Writes into each award and agreement that stands for an amount {"counted_as", "why", "marked"}. Two currencies
    make no sum: then there is no value, and the kind is unknown.
    """
    found = decisions(amounts)
    rows = {"award": awards, "agreement": agreements}
    for one in found:
        if one.amount["of"] in rows and "facts" in one.amount:
            row = rows[one.amount["of"]][int(one.amount["at"].split("/")[1])]
            marked = {"marked": True} if one.kind.marked else {}
            row |= {"counted_as": one.kind.code, "why": one.kind.why} | marked
    sums = _sums(found)
    head = worth.head(sums)
    bases = {one.amount.get("basis") for one in found if one.kind.code == head["value_kind"]}
    head["value_least"] = _least(amounts, found)
    return head | {"sums": sums, "value_basis": bases.pop() if len(bases) == 1 else None}


def _least(amounts, found):
    """The lower end of the estimate for all of it; of what is decided, none heads a contract."""
    stated = [one for one in amounts if (one["of"], one.get("kind")) == ("tender", "least")]
    if not stated or Money(stated[0]["minor"], stated[0]["currency"]).is_nominal:
        return None
    one = stated[0]
    least = {key: one[key] for key in ("minor", "currency")}
    if not found:
        return least
    most = found[0].amount
    is_of_all = len(found) == 1 and (most["of"], most.get("kind")) in _OF_ALL
    is_range = is_of_all and one.get("basis") == most.get("basis")
    is_below = one["currency"] == most["currency"] and one["minor"] < most["minor"]
    return least if is_range and is_below else None


def _sums(found):
    sums: Counter[tuple[str, str]] = Counter()
    counts: Counter[tuple[str, str]] = Counter()
    for one in found:
        key = one.kind.code, one.amount["currency"]
        sums[key] += one.amount["minor"]
        counts[key] += 1
    return [
        {"kind": kind, "minor": minor, "currency": currency, "count": counts[kind, currency]}
        for (kind, currency), minor in sums.items()
    ]

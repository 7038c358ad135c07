"""What the amounts of awards and agreements count as: money that is spent, or that is not.

Purchases that are decided are added up alone; what is left out stands beside, each with its reason.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

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

"""How a value that is decided for several vendors is told on the page of each of them."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import NamedTuple

from procurement.codelists import NOTHING_BOUGHT
from procurement.money import Money


class Share(NamedTuple):
    """A vendor's part in one contract, or a buyer's in one that has several.

    `counted` is alone, shared, nominal, unknown, or mixed where its own values have several
    currencies; `own` is what is its alone; `shared_with`, with how many others it shares, at most.
    """

    counted: str
    own: Money | None
    shared_with: int


# What an amount may count as to be a vendor's: decided, or no price.
_THEIRS = ("decided", "nominal")


def decisions(
    awards: Iterable[dict], agreements: Iterable[dict], vendors: Callable[[dict], list[Hashable]]
) -> Iterator[tuple[list[Hashable], list[Money]]]:
    """Give each award that stands: its vendors, and its values that are decided, its agreements' among them.

    Of forms with "id", "status", "value" ({"minor", "currency"}), "counted_as", and "award" of an agreement;
    `vendors` gives those of an award.
    """
    signed: dict[str, list[Money]] = {}
    for one in agreements:
        signed.setdefault(one.get("award", ""), []).extend(_theirs(one))
    for award in awards:
        if award.get("status") not in NOTHING_BOUGHT:
            yield vendors(award), [*signed.get(award["id"], ()), *_theirs(award)]


def _theirs(form) -> list[Money]:
    value = form.get("value")
    theirs = value and form.get("counted_as") in _THEIRS
    return [Money(value["minor"], value["currency"])] if theirs else []


def shares(decisions: Iterable[tuple[list[Hashable], list[Money]]]) -> dict[Hashable, Share]:
    """Give {vendor: its part} of a contract, from (vendors, values) of each of its decisions.

    A value that several share is theirs together: it is counted for none of them. A value that is
    no price counts for nobody.
    """
    found: dict[Hashable, tuple[list, list, list]] = {}
    for vendors, values in decisions:
        others = len(vendors) - 1
        for vendor in vendors:
            own, shared, with_ = found.setdefault(vendor, ([], [], [0]))
            with_.append(others)
            (shared if others else own).extend(values)
    return {
        vendor: _share(own, shared, max(with_)) for vendor, (own, shared, with_) in found.items()
    }


def purchases(
    awards: Iterable[dict],
    agreements: Iterable[dict],
    buyer: Callable[[dict], Hashable],
    first: Hashable,
) -> dict[Hashable, Share]:
    """Give {buyer: what it decided to buy} of a contract whose awards have several buyers; {} of others.

    `buyer` gives that of an award, or of an agreement that follows none; None for `first`, the contract's.
    """
    awards, agreements = list(awards), list(agreements)
    found = list(decisions(awards, agreements, lambda award: [buyer(award) or first]))
    found += [
        ([buyer(one) or first], _theirs(one))
        for one in agreements
        if not one.get("award") and one.get("status") not in NOTHING_BOUGHT
    ]
    if all(who == [first] for who, _ in found):
        return {}
    parts = {first: Share("unknown", None, 0)} | shares(found)
    return {who: part for who, part in parts.items() if who}


def _share(own, shared, others):
    prices = [value for value in own if not value.is_nominal]
    currencies = {value.currency for value in prices}
    if len(currencies) > 1:
        return Share("mixed", None, others)
    if prices:
        total = Money(sum(value.minor for value in prices), currencies.pop())
        return Share("alone", total, others)
    if any(not value.is_nominal for value in shared):
        return Share("shared", None, others)
    return Share("nominal" if own or shared else "unknown", None, others)

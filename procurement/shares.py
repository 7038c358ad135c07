"""How a value that is decided for several vendors is told on the page of each of them."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeVar

from procurement.codelists import NOTHING_BOUGHT
from procurement.money import Money

Who = TypeVar("Who", bound=Hashable)
# Those whom an amount is for; None for one that is not named.
Whose = Sequence[Who | None]


class Amount(NamedTuple):
    """An amount of a decision, and what it counts as: a code of COUNTED_AS."""

    kind: str
    money: Money


class Share(NamedTuple):
    """A vendor's part in one contract, or a buyer's in one that has several.

    `counted` is alone, shared, nominal, unknown, mixed where its own values have several currencies,
    cancelled where all that was awarded to it came to nothing, proposed where that is decided for others alone,
    or removed where it is vendor no more; `own` is what is decided for it alone; `shared_with`, with how
    many others it shares, at most; `beside`, what else is stated for it alone: {(kind, currency): minor units}.
    """

    counted: str
    own: Money | None
    shared_with: int
    beside: dict[tuple[str, str], int]


# Of a vendor of which nothing is stated; of one that was removed from all that it was a vendor of.
NO_SHARE = Share("unknown", None, 0, {})
REMOVED = Share("removed", None, 0, {})


def supplying(document: dict) -> list[int]:
    """Give the places of the vendors of what stands, and of those known by role alone.

    Of a register document. An agreement names vendors where they are not its award's.
    """
    rows = in_effect(document["awards"], document["agreements"])
    places = [place for row in rows for place in row.get("suppliers", ())]
    return list(dict.fromkeys([*places, *document.get("by_role", ())]))


def in_effect(awards: Iterable[dict], agreements: Iterable[dict]) -> list[dict]:
    """Give the awards and agreements that did not come to nothing; beside decided ones, not those only proposed."""
    awards, agreements = list(awards), list(agreements)
    rows = [row for row in (*awards, *agreements) if row.get("status") not in NOTHING_BOUGHT]
    waiting = {*map(id, _waiting(awards, agreements))}
    return [row for row in rows if id(row) not in waiting] or rows


def _waiting(awards: list[dict], agreements: list[dict]) -> list[dict]:
    """The awards that are only proposed: no agreement follows them."""
    followed = {one.get("award") for one in agreements if one.get("status") not in NOTHING_BOUGHT}
    return [one for one in awards if one.get("status") == "pending" and one["id"] not in followed]


def vendor_places(document: dict) -> list[int]:
    """Give the places of all vendors that a register document names, whatever came of it: each once."""
    rows = (*document["awards"], *document["agreements"])
    places = [
        place for row in rows for key in ("suppliers", "removed") for place in row.get(key, ())
    ]
    return list(dict.fromkeys([*places, *document.get("by_role", ())]))


def decisions(
    awards: Iterable[dict],
    agreements: Iterable[dict],
    vendors: Callable[[dict], Whose[Who]],
    *,
    own: Callable[[dict], Whose[Who]] | None = None,
    stand: bool = True,
) -> Iterator[tuple[Whose[Who], list[Amount]]]:
    """Give each award that stands, or that does not: its vendors, and its amounts, its agreements' among them.

    An agreement that has vendors of its own, as `own` gives them, is apart, and stands as its award does.

    Of forms with "id", "status", "value" ({"minor", "currency"}), "value_gross", "counted_as", and "award" of
    an agreement;
    `vendors` gives those of an award.
    """
    awards = list(awards)
    status = {award["id"]: award.get("status") for award in awards}
    signed: dict[str, list[Amount]] = {}
    for one in agreements:
        if not (apart := own(one) if own else ()):
            signed.setdefault(one.get("award", ""), []).extend(_amounts(one))
        elif (status.get(one.get("award"), one.get("status")) not in NOTHING_BOUGHT) is stand:
            yield apart, _amounts(one)
    for award in awards:
        if (award.get("status") not in NOTHING_BOUGHT) is stand:
            yield vendors(award), [*signed.get(award["id"], ()), *_amounts(award)]


def nameless(award: dict, key: str = "unnamed") -> list[None]:
    """Give a None for each vendor of an award of whom its notice has no name: an amount is shared with it, too.

    Of its buyers by the key "unnamed_buyers". So it is with a vendor that was removed since.
    """
    removed = award.get("removed", ()) if key == "unnamed" else ()
    return [None] * (len(award.get(key, ())) + len(removed))


def _amounts(form) -> list[Amount]:
    value, kind = form.get("value"), form.get("counted_as")
    if kind == "gross":
        value = value or form.get("value_gross")
    return [Amount(kind, Money(value["minor"], value["currency"]))] if value and kind else []


def shares(decisions: Iterable[tuple[Whose[Who], list[Amount]]]) -> dict[Who, Share]:
    """Give {vendor: its part} of a contract, from (vendors, amounts) of each of its decisions.

    A value that several share is theirs together: it is counted for none of them. A value that is
    no price counts for nobody. A vendor that is not named is None.
    """
    found: dict[Who, tuple[list, list, list]] = {}
    for vendors, amounts in decisions:
        others = len(vendors) - 1
        for vendor in filter(None, vendors):
            own, shared, with_ = found.setdefault(vendor, ([], [], [0]))
            with_.append(others)
            (shared if others else own).extend(amounts)
    return {
        vendor: _share(own, shared, max(with_)) for vendor, (own, shared, with_) in found.items()
    }


def cancelled(
    awards: Iterable[dict], agreements: Iterable[dict], vendors: Callable[[dict], Whose[Who]]
) -> dict[Who, Share]:
    """Give {vendor: its part} of those whose awards all came to nothing: named, and counted in nothing."""
    awards, agreements = list(awards), list(agreements)
    found = decisions(awards, agreements, vendors, own=vendors)
    standing = {who for some, _ in found for who in some}
    parts = shares(decisions(awards, agreements, vendors, own=vendors, stand=False))
    return {
        who: part._replace(counted="cancelled")
        for who, part in parts.items()
        if who not in standing
    }


def proposed(
    awards: Iterable[dict], agreements: Iterable[dict], vendors: Callable[[dict], Whose[Who]]
) -> dict[Who, Share]:
    """Give {vendor: its part} of those who are only proposed, where an award to others is decided."""
    awards, agreements = list(awards), list(agreements)
    supplying = {who for row in in_effect(awards, agreements) for who in vendors(row)}
    parts = shares(decisions(_waiting(awards, agreements), (), vendors))
    return {
        who: part._replace(counted="proposed")
        for who, part in parts.items()
        if who not in supplying
    }


def purchases(
    awards: Iterable[dict],
    agreements: Iterable[dict],
    buyers: Callable[[dict], list[Who]],
    first: Who | None,
) -> dict[Who, Share]:
    """Give {buyer: what it decided to buy} of a contract whose awards have several buyers; {} of others.

    `buyers` gives those of an award, or of an agreement that follows none; [] for `first`, the contract's.
    What several buy together is theirs together, as with vendors.
    """
    awards, agreements = list(awards), list(agreements)

    def bought(row: dict) -> list[Who | None]:
        named: Whose[Who] = buyers(row) or [first]
        return [*named, *nameless(row, "unnamed_buyers")]

    found = list(decisions(awards, agreements, bought))
    found += [
        (bought(one), _amounts(one))
        for one in agreements
        if not one.get("award") and one.get("status") not in NOTHING_BOUGHT
    ]
    if all(who == [first] for who, _ in found):
        return {}
    parts = {first: NO_SHARE} | shares(found)
    return {who: part for who, part in parts.items() if who}


def _share(own: list[Amount], shared: list[Amount], others: int) -> Share:
    sums: dict[tuple[str, str], int] = {}
    for kind, money in own:
        sums[kind, money.currency] = sums.get((kind, money.currency), 0) + money.minor
    decided = [key for key in sums if key[0] == "decided"]
    if len(decided) == 1:
        total = Money(sums.pop(decided[0]), decided[0][1])
        return Share("alone", total, others, sums)
    if decided:
        return Share("mixed", None, others, sums)
    kinds = {one.kind for one in shared}
    if "decided" in kinds:
        return Share("shared", None, others, sums)
    nominal = "nominal" in kinds or any(kind == "nominal" for kind, _ in sums)
    return Share("nominal" if nominal else "unknown", None, others, sums)

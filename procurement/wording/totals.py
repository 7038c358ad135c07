"""What a total leaves out, in words."""

from collections.abc import Iterable, Sequence
from typing import Any

from procurement.money import Money

from .names import listed

_SAID = {
    "decided": "{} decided, of contracts with several currencies or a disputed value",
    "proposed": "{} proposed",
    "ceiling": "{} of ceilings, which buy nothing yet",
    "yearly": "{} a year, where the whole is not stated",
    "cancelled": "{} cancelled",
    "nominal": "amounts that are no price",
    "same_award": "{} of awards that count elsewhere",
    "corrected": "{} that a later notice puts right",
    "estimate": "{} estimated, where nothing is decided",
    "gross": "{} stated with VAT alone",
    "unknown": "{} of which no kind is stated",
}
# Of one contract its page says the rest.
_DECIDED = "{} decided"


def left_out(
    beside: Iterable[dict[str, Any]], counts: Sequence[tuple[int, str]] = (), *, short: bool = False
) -> str:
    """Give what is in no total, in words: "£5 proposed (1 contract); no amount stated (2 contracts)".

    `beside` are sums as `worth.gathered` gives them, or of one contract, without "contracts"; `counts` are
    numbers of contracts with what is to be said of them. `short` rounds sums.
    """
    kinds: dict[str, list[dict]] = {}
    for one in beside:
        kinds.setdefault(one["kind"], []).append(one)
    parts = [_kind(kind, sums, short) for kind, sums in kinds.items()]
    parts += [f"{what} ({_contracts(number)})" for number, what in counts if number]
    return "; ".join(parts)


def _kind(kind, sums, short):
    money = [Money(one["minor"], one["currency"]) for one in sums]
    said = [one.short() if short else one.exact() for one in money]
    numbers = [one.get("contracts", 0) for one in sums]
    if len(sums) > 1 and all(numbers):
        # One contract may state several currencies: numbers are of each, and are not added up.
        each = zip(said, numbers, strict=True)
        said, numbers = [f"{one} ({_contracts(number)})" for one, number in each], []
    of_one = kind == "decided" and not any("contracts" in one for one in sums)
    words = (_DECIDED if of_one else _SAID[kind]).format(listed(said))
    number = sum(numbers)
    return f"{words} ({_contracts(number)})" if number else words


def _contracts(number):
    return f"{number:,} contract" if number == 1 else f"{number:,} contracts"

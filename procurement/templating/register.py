"""What templates say of the official register: its awards and totals."""

from procurement import dossier, wording
from procurement.dossier import looked_for
from procurement.dossier.facts import by_name
from procurement.money import CURRENCIES, Money
from procurement.shares import proposed
from procurement.wording.register import lines

from .record import absent, day


def period(form: dict) -> str:
    """Give when an award or agreement runs: "1 May 2025 to 30 April 2027"; nothing where not stated."""
    first, last, latest = form["starts_on"], form["ends_on"], form.get("latest_end_on")
    said = [f"{day(first)} to {day(last)}"] if first and last else []
    said = said or [f"from {day(first)}"] * bool(first) or [f"to {day(last)}"] * bool(last)
    return ", ".join([*said, *([f"at latest {day(latest)}"] if latest and latest != last else [])])


def telling(decisions: list[dict]) -> list[dict]:
    """Give the awards or agreements of which more is stated than that there is one."""
    facts = (
        "value",
        "vendors",
        "date",
        "signed_on",
        "title",
        "status",
        "starts_on",
        "ends_on",
        "buyers",
        "unnamed",
        "removed",
    )
    return [one for one in decisions if any(one.get(fact) for fact in facts)]


def unnamed(decision: dict) -> str:
    """Give what the notice has in the place of an award's vendors or buyers; nothing where all are named."""
    words, buyers = decision.get("unnamed", ()), decision.get("unnamed_buyers", ())
    if not (words and decision["vendors"] or buyers):
        return wording.unnamed("vendor", words, "The award")
    said = wording.listed([f"“{one}”" for one in (*words, *buyers)])
    return f"Besides, the notice has {said} in the place of a name: no amount is said to be of one alone."


def description_parts(text: str) -> tuple[str, str]:
    """Give a description that is shown, and what of a long one folds."""
    return lines.folded(text, 900, 520)


def more_words(rest: str) -> str:
    """Give what a text that is folded holds: "42 more words"."""
    count = len(rest.removeprefix("… ").split())
    return f"{count:,} more words" if count > 1 else "More"


def nameless(body: dict, what: str) -> str:
    """Give what the notices have in the place of the name of a contract's buyer or vendor; nothing of others."""
    return wording.unnamed(what, looked_for.unnamed(body, what)) if body["register"] else ""


def unnamed_vendors(body: dict) -> str:
    """Give, in words, the vendors of a contract beside those with a name; nothing where there are none."""
    return dossier.unnamed_vendors(body) if body["vendors"] else ""


def proposed_vendors(body: dict) -> list[dict]:
    """Give those whom notices only propose while an award to others is decided, by name and each once."""
    known = {_which(one): one for award in body["awards"] for one in award["vendors"]}
    rows = body["awards"], body["agreements"]
    found = proposed(*rows, lambda row: [*map(_which, row.get("vendors", ()))])
    vendors = {*map(_which, body["vendors"])}
    return by_name([known[one] for one in found if one not in vendors])


def _which(party):
    return party["id"] or party["name"]


def silent_count(decisions: list[dict]) -> int:
    """Give how many awards or agreements `telling` leaves out."""
    return len(decisions) - len(telling(decisions))


def vendors_of(decision: dict, awards: list[dict]) -> list[dict]:
    """Give the vendors of an award; of an agreement its own, else those of the award that it follows."""
    return _own_or_of_award("vendors", decision, awards)


def removed_of(decision: dict, awards: list[dict]) -> list[dict]:
    """Give those who were vendors of an award or agreement, as `vendors_of`, and were removed."""
    return _own_or_of_award("removed", decision, awards)


def _own_or_of_award(key, decision, awards):
    apart = decision.keys() & {"vendors", "removed"}
    return (decision if apart else _award_of(decision, awards)).get(key, [])


def buyers_of(decision: dict, awards: list[dict]) -> list[dict]:
    """Give who buys under an award, or under the one that an agreement follows, where it is not the
    contract's buyer alone.
    """
    return decision.get("buyers") or _award_of(decision, awards).get("buyers", [])


def _award_of(decision, awards) -> dict:
    """An award itself; of an agreement the award that it follows."""
    if "award" not in decision:
        return decision
    followed = decision.get("award", "")
    return next((one for one in awards if followed and one["id"] == followed), {})


def is_price(money: dict | None) -> bool:
    """Tell whether an amount is a price: £0.01 and the like are none."""
    return money is not None and not Money(money["minor"], money["currency"]).is_nominal


def without_price(body: dict) -> str:
    """Give why a contract has no headline value, in a few words; nothing where its notices may say one."""
    stated = [one["value"] for one in [*body["awards"], *body["agreements"]] if one["value"]]
    prices = [one for one in stated if is_price(one)]
    register = body["register"] or {}
    if not prices and "value_least" in register:
        return f"estimated at {_exact(register['value_least'])} or more"
    if len({one["currency"] for one in prices}) > 1:
        return "in several currencies, which are not added up"
    if prices:
        return "no value for all of it is on this record"
    if stated:
        return f"published as {_exact(stated[0])}, which is not a price"
    return "" if body["register"] else absent(body)


def _exact(form):
    return Money(form["minor"], form["currency"]).exact()


def latest(rows, number: int) -> list:
    """Give the last rows of many; all of them where only one more would be left out."""
    rows = list(rows)
    return rows if len(rows) <= number + 1 else rows[-number:]


def earlier(rows, number: int) -> list:
    """Give the rows that `latest` leaves out."""
    rows = list(rows)
    return [] if len(rows) <= number + 1 else rows[:-number]


# Totals


def moneys(sums: dict[str, int]) -> list[Money]:
    """Give {currency: minor units} as sums, pounds first, then by currency."""
    codes = sorted(sums, key=lambda code: (code != "GBP", code))
    return [Money(sums[code], code) for code in codes if code in CURRENCIES]


def included(party, years: list[dict]) -> str:
    """Give what the total of a buyer or vendor includes, and what it does not, in words."""
    number = sum(year["counted"] for year in years)
    beside = uncounted(party)
    alone = " awarded to it alone" if party.kind == "vendor" else ""
    words = f"Decided values of {contracts_counted(number)}{alone}."
    words = words if number else "There is no decided value to add up."
    return f"{words} Not added up: {beside}." if beside else words


def uncounted(party) -> str:
    """Give what is in no total of a buyer or vendor, in words; nothing where all of it is."""
    alone = " for it alone" if party.kind == "vendor" else ""
    shared = "stated for it and" if party.kind == "vendor" else "shared with"
    counts = [
        (party.shared_count, f"value {shared} other {party.kind}s"),
        (party.unknown_count, f"no amount stated{alone}"),
        (party.demonstration_count, "of the demonstration record"),
    ]
    return wording.left_out(party.beside, counts)


def left_out_of_total(beside: list[dict]) -> str:
    """Give what a total leaves out, in words."""
    return wording.left_out(beside)


_PARTS = {
    "nominal": ", its share published with a value that is not a price",
    "mixed": ", its share in several currencies",
    "proposed": ", for which an award to it is proposed, not decided",
    "cancelled": ", and the award to it came to nothing",
    "removed": ", from which the notices say it was removed",
}
_BOUGHT = {
    "nominal": ", of which it buys for a value that is not a price",
    "mixed": ", of which it buys in several currencies",
    "unknown": ", bought by several buyers; no decided value is stated of its part",
}


def part_said(part, contract) -> str:
    """Give how the part of a vendor, or of one of several buyers, counts: it reads after the contract's value."""
    number, own = part.shared_with, part.own
    others = f"{number} other{'' if number == 1 else 's'}"
    if part.kind == "buyer":
        if part.counted == "shared":
            return f", bought with {others}"
        return f", of which {own.exact()} is bought by it" if own else _BOUGHT[part.counted]
    if part.counted == "shared":
        # Of two lists of vendors, the later may take the place of the earlier.
        return f", stated for it and {others}{_alone(part, contract)}"
    if own and own != contract.money:
        return f", of which {own.exact()} is for it alone{_alone(part, contract)}"
    if part.counted == "proposed" and part.beside:
        return _alone(part, contract)
    if part.counted == "unknown" and contract.money:
        return _alone(part, contract, "; no amount is stated for it alone")
    return _PARTS.get(part.counted, "")


def _alone(part, contract, otherwise="") -> str:
    """What is stated for a vendor alone and not decided; nothing where it is what heads the contract."""
    money = contract.money
    if money and part.beside == [
        {"kind": contract.value_kind, "currency": money.currency, "minor": money.minor}
    ]:
        return ""
    return f"; for it alone: {wording.left_out(part.beside)}" if part.beside else otherwise


def contracts_counted(number: int) -> str:
    """Give a number of contracts in words: "1 contract", "12 contracts"."""
    return f"{number} contract" if number == 1 else f"{number} contracts"

"""What amounts are, with or without VAT, what stands outside of the value of a contract, decisions in their words."""

from procurement.codelists.amounts import AMOUNT, COUNTED_AS
from procurement.money import CURRENCIES, Money

from .. import totals
from ..days import in_words, last
from ..names import listed
from .lines import BASIS, Group, Line, money, ranged, row, sentence
from .whose import Whose

# Said where what they are of is told: lots, bids, changes, failures, endings, subcontracting.
_ELSEWHERE = frozenset(("changed", "final", "penalty", "measured", "subcontract", "bid"))
_BY_STATUS = {"pending": "proposed", "cancelled": "cancelled", "unsuccessful": "cancelled"}
_OF_LOT = frozenset(("estimate", "least"))


def amounts(body: dict, whose: Whose) -> Group:
    """Give the amounts that stand nowhere else on the page, net and gross of one thing in one line."""
    pairs: dict[tuple, dict] = {}
    for one in _in_ranges(body["register"].get("amounts", ())):
        if not _is_elsewhere(one, body):
            key = one["kind"], one["at"].removesuffix("Gross")
            side = "gross" if one["at"].endswith("Gross") else "net"
            pairs.setdefault(key, {})[side] = one
    by_kind: dict[str, list] = {}
    for (kind, _), pair in pairs.items():
        by_kind.setdefault(kind, []).append((next(iter(pair.values())), _line(pair)))
    order = [code for code in (*AMOUNT.codes(), *by_kind) if code in by_kind]
    rows = [
        one
        for code in dict.fromkeys(order)
        for one in row(AMOUNT.label(code), whose.merged(by_kind[code]))
    ]
    return Group("Amounts", rows)


def _in_ranges(amounts):
    """The amounts, an estimate with the least of it as "range" where they are ends of one."""
    least = {one["at"]: one for one in amounts if one.get("kind") == "least"}
    found, told = [], set()
    for one in amounts:
        other = least.get(one["at"].replace("/value/", "/minValue/"))
        if one.get("kind") == "estimate" and (said := ranged(other, one)):
            one = one | {"range": said, "least": other}
            told.add(other["at"])
        found.append(one)
    return [one for one in found if one["at"] not in told]


def _is_elsewhere(one, body):
    kind, value = one.get("kind", ""), body["value"]
    if kind == "budget_part" and any(
        one in amounts_of(part, body) for part in body["register"].get("funding", ())
    ):
        return True
    if not kind or kind in _ELSEWHERE or one["of"] in ("bid", "lot group"):
        return True
    if one["of"] == "lot" and kind in _OF_LOT:
        return True
    if kind == "share" and any(award.get("shares") for award in body["awards"]):
        return True
    if not value:
        # What is "£40,000 or more" stands in the place of a value.
        return _is_nominal(one) and _same(one.get("least"), body["register"].get("value_least"))
    is_value = kind == value["kind"] == "estimate" and _same(one, value)
    return is_value and ("least" not in value or _same(one.get("least"), value["least"]))


def amounts_of(part: dict, body: dict) -> list[dict]:
    """Give the amounts of a part of the budget, or of one who pays: they stand with it."""
    stated = body["register"].get("amounts", ()) if part["what"] in ("part", "finance") else ()
    return [one for one in stated if one["at"].startswith(f"{part['at']}/")]


def _is_nominal(one):
    return Money(one["minor"], one["currency"]).is_nominal


def _same(one, other):
    return bool(one and other) and (one["minor"], one["currency"]) == (
        other["minor"],
        other["currency"],
    )


def _line(pair):
    one = next(iter(pair.values()))
    sums = [_sum(pair[side]) for side in ("net", "gross") if side in pair]
    paid = [
        f"from {one['payer']}" if "payer" in one else "",
        f"to {one['payee']}" if "payee" in one else "",
    ]
    return Line(
        sentence(*sums, in_words(one.get("on")), *paid),
        one.get("text", "") or one.get("vendor", ""),
    )


def _sum(one):
    said = one.get("range") or money(one)
    is_no_price = one["kind"] == "estimate" and "range" not in one and _is_nominal(one)
    return f"{said}, which is not a price" if is_no_price else said


def value_tax(body: dict) -> str:
    """Give what goes with the value of a contract: "without VAT", where its notices say so of all of it.

    And in which other currencies they state the very figure, of which one must be wrong; and that a decided value is
    less than one for each day: such are prices of a day or a lesson, as a rule, and no notice says so.
    """
    value, register = body["value"], body["register"] or {}
    if not value or value.get("citations"):
        return ""
    basis = "" if value["kind"] == "gross" else BASIS.get(register.get("value_basis", ""), "")
    figure = Money(value["minor"], value["currency"]).amount
    others = {
        one["currency"]: None
        for one in register.get("amounts", ())
        if one["currency"] != value["currency"]
        and Money(one["minor"], one["currency"]).amount == figure
    }
    too = f"the same figure is stated in {listed([*others])} too" if others else ""
    return "; ".join(part for part in (basis, too, _a_day(value, body)) if part)


def _a_day(value, body):
    days = [body["dates"].get(name) for name in ("starts_on", "ends_on")]
    if value["kind"] != "decided" or not all(days):
        return ""
    start, end = (last(one["date"]["on"]) for one in days)
    one = Money(10 ** CURRENCIES[value["currency"]], value["currency"])
    is_small = value["minor"] < one.minor * ((end - start).days + 1)
    return f"less than {one.exact()} for each day of its term" if is_small else ""


def with_words(decisions: list[dict], body: dict) -> list[dict]:
    """Give awards or agreements with "tax" and "counts": what is said of VAT, and what the amount counts as.

    And with what `own_words` gives.
    """
    said: dict[tuple[str, str], list[dict]] = {}
    for one in (body["register"] or {}).get("amounts", ()):
        if one["of"] in ("award", "agreement") and not one.get("kind"):
            said.setdefault((one["of"], one.get("id", "")), []).append(one)
    of = {True: "agreement", False: "award"}
    return [
        one
        | own_words(one, body)
        | {
            "counts": counted(one),
            "tax": _tax(said.get((of["signed_on" in one], one["id"]), ()), one),
        }
        for one in decisions
    ]


def _tax(said, decision):
    """ "without VAT; £1,200 with VAT", as far as it is stated."""
    net = next((one for one in said if not one["at"].endswith("Gross")), None)
    gross = next((one for one in said if one["at"].endswith("Gross")), None)
    parts = [BASIS.get(net.get("basis", ""), "")] if net and decision["value"] else []
    return "; ".join(part for part in (*parts, money(gross)) if part)


def counted(decision: dict) -> str:
    """Give what an amount counts as and why, where it is not plainly decided: "Ceiling. …"; else ""."""
    code = decision.get("counted_as", "")
    # Beside £1 stands already that it is no price; that it is proposed or cancelled may be its status.
    if code in ("", "nominal", _BY_STATUS.get(decision["status"])):
        return ""
    if code == "decided" and not decision.get("marked"):
        return ""
    return f"{COUNTED_AS.label(code)}. {decision.get('why', '')}".strip()


def left_out(body: dict) -> str:
    """Give what the notices state beside the value of a contract, and how much; "" for nothing."""
    register, value = body["register"] or {}, body["value"]
    if value and value.get("citations"):
        return ""
    sums = [one for one in register.get("sums", ()) if not _is_value(one, value)]
    # Of one amount that is no price, or with VAT alone, the page says so.
    if not value and len(sums) < 2 and all(one["kind"] in ("nominal", "gross") for one in sums):
        return ""
    return totals.left_out(sums)


def _is_value(one, value):
    return bool(value) and one["kind"] == value["kind"] and one["currency"] == value["currency"]


def tax_not_stated(register: dict) -> str:
    """Give the sentence where no amount is marked as with or without VAT, or some are not; else ""."""
    said = [one.get("basis", "") for one in register.get("amounts", ())]
    if not said or all(said):
        return ""
    which = "Not every amount" if any(said) else "No amount"
    return f"{which} is marked as with or without VAT; the text of a notice may say which."


def own_words(decision: dict, body: dict) -> dict:
    """Give {"lots": "Lots 1 and 2", "said": [Line]}: its description, its status in words, why it was so decided.

    What the page says of the whole contract already is not said again.
    """
    stated = ("", "description"), ("Status:", "status_text"), ("Why:", "rationale")
    lines = [Line(label, words=decision.get(key, "")) for label, key in stated]
    known = ("", decision["title"], body["title"], body["description"])
    lots = decision.get("lots", ())
    return {
        "lots": Whose(body).words({"of": "award", "lots": lots}) if lots else "",
        "said": [line for line in lines if line.words not in known],
    }

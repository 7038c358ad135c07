"""What amounts are, with or without VAT, and what stands outside of the value of a contract."""

from procurement.codelists.amounts import AMOUNT, COUNTED_AS
from procurement.money import Money

from ..days import shown
from ..names import listed
from .lines import BASIS, Group, Line, money, number_of, row, sentence
from .whose import Whose

# Said where what they are of is told: lots, bids, changes, failures, endings, subcontracting.
_ELSEWHERE = frozenset(("changed", "final", "penalty", "measured", "subcontract", "bid"))
_BY_STATUS = {"pending": "proposed", "cancelled": "cancelled", "unsuccessful": "cancelled"}
_OF_LOT = frozenset(("estimate", "least"))
# Of what is left out, in words that follow a sum.
_LEFT_OUT = {
    "proposed": "proposed, not decided",
    "ceiling": "a ceiling, not a purchase",
    "yearly": "for one year",
    "nominal": "which is no price",
    "cancelled": "cancelled",
    "estimate": "estimated",
    "gross": "with VAT only",
    "decided": "decided",
}


def amounts(body: dict, whose: Whose) -> Group:
    """Give the amounts that stand nowhere else on the page, net and gross of one thing in one line."""
    pairs: dict[tuple, dict] = {}
    for one in body["register"].get("amounts", ()):
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


def _is_elsewhere(one, body):
    kind, value = one.get("kind", ""), body["value"]
    if not kind or kind in _ELSEWHERE or one["of"] in ("bid", "lot group"):
        return True
    if one["of"] == "lot" and kind in _OF_LOT:
        return True
    if kind == "share" and any(award.get("shares") for award in body["awards"]):
        return True
    return bool(value) and kind == value["kind"] == "estimate" and _same(one, value)


def _same(one, other):
    return (one["minor"], one["currency"]) == (other["minor"], other["currency"])


def _line(pair):
    one = next(iter(pair.values()))
    sums = [money(pair[side]) for side in ("net", "gross") if side in pair]
    paid = [
        f"from {one['payer']}" if "payer" in one else "",
        f"to {one['payee']}" if "payee" in one else "",
    ]
    per = f"for one {one['per']}" if "per" in one else ""
    return Line(
        sentence(*sums, per, shown(one.get("on")), *paid),
        one.get("text", "") or one.get("vendor", ""),
    )


def value_tax(body: dict) -> str:
    """Give what goes with the value of a contract: with or without VAT, where its notices say so.

    Of several amounts that make up a sum, only where all say the same.
    """
    value, register = body["value"], body["register"] or {}
    if not value or value.get("citations"):
        return ""
    rows = [(of, one) for of in ("award", "agreement") for one in body[f"{of}s"]]
    counted = {(of, one["id"]) for of, one in rows if one.get("counted_as") == value["kind"]}
    stated = register.get("amounts", ())
    parts = [one for one in stated if "facts" in one and (one["of"], one.get("id")) in counted]
    said = {one.get("basis", "") for one in parts or [one for one in stated if _same(one, value)]}
    return BASIS.get(said.pop(), "") if len(said) == 1 and value["kind"] != "gross" else ""


def with_words(decisions: list[dict], body: dict) -> list[dict]:
    """Give awards or agreements with "tax" and "counts": what is said of VAT, and what the amount counts as."""
    said: dict[tuple[str, str], list[dict]] = {}
    for one in (body["register"] or {}).get("amounts", ()):
        if one["of"] in ("award", "agreement") and not one.get("kind"):
            said.setdefault((one["of"], one.get("id", "")), []).append(one)
    of = {True: "agreement", False: "award"}
    return [
        one
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
    parts = [_basis(net)] if net and decision["value"] else []
    return "; ".join(part for part in (*parts, money(gross)) if part)


def _basis(amount):
    return BASIS.get(amount.get("basis", ""), "")


def counted(decision: dict) -> str:
    """Give what an amount counts as and why, where it is not plainly decided: "Ceiling: …"; else ""."""
    code = decision.get("counted_as", "")
    # Beside £1 stands already that it is no price; that it is proposed or cancelled may be its status.
    if code in ("", "nominal", _BY_STATUS.get(decision["status"])):
        return ""
    if code == "decided" and not decision.get("marked"):
        return ""
    label = "Marked" if code == "decided" else COUNTED_AS.label(code)
    return f"{label}: {decision['why']}" if decision.get("why") else label


def left_out(body: dict) -> str:
    """Give what the notices state beside the value of a contract, and how much; "" for nothing."""
    register, value = body["register"] or {}, body["value"]
    if value and value.get("citations"):
        return ""
    sums = [one for one in register.get("sums", ()) if not _is_value(one, value)]
    if not value and len(sums) < 2 and all(one["kind"] in ("nominal", "gross") for one in sums):
        return ""
    return listed([_sum(one) for one in sums])


def _is_value(one, value):
    return bool(value) and one["kind"] == value["kind"] and one["currency"] == value["currency"]


def _sum(one):
    many = f" in {number_of(one['count'], 'amount')}" if one["count"] > 1 else ""
    said = Money(one["minor"], one["currency"]).exact()
    return f"{said}{many} {_LEFT_OUT.get(one['kind'], one['kind'])}"


def tax_not_stated(register: dict) -> str:
    """Give the sentence where no amount is marked as with or without VAT, or some are not; else ""."""
    said = [one.get("basis", "") for one in register.get("amounts", ())]
    if not said or all(said):
        return ""
    which = "Not every amount" if any(said) else "No amount"
    return f"{which} is marked as with or without VAT; the text of a notice may say which."

"""What an amount counts as, and why; every amount of a file counts once, as something."""

from collections import Counter
from decimal import Decimal

import pytest

from procurement.codelists.amounts import COUNTED_AS
from procurement.money import CURRENCIES
from procurement.ocds.register import amount_kinds, amounts, compiled, embedded
from procurement.ocds.values import moment, nothing

from ..samples import needs_samples, releases_of
from .corpus import COUNTED, FILES


def counted(**release):
    """[(code, minor, marked)] of the decisions of a release."""
    found = amount_kinds.decisions(amounts.read(release, nothing))
    return [(one.kind.code, one.amount["minor"], one.kind.marked) for one in found]


def why(**release):
    return [one.kind.why for one in amount_kinds.decisions(amounts.read(release, nothing))]


def pounds(amount, **more):
    return {"amount": amount, "currency": "GBP"} | more


def award(id_="1", amount=500, status="active", vendors=1, **more):
    suppliers = [{"name": f"Vendor {one}"} for one in range(vendors)]
    return {"id": id_, "status": status, "value": pounds(amount), "suppliers": suppliers} | more


def signed(id_="1", of="1", amount=500, status="active", **more):
    return {"id": id_, "awardID": of, "status": status, "value": pounds(amount)} | more


@pytest.mark.parametrize(
    ("row", "code", "reason"),
    [
        (award(), "decided", "The decision stands."),
        (award(status=None), "decided", "The decision stands."),
        (award(status="pending"), "proposed", "It is intended, not decided."),
        (award(status="cancelled"), "cancelled", "The award was cancelled."),
        (award(status="unsuccessful"), "cancelled", "Nobody was chosen."),
        (award(amount=1), "nominal", "£1 is no price."),
        (award(amount=0.01), "nominal", "£0.01 is no price."),
        (award(amount=1, status="cancelled"), "cancelled", "The award was cancelled."),
        (award(description="£500 per annum"), "yearly", "The notice says “£500 per annum”."),
        (award(amount=None) | {"value": {"amountGross": 600, "currency": "GBP"}}, "gross",
         "The amount with VAT is stated, the one without is not."),
    ],
)  # fmt: skip
def test_award_counts_as_what_is_stated_of_it(row, code, reason):
    assert [one[0] for one in counted(awards=[row])] == [code]
    assert why(awards=[row]) == [reason]
    assert code in COUNTED_AS


def test_each_award_is_proposed_or_decided_by_itself():
    rows = [award("1", 10, "pending"), award("2", 20), award("3", 30, "pending")]

    assert counted(awards=rows) == [
        ("proposed", 1000, False),
        ("decided", 2000, False),
        ("proposed", 3000, False),
    ]


FLAG = {"techniques": {"hasFrameworkAgreement": True}}
CALL_OFF = {"procurementMethodDetails": "Call-off from a framework agreement"}


@pytest.mark.parametrize(
    ("tender", "row", "code", "marked"),
    [
        (FLAG, award(), "ceiling", False),
        (FLAG, award(vendors=9), "ceiling", False),
        (FLAG, award(status="pending"), "ceiling", False),
        (FLAG | CALL_OFF, award(vendors=9), "decided", False),
        ({"title": "Care framework"}, award(vendors=9), "ceiling", False),
        ({"description": "Our DPS"}, award(vendors=2), "ceiling", False),
        ({"title": "Care framework"} | CALL_OFF, award(vendors=9), "decided", False),
        ({"title": "Care framework"}, award(vendors=1), "decided", True),
        ({"title": "Care framework"} | CALL_OFF, award(vendors=1), "decided", False),
        ({"title": "Signs (via ESPO framework)"}, award(vendors=1), "decided", False),
        ({"title": "Care"}, award(vendors=9), "decided", False),
    ],
)
def test_ceiling_is_told_from_a_purchase(tender, row, code, marked):
    assert counted(tender=tender, awards=[row]) == [(code, 50000, marked)]


def test_vendors_that_have_an_amount_each_share_no_ceiling():
    row = award(amount=30)
    row["suppliers"] = [{"name": str(one), "x_awardValue": pounds(one)} for one in (10, 20)]

    assert counted(tender={"title": "Framework"}, awards=[row]) == [("decided", 3000, False)]


def test_reason_names_the_words_and_the_vendors():
    [words] = why(tender={"title": "Main Contractor Framework"}, awards=[award(vendors=92)])

    assert words == (
        "Its title says “Framework”, and 92 vendors share one amount: this is the most that may be"
        " bought."
    )


@pytest.mark.parametrize(
    ("awards", "contracts", "found"),
    [
        ([award()], [signed(amount=480)], [("decided", 48000)]),
        ([award()], [signed("1", amount=200), signed("2", amount=100)], [("decided", 20000), ("decided", 10000)]),
        ([award()], [signed(amount=0.01)], [("decided", 50000)]),
        ([award()], [signed(status="cancelled")], [("decided", 50000)]),
        ([award(status="cancelled")], [signed(status="cancelled")], [("cancelled", 50000)]),
        ([award()], [signed(of="7")], [("decided", 50000), ("decided", 50000)]),
        ([award(status="pending")], [signed(status="pending")], [("proposed", 50000)]),
        ([award()], [signed(status="pending")], [("decided", 50000)]),
        ([award()], [signed(status="terminated")], [("decided", 50000)]),
        ([], [signed(status="pending")], [("proposed", 50000)]),
        ([award("1"), award("1", 7)], [signed()], [("decided", 700), ("decided", 50000)]),
        ([award(value=None)], [signed(amount=0)], [("nominal", 0)]),
        ([award()], [signed(amount=200), signed("2", status="cancelled")], [("decided", 20000), ("cancelled", 50000)]),
    ],
)  # fmt: skip
def test_no_decision_counts_twice(awards, contracts, found):
    said = counted(awards=awards, contracts=contracts)

    assert [(code, minor) for code, minor, _ in said] == found


def test_gross_beside_net_is_not_another_decision():
    row = award(value=pounds(100, amountGross=120))
    only_gross = {"id": "2", "awardID": "1", "value": {"amountGross": 120, "currency": "GBP"}}

    assert counted(awards=[row], contracts=[only_gross]) == [("decided", 10000, False)]


@pytest.mark.parametrize(
    ("release", "found"),
    [
        ({"tender": {"value": pounds(9), "lots": [{"value": pounds(4)}]}}, [900]),
        ({"tender": {"value": pounds(1), "lots": [{"value": pounds(4)}, {"value": pounds(5)}]}}, [400, 500]),
        ({"tender": {"maxValue": pounds(8), "minValue": pounds(2)}}, [800]),
        ({"tender": {"value": {"amountGross": 6, "currency": "GBP"}}}, [600]),
        ({"planning": {"budget": {"amount": pounds(3)}}}, [300]),
        ({"tender": {"value": pounds(9)}, "awards": [{"id": "1", "status": "active"}]}, [900]),
        ({}, []),
    ],
)  # fmt: skip
def test_of_nothing_decided_the_estimate_is_told(release, found):
    assert counted(**release) == [("estimate", minor, False) for minor in found]


def test_totals_never_add_two_currencies():
    rows = [award("1", 10), award("2") | {"value": {"amount": 7, "currency": "EUR"}}]

    found = amount_kinds.totals(amount_kinds.decisions(amounts.read({"awards": rows}, nothing)))

    assert found == {"decided": Counter(GBP=1000, EUR=700)}


# An amount of twelve trillion that somebody put in is beyond any contract, and read as none.
BEYOND = {"conformance/derived/currencies_huge_negative.json": {"gbp"}}


# What is stated with tax and not without stands outside: docs/decisions/0040.
WITH_TAX = {"world/ukraine_prozorro_releases.json": {"UAH": Decimal("117585.6")}}


def test_what_is_said_to_be_with_tax_is_gross_and_stands_outside():
    taxed = pounds(120, valueAddedTaxIncluded=True)

    assert counted(awards=[award(value=taxed)]) == [("gross", 12000, False)]
    assert counted(awards=[award(value=taxed | {"valueAddedTaxIncluded": False})]) == [
        ("decided", 12000, False)
    ]
    assert counted(awards=[award(value=taxed, status="cancelled")]) == [("cancelled", 12000, False)]
    assert counted(tender={"value": taxed}) == [("estimate", 12000, False)]
    # Beside an amount with all taxes it is the one without, whatever is said of it.
    assert counted(awards=[award(value=taxed | {"amountGross": 144})]) == [
        ("decided", 12000, False)
    ]


@pytest.mark.parametrize("taxed", ["award", "agreement"])
def test_of_an_award_and_its_agreement_the_amount_without_tax_counts(taxed):
    of = {"award": pounds(100), "agreement": pounds(100)}
    of[taxed] = pounds(120, valueAddedTaxIncluded=True)
    row, paper = award(value=of["award"]), signed() | {"value": of["agreement"]}

    assert counted(awards=[row], contracts=[paper]) == [("decided", 10000, False)]


def test_one_with_tax_is_not_lost_beside_one_without():
    rows = [award("1"), award("2", value=pounds(120, valueAddedTaxIncluded=True))]

    assert [one[:2] for one in counted(awards=rows)] == [("decided", 50000), ("gross", 12000)]


@needs_samples
@pytest.mark.parametrize("name", FILES)
def test_what_counts_as_anything_adds_up_to_what_was_counted_in_the_file(name):
    by_ocid: dict[str, list[dict]] = {}
    for release in releases_of(name):
        by_ocid.setdefault(release.get("ocid", ""), []).append(release)
    sums: Counter[str] = Counter()
    for releases in by_ocid.values():
        releases.sort(key=_order)
        found = amount_kinds.totals(
            amount_kinds.decisions(
                amounts.read(compiled(embedded(one, nothing) for one in releases), nothing)
            )
        )
        for code in set(found) - {"estimate", "gross"}:
            sums.update(found[code])

    decision = COUNTED[name]["compiled"]["value"]["decision"]
    told = {
        code: Decimal(text)
        for code, text in decision.items()
        if Decimal(text) and code not in BEYOND.get(name, ())
    }
    added = {
        code: Decimal(minor).scaleb(-CURRENCIES[code]) for code, minor in sums.items() if minor
    }
    assert added | WITH_TAX.get(name, {}) == told


def _order(release):
    at = moment(release.get("date"), "date", nothing)
    return (at.timestamp() if at else 0, str(release.get("id")))

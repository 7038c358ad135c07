"""Every amount that a release states stands in the section, with what it is of."""

from decimal import Decimal

import pytest

from procurement.codelists.amounts import AMOUNT
from procurement.money import CURRENCIES, LARGEST_MINOR, Money
from procurement.ocds.register import amounts, declared
from procurement.ocds.values import nothing

from ..samples import needs_samples, releases_of
from .corpus import FILES

GBP = {"currency": "GBP"}


def read(**release):
    return amounts.read(release, nothing)


def bare(rows):
    """The rows without their facts."""
    return [{key: one for key, one in row.items() if key != "facts"} for row in rows]


def test_net_and_gross_of_an_award_stand_apart():
    value = {"amount": 100, "amountGross": 120.5, **GBP}

    rows = read(awards=[{"id": 7, "status": "active", "value": value}])

    head = {"of": "award", "id": "7"}
    assert bare(rows) == [
        head | {"minor": 10000, "basis": "net", "at": "awards/0/value/amount"} | GBP,
        head | {"minor": 12050, "basis": "gross", "at": "awards/0/value/amountGross"} | GBP,
    ]
    assert [row.get("facts") for row in rows] == [{"status": "active"}, None]


def test_basis_is_not_said_where_the_notice_does_not_say_it():
    [row] = read(tender={"value": {"amount": 5, **GBP}})

    assert row == {
        "of": "tender",
        "kind": "estimate",
        "minor": 500,
        "currency": "GBP",
        "at": "tender/value/amount",
    }


@pytest.mark.parametrize(("taxed", "basis"), [(True, "gross"), (False, "net")])
def test_basis_is_what_is_said_of_the_tax(taxed, basis):
    value = {"amount": 5, "currency": "UAH", "valueAddedTaxIncluded": taxed}

    assert read(contracts=[{"id": "1", "value": value}])[0]["basis"] == basis


def value_of(amount):
    return {"amount": amount, **GBP}


EVERYWHERE = {
    "planning": {
        "budget": {
            "amount": value_of(1),
            "budgetBreakdown": [{"description": "2026", "amount": value_of(2)}],
            "finance": [{"value": value_of(3)}],
        },
        "project": {"totalValue": value_of(4)},
        "forecasts": [{"title": "Cost", "observations": [{"value": value_of(5)}]}],
    },
    "tender": {
        "value": value_of(6),
        "minValue": value_of(7),
        "maxValue": value_of(8),
        "techniques": {"frameworkAgreement": {"value": value_of(9)}},
        "designContest": {"prizes": {"details": [{"value": value_of(10)}]}},
        "lots": [
            {
                "id": "A",
                "value": value_of(11),
                "minValue": value_of(12),
                "techniques": {"frameworkAgreement": {"value": value_of(13)}},
            }
        ],
        "lotGroups": [{"id": "G", "maximumValue": value_of(14)}],
        "participationFees": [{"value": value_of(15)}],
        "targets": [{"observations": [{"value": value_of(16)}]}],
    },
    "bids": {
        "details": [{"id": "b", "value": value_of(17), "subcontracting": {"value": value_of(18)}}]
    },
    "awards": [
        {
            "id": "1",
            "value": value_of(19),
            "estimatedValue": value_of(20),
            "maximumValue": value_of(21),
            "suppliers": [{"name": "Alder", "x_awardValue": value_of(22)}],
            "subcontracting": {"value": value_of(23)},
            "agreedMetrics": [{"observations": [{"value": value_of(24)}]}],
            "amendments": [{"value": value_of(25)}],
        }
    ],
    "contracts": [
        {
            "id": "2",
            "awardID": "1",
            "value": value_of(26),
            "finance": [{"value": value_of(27)}],
            "agreedMetrics": [{"observations": [{"value": value_of(28)}]}],
            "amendments": [{"value": value_of(29)}],
            "proposedAmendments": [{"value": value_of(30)}],
            "implementation": {
                "finalValue": value_of(31),
                "transactions": [
                    {
                        "date": "2026-03-31",
                        "value": value_of(32),
                        "payer": {"name": "Barsetshire"},
                        "payee": {"name": "Alder"},
                    },
                    {"amount": value_of(33), "receiverOrganization": {"legalName": "Birch"}},
                ],
                "charges": [{"estimatedValue": value_of(34), "actualValue": value_of(35)}],
                "performanceFailures": [{"penaltyValue": value_of(36)}],
                "metrics": [{"observations": [{"value": value_of(37)}]}],
            },
        }
    ],
}


def at(release, path):
    for key in path.split("/"):
        release = release[int(key)] if isinstance(release, list) else release[key]
    return release


def test_amounts_are_found_in_every_place_and_say_where():
    rows = read(**EVERYWHERE)

    assert sorted(row["minor"] for row in rows) == [100 * one for one in range(1, 38)]
    assert [at(EVERYWHERE, row["at"]) * 100 for row in rows] == [row["minor"] for row in rows]
    assert {row.get("kind") for row in rows} <= {None, *AMOUNT.codes()}


def test_payment_says_who_paid_whom_and_when():
    first, second = [row for row in read(**EVERYWHERE) if row.get("kind") == "payment"]

    assert (first["on"], first["payer"], first["payee"]) == ("2026-03-31", "Barsetshire", "Alder")
    assert second["payee"] == "Birch"
    assert "on" not in second


@pytest.mark.parametrize(
    "value",
    [
        None,
        {},
        [],
        "5",
        5,
        {"amount": None},
        {"currency": "GBP"},
        {"amount": 5},
        {"amount": -5, **GBP},
        {"amount": {"$numberLong": "5"}, **GBP},
        {"amount": "1e9999", **GBP},
    ],
)
def test_what_is_no_amount_is_left_out_and_breaks_nothing(value):
    awards = [{"id": "1", "value": value, "suppliers": [{"x_awardValue": value}, None, 3]}]

    assert read(awards=awards, tender={"value": value, "lots": [{"value": value}, "x"]}) == []


def test_what_is_unfit_is_noted_at_its_place():
    notes = []
    value = {"amount": 1, "amountGross": "lots", **GBP}

    amounts.read({"tender": {"value": value}}, lambda *note: notes.append(note[:2]))

    assert notes == [("tender/value/amountGross", "lots")]


# What is no amount of the contract, or stands beside as the same one.
LEFT_OUT = ("minimalStep", "valueyear", "amountyear", "parties")


def stated_in(thing, path=()):
    """(path, amount) of every amount with a currency, anywhere in a release."""
    if isinstance(thing, list):
        thing = dict(enumerate(thing))
    if not isinstance(thing, dict) or set(LEFT_OUT) & set(path):
        return
    for key, value in thing.items():
        if key in ("amount", "amountGross") and type(value) in (int, float) and value >= 0:
            known = str(thing.get("currency") or "").upper() in CURRENCIES
            if known and value < LARGEST_MINOR / 100:
                yield "/".join(map(str, (*path, key))), value
        else:
            yield from stated_in(value, (*path, key))


@needs_samples
@pytest.mark.parametrize("name", FILES)
def test_no_amount_of_a_notice_is_missing(name):
    for release in releases_of(name):
        found = {
            row["at"]: Money(row["minor"], row["currency"]).amount
            for row in amounts.read(release, nothing)
        }
        for item in declared.read(release, nothing).get("items", ()):
            for name, key in (("amount", "amount"), ("gross", "amountGross")):
                if name in item.get("price", {}):
                    found[f"{item['at']}/unit/value/{key}"] = Decimal(item["price"][name])
        told = {path: Decimal(str(value)) for path, value in stated_in(release)}
        assert {path: found.get(path) for path in told} == told

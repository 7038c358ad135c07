"""What one of an item costs: kept to the last digit, with its item, and never among the amounts that are added up."""

import pytest

from procurement.ocds.register import amounts, declared
from procurement.ocds.values import nothing

GBP = {"currency": "GBP"}


def items(*values):
    rows = [
        {"id": str(place), "description": f"Item {place}", "unit": {"name": "kWh", "value": value}}
        for place, value in enumerate(values, 1)
    ]
    return {"tender": {"items": rows}, "awards": [{"id": "1", "items": rows}]}


def prices(*values, note=nothing):
    return [one.get("price") for one in declared.read(items(*values), note)["items"]][: len(values)]


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ({"amount": 0.2345, **GBP}, {"amount": "0.2345", **GBP}),
        ({"amount": 5, **GBP}, {"amount": "5", **GBP}),
        ({"amount": 1e-7, **GBP}, {"amount": "0.0000001", **GBP}),
        ({"amount": "12.10", "currency": "gbp"}, {"amount": "12.10", **GBP}),
        (
            {"amount": 1.005, "amountGross": 1.206, **GBP},
            {"amount": "1.005", "gross": "1.206", **GBP},
        ),
        ({"amountGross": 3, **GBP}, {"gross": "3", **GBP}),
        (
            {"amount": 3, **GBP, "valueAddedTaxIncluded": True},
            {"amount": "3", **GBP, "basis": "gross"},
        ),
        (
            {"amount": 3, **GBP, "valueAddedTaxIncluded": False},
            {"amount": "3", **GBP, "basis": "net"},
        ),
        ({"amount": 1558333, "currency": "PYG"}, {"amount": "1558333", "currency": "PYG"}),
    ],
)
def test_price_is_kept_as_it_is_written(value, kept):
    assert prices(value) == [kept]


@pytest.mark.parametrize("value", [None, {}, GBP, "5"])
def test_without_an_amount_there_is_none(value):
    assert prices(value) == [None]


@pytest.mark.parametrize(
    "value",
    [
        {"amount": -5, **GBP},
        {"amount": "1e9999", **GBP},
        {"amount": 10**30, **GBP},
        {"amount": [5], **GBP},
        {"amount": True, **GBP},
        {"amount": 5},
        {"amount": 5, "currency": "XXX"},
    ],
)
def test_what_is_no_price_is_noted(value):
    noted = []
    assert prices(value, note=lambda *told: noted.append(told[0])) == [None]
    assert "tender/items/0/unit/value" in noted[0]


def test_no_price_is_an_amount_that_counts():
    assert amounts.read(items({"amount": 5, **GBP}), nothing) == []

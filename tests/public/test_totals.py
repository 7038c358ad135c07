"""What contracts add up to: currencies apart, shared values for nobody, what is invented apart."""

import datetime

import pytest

from procurement import public
from procurement.models import PublicParty
from tests import factories as make

pytestmark = pytest.mark.django_db
M = 1_000_000_00


@pytest.fixture
def world():
    """Give two buyers and two vendors, with what of theirs counts and what does not.

    Of Fenwick: £1m and £2m alone in 2023 and 2025, €3m alone, £4m shared, £0.01, nothing, both
    currencies, and £7m of the demonstration record. Southmarch has an estimate of £8m, too.
    """
    north, south = make.make_buyer(name="Northmarch"), make.make_buyer(name="Southmarch")
    fenwick, other = make.make_vendor(name="Fenwick"), make.make_vendor(name="Other")
    earlier = {"decided_on": datetime.date(2023, 5, 1)}
    make.make_register_contract(buyer=north, vendors=[fenwick], value_minor=M, **earlier)
    make.make_register_contract(buyer=north, vendors=[fenwick], value_minor=2 * M)
    make.make_register_contract(buyer=south, vendors=[fenwick], value_minor=3 * M, currency="EUR")
    make.make_register_contract(buyer=north, vendors=[fenwick, other], value_minor=4 * M)
    make.make_register_contract(buyer=north, vendors=[fenwick], value_minor=1)
    make.make_register_contract(buyer=north, vendors=[fenwick], value_minor=None)
    both = [(5 * M, "GBP", [fenwick]), (6 * M, "EUR", [fenwick])]
    make.make_register_contract(buyer=north, awards=both)
    make.make_register_contract(buyer=north, vendors=[fenwick], value_minor=7 * M, **make.INVENTED)
    estimate = {"value_minor": 8 * M, "currency": "GBP", "value_kind": "estimate"}
    make.make_register_contract(buyer=south, awards=[], **estimate)


def beside(kind, minor, currency="GBP", contracts=1):
    return {"kind": kind, "currency": currency, "minor": minor, "contracts": contracts}


def party(name):
    return PublicParty.objects.get(name=name)


def years(name):
    return [
        (one["year"], one["contracts"], one["counted"], one["sums"])
        for one in public.years_of(party(name))
    ]


def test_years_of_a_vendor_add_up_what_is_its_alone(world):
    assert years("Fenwick") == [
        (2023, 1, 1, {"GBP": M}),
        (2025, 6, 2, {"GBP": 2 * M, "EUR": 3 * M}),
    ]
    assert years("Other") == [(2025, 1, 0, {})]


def test_years_of_a_buyer_count_a_shared_value_once(world):
    assert years("Northmarch") == [(2023, 1, 1, {"GBP": M}), (2025, 5, 2, {"GBP": 6 * M})]
    assert years("Southmarch") == [(2025, 2, 1, {"EUR": 3 * M})]


def test_years_leave_out_what_they_say(world):
    both = [beside("decided", 5 * M), beside("decided", 6 * M, "EUR"), beside("nominal", 1)]
    told = {
        name: [one["beside"] for one in public.years_of(party(name))]
        for name in ("Fenwick", "Other", "Northmarch", "Southmarch")
    }

    assert told == {
        "Fenwick": [[], both],
        "Other": [[]],
        "Northmarch": [[], both],
        "Southmarch": [[beside("estimate", 8 * M)]],
    }


@pytest.mark.parametrize("name", ["Fenwick", "Other", "Northmarch", "Southmarch"])
def test_years_agree_with_the_total_that_lists_show(world, name):
    sums = {}
    for *_, found in years(name):
        for currency, minor in found.items():
            sums[currency] = sums.get(currency, 0) + minor

    assert sums == party(name).totals
    assert sum(number for _, number, *_ in years(name)) == party(name).contract_count


def counterparties(name, most=10):
    found = public.counterparties_of(party(name), most)
    return found["count"], [
        (row["party"].name, row["contracts"], row["counted"], row["sums"]) for row in found["rows"]
    ]


def test_counterparties_of_a_vendor_are_its_buyers(world):
    assert counterparties("Fenwick") == (
        2,
        [("Northmarch", 6, 2, {"GBP": 3 * M}), ("Southmarch", 1, 1, {"EUR": 3 * M})],
    )
    assert counterparties("Fenwick", 1) == (2, [("Northmarch", 6, 2, {"GBP": 3 * M})])


def test_counterparties_of_a_buyer_are_its_vendors(world):
    assert counterparties("Northmarch") == (
        2,
        [("Fenwick", 6, 2, {"GBP": 3 * M}), ("Other", 1, 0, {})],
    )


def test_those_with_the_most_contracts_stand_first():
    buyers = {name: make.make_buyer(name=name) for name in ("None", "Some", "Most", "Two")}
    vendors = [make.make_vendor()]
    for name, minor in (("None", None), ("Some", M), ("Most", 2 * M), ("Two", M), ("Two", M)):
        make.make_register_contract(buyer=buyers[name], vendors=vendors, value_minor=minor)

    _, rows = counterparties("Fenwick Systems")

    assert [name for name, *_ in rows] == ["Two", "Most", "Some", "None"]


def test_a_party_of_the_demonstration_alone_adds_up_that(world):
    make.make_register_contract(vendors=[make.make_vendor(name="Shown")], **make.INVENTED)

    assert years("Shown") == [(2025, 1, 1, {"GBP": M})]


def test_holdings(world):
    assert public.holdings(invented=False) == {
        "contracts": 8,
        "buyers": 2,
        "counted": 4,
        "sums": {"GBP": 7 * M, "EUR": 3 * M},
        "beside": [
            beside("decided", 5 * M),
            beside("decided", 6 * M, "EUR"),
            beside("nominal", 1),
            beside("estimate", 8 * M),
        ],
    }


def test_holdings_with_the_demonstration_are_kept_only_while_there_is_nothing_else():
    make.make_register_contract(value_minor=7 * M, **make.INVENTED)

    assert public.holdings(invented=False)["contracts"] == 0
    assert public.holdings(invented=True) == {
        "contracts": 1,
        "buyers": 1,
        "counted": 1,
        "sums": {"GBP": 7 * M},
        "beside": [],
    }

    make.make_register_contract(value_minor=M)

    assert public.holdings(invented=False)["sums"] == {"GBP": M}
    assert public.holdings(invented=True)["contracts"] == 0


def test_holdings_of_nothing():
    nothing = {"contracts": 0, "buyers": 0, "counted": 0, "sums": {}, "beside": []}
    assert public.holdings(invented=True) == nothing


def test_large_sums_are_exact():
    for _ in range(3):
        make.make_register_contract(value_minor=999_999_999_999_999)

    assert public.holdings(invented=False)["sums"] == {"GBP": 2_999_999_999_999_997}

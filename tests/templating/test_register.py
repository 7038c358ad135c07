"""What templates say of the official register."""

from types import SimpleNamespace

import pytest

from procurement.money import Money
from procurement.public.contracts import Part
from procurement.templating import record, register

M = 1_000_000_00


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2025-04-01", "2027-03-31", "1 April 2025 to 31 March 2027"),
        ("2025-04-01", None, "from 1 April 2025"),
        (None, "2027-03-31", "to 31 March 2027"),
        (None, None, ""),
    ],
)
def test_period(first, last, said):
    assert register.period({"starts_on": first, "ends_on": last}) == said


@pytest.mark.parametrize(
    ("rows", "shown", "left"), [(0, 0, 0), (3, 3, 0), (4, 4, 0), (5, 3, 2), (34, 3, 31)]
)
def test_rows_that_fold_are_never_just_one(rows, shown, left):
    rows = list(range(rows))

    assert (len(record.foremost(rows, 3)), len(record.others(rows, 3))) == (shown, left)
    assert record.foremost(rows, 3) + record.others(rows, 3) == rows
    assert register.earlier(rows, 3) + register.latest(rows, 3) == rows
    assert len(register.earlier(rows, 3)) == left


def test_moneys_put_pounds_first_and_leave_out_what_is_no_currency():
    sums = {"EUR": 1, "XXX": 1, "GBP": 3, "AED": 2}

    assert register.moneys(sums) == [Money(3, "GBP"), Money(2, "AED"), Money(1, "EUR")]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([], "not stated"),
        ([None], "not stated"),
        ([(1, "GBP")], "published as £0.01, which is not a price"),
        ([(M, "GBP"), (M, "EUR")], "in several currencies, which are not added up"),
        ([(M, "GBP")], "no value for all of it is on this record"),
    ],
)
def test_why_there_is_no_price(values, said):
    forms = [{"value": one and {"minor": one[0], "currency": one[1]}} for one in values]

    silent = {"awards": [], "agreements": [], "register": None}
    assert register.without_price(silent | {"awards": forms}) == said
    assert register.without_price(silent | {"agreements": forms}) == said


def test_of_a_price_that_a_notice_may_state_nothing_is_said():
    assert (
        register.without_price({"awards": [], "agreements": [], "register": {"value": None}}) == ""
    )


CONTRACT = SimpleNamespace(money=Money(M, "GBP"), value_kind="decided")


@pytest.mark.parametrize(
    ("counted", "minor", "shared_with", "said"),
    [
        ("alone", M, 0, ""),
        ("alone", M // 2, 3, ", of which £500,000 is for it alone"),
        ("shared", None, 1, ", stated for it and 1 other"),
        ("shared", None, 33, ", stated for it and 33 others"),
        ("nominal", None, 0, ", its share published with a value that is not a price"),
        ("mixed", None, 0, ", its share in several currencies"),
        ("unknown", None, 0, "; no amount is stated for it alone"),
        ("", None, 0, ""),
    ],
)
def test_part_said(counted, minor, shared_with, said):
    own = None if minor is None else Money(minor, "GBP")

    assert register.part_said(Part("vendor", counted, own, shared_with, []), CONTRACT) == said


PROPOSED = {"kind": "proposed", "currency": "GBP", "minor": 5_00}


@pytest.mark.parametrize(
    ("counted", "own", "contract", "said"),
    [
        ("unknown", None, {}, "; for it alone: £5 proposed"),
        ("shared", None, {}, ", stated for it and 1 other; for it alone: £5 proposed"),
        ("alone", Money(7_00, "GBP"), {}, ", of which £7 is for it alone; for it alone: £5 proposed"),
        ("unknown", None, {"value_kind": "proposed", "money": Money(5_00, "GBP")}, ""),
        ("unknown", None, {"value_kind": "proposed", "money": Money(9_00, "GBP")}, "; for it alone: £5 proposed"),
        ("unknown", None, {"money": None}, ""),
    ],
)  # fmt: skip
def test_what_is_decided_for_others_is_not_said_of_a_vendor(counted, own, contract, said):
    part = Part("vendor", counted, own, 1, [PROPOSED])

    assert register.part_said(part, SimpleNamespace(**vars(CONTRACT) | contract)) == said


def test_vendors_of_an_agreement_are_those_of_its_award():
    award = {"id": "1", "vendors": ["a"]}

    assert register.vendors_of(award, []) == ["a"]
    assert register.vendors_of({"award": "1"}, [award]) == ["a"]
    assert register.vendors_of({"award": ""}, [{"id": "", "vendors": ["b"]}]) == []
    assert register.vendors_of({"award": "2"}, [award]) == []

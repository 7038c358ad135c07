"""What templates say of the official register."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procurement.money import Money
from procurement.templatetags import register

M = 1_000_000_00


def year(number, **sums):
    return {"year": number, "contracts": 2, "counted": len(sums), "sums": sums}


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.find-tender.service.gov.uk/Notice/1", "find-tender.service.gov.uk"),
        ("http://contracts.example:8080/x", "contracts.example"),
        ("", ""),
    ],
)
def test_host(url, host):
    assert register.host(url) == host


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

    assert (len(register.foremost(rows, 3)), len(register.others(rows, 3))) == (shown, left)
    assert register.foremost(rows, 3) + register.others(rows, 3) == rows
    assert register.earlier(rows, 3) + register.latest(rows, 3) == rows
    assert len(register.earlier(rows, 3)) == left


def test_last_notice_is_the_last_with_a_date():
    dated = {"published_at": "2025-01-02T09:00:00+00:00"}

    assert register.last_notice([dated, {"published_at": None}]) == dated
    assert register.last_notice([{"published_at": None}]) is None


def test_moneys_put_pounds_first_and_leave_out_what_is_no_currency():
    sums = {"EUR": 1, "XXX": 1, "GBP": 3, "AED": 2}

    assert register.moneys(sums) == [Money(3, "GBP"), Money(2, "AED"), Money(1, "EUR")]


def test_one_chart_for_each_currency_with_gaps_where_there_is_no_contract():
    pounds, euros = register.charts([year(2021, GBP=M), year(2022), year(2024, GBP=3 * M, EUR=M)])

    assert [(bar["year"], bar["width"], bar["without"]) for bar in pounds["bars"]] == [
        (2021, 333, ""),
        (2022, 0, "no value that counts in GBP"),
        (2023, 0, "no contract on this record"),
        (2024, 1000, ""),
    ]
    assert pounds["sentence"] == "2024 has the highest total: £3m of £4m."
    assert [(bar["year"], bar["width"]) for bar in euros["bars"]] == [(2024, 1000)]
    assert euros["sentence"] == "All of the €1m is in 2024."


def test_a_chart_of_many_years_shows_the_last_twelve():
    [chart] = register.charts([year(number, GBP=M) for number in range(2000, 2026)])

    assert [bar["year"] for bar in chart["bars"]] == list(range(2014, 2026))
    assert chart["earlier"]


def test_a_small_value_beside_a_large_one_is_seen():
    [chart] = register.charts([year(2024, GBP=1_00), year(2025, GBP=9 * M)])

    assert [bar["width"] for bar in chart["bars"]] == [3, 1000]


def test_years_between_have_rows_that_say_there_is_no_contract():
    years = [year(2012), year(2014, GBP=M), year(2020), year(2021)]

    rows = [one.get("gap") or one["year"] for one in register.with_gaps(years)]

    assert rows == [2012, "2013", 2014, "2015 to 2019", 2020, 2021]
    assert register.with_gaps([]) == []


@given(st.dictionaries(st.integers(1990, 2030), st.integers(0, 9), min_size=1))
def test_no_year_is_said_to_come_to_nothing(found):
    years = [year(one, **({"GBP": m * M} if m else {})) for one, m in sorted(found.items())]

    bars = [bar for chart in register.charts(years) for bar in chart["bars"]]

    for bar in bars:
        has = found.get(bar["year"])
        says = {None: "no contract on this record", 0: "no value that counts"}.get(has, "")
        assert (bar["without"], bar["money"] is None, bar["width"] > 0) == (
            says, not has, bool(has),
        )  # fmt: skip
    told = {bar["year"]: bar for bar in bars}
    assert list(told) == list(range(min(told), max(told) + 1)) if told else not any(found.values())


def test_years_without_a_value_make_no_chart():
    assert register.charts([year(2024), year(2025)]) == []


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


@pytest.mark.parametrize(
    ("counted", "minor", "shared_with", "said"),
    [
        ("alone", M, 0, ""),
        ("alone", M // 2, 3, ", of which £500,000 is for it alone"),
        ("shared", None, 1, ", shared with 1 other"),
        ("shared", None, 33, ", shared with 33 others"),
        ("nominal", None, 0, ", its share published with a value that is not a price"),
        ("mixed", None, 0, ", its share in several currencies"),
        ("unknown", None, 0, ""),
        ("", None, 0, ""),
    ],
)
def test_part_said(counted, minor, shared_with, said):
    part = SimpleNamespace(
        counted=counted, value_minor=minor, currency="GBP" if minor else "", shared_with=shared_with
    )

    assert register.part_said(part, SimpleNamespace(money=Money(M, "GBP"))) == said


def test_vendors_of_an_agreement_are_those_of_its_award():
    award = {"id": "1", "vendors": ["a"]}

    assert register.vendors_of(award, []) == ["a"]
    assert register.vendors_of({"award": "1"}, [award]) == ["a"]
    assert register.vendors_of({"award": ""}, [{"id": "", "vendors": ["b"]}]) == []
    assert register.vendors_of({"award": "2"}, [award]) == []

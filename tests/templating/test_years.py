"""What templates say of years."""

from hypothesis import given
from hypothesis import strategies as st

from procurement.templating import years

M = 1_000_000_00


def year(number, **sums):
    return {"year": number, "contracts": 2, "counted": len(sums), "sums": sums}


def test_one_chart_for_each_currency_with_gaps_where_there_is_no_contract():
    pounds, euros = years.charts([year(2021, GBP=M), year(2022), year(2024, GBP=3 * M, EUR=M)])

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
    [chart] = years.charts([year(number, GBP=M) for number in range(2000, 2026)])

    assert [bar["year"] for bar in chart["bars"]] == list(range(2014, 2026))
    assert chart["earlier"]


def test_a_small_value_beside_a_large_one_is_seen():
    [chart] = years.charts([year(2024, GBP=1_00), year(2025, GBP=9 * M)])

    assert [bar["width"] for bar in chart["bars"]] == [3, 1000]


def test_years_between_have_rows_that_say_there_is_no_contract():
    told = [year(2012), year(2014, GBP=M), year(2020), year(2021)]

    rows = [one.get("gap") or one["year"] for one in years.with_gaps(told)]

    assert rows == [2012, "2013", 2014, "2015 to 2019", 2020, 2021]
    assert years.with_gaps([]) == []


@given(st.dictionaries(st.integers(1990, 2030), st.integers(0, 9), min_size=1))
def test_no_year_is_said_to_come_to_nothing(found):
    told = [year(one, **({"GBP": m * M} if m else {})) for one, m in sorted(found.items())]

    bars = [bar for chart in years.charts(told) for bar in chart["bars"]]

    for bar in bars:
        has = found.get(bar["year"])
        says = {None: "no contract on this record", 0: "no value that counts"}.get(has, "")
        assert (bar["without"], bar["money"] is None, bar["width"] > 0) == (
            says, not has, bool(has),
        )  # fmt: skip
    charted = [bar["year"] for bar in bars]
    assert (
        charted == list(range(charted[0], charted[-1] + 1)) if charted else not any(found.values())
    )


def test_years_without_a_value_make_no_chart():
    assert years.charts([year(2024), year(2025)]) == []

"""Days that a person asks for."""

from datetime import datetime

import pytest

from procurement.ocds.fetch import SERVICES, FetchError, span

NOW = datetime(2026, 9, 10, 13, 30)
FTS, CF = SERVICES["find-a-tender"], SERVICES["contracts-finder"]


@pytest.mark.parametrize(
    ("since", "until", "start", "end"),
    [
        ("", "", datetime(2026, 9, 3), NOW),
        ("2026-09-10", "", datetime(2026, 9, 10), NOW),
        ("1 September 2026", "2026-09-02", datetime(2026, 9, 1), datetime(2026, 9, 3)),
        ("", "2026-05-21", datetime(2026, 5, 14), datetime(2026, 5, 22)),
        ("2026-05", "2026-06", datetime(2026, 5, 1), datetime(2026, 7, 1)),
        ("2026", "2026", datetime(2026, 1, 1), NOW),
        ("", "2021-01-03", datetime(2021, 1, 1), datetime(2021, 1, 4)),
    ],
)
def test_span_is_whole_days(since, until, start, end):
    assert span(FTS, since, until, NOW) == (start, end)


@pytest.mark.parametrize(
    ("since", "until", "says"),
    [
        ("2026-09-05", "2026-09-01", "--since 2026-09-05 is after --until 2026-09-01"),
        (
            "2026-09-11",
            "",
            "--since 2026-09-11 is in the future; the last day is today, 2026-09-10",
        ),
        ("", "2027", "--until 2027 is in the future; the last day is today, 2026-09-10"),
        ("01/02/2024", "", "--since: “01/02/2024” may be 1 February 2024 or 2 January 2024."),
        ("", "2026-02-30", "--until: There is no such date as 2026-02-30. Write a date as"),
        ("2020-12-31", "2021-02-01", "find-a-tender has notices from 2021-01-01 on"),
        ("", "2020-05-01", "--since 2021-01-01 is after --until 2020-05-01"),
        ("last week", "", "--since: “last week” is not understood as a date."),
    ],
)
def test_span_refuses_and_says_what_is_accepted(since, until, says):
    with pytest.raises(FetchError) as refused:
        span(FTS, since, until, NOW)

    assert says in str(refused.value)


def test_contracts_finder_reaches_further_back():
    assert span(CF, "2014-01-01", "2014-01-01", NOW)[0] == datetime(2014, 1, 1)

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procurement import dates
from procurement.dates import ACCEPTED, Ambiguous, DateError, PartialDate, from_json, parse

DAY = datetime.date(2026, 5, 21)
MONTH = datetime.date(2026, 5, 1)
YEAR = datetime.date(2026, 1, 1)


@pytest.mark.parametrize(
    ("text", "on", "precision"),
    [
        ("2026-05-21", DAY, "day"),
        (" 2026-05 ", MONTH, "month"),
        ("2026", YEAR, "year"),
        ("21 May 2026", DAY, "day"),
        ("21 may 2026", DAY, "day"),
        ("May 2026", MONTH, "month"),
        ("1 Sep 2025", datetime.date(2025, 9, 1), "day"),
        ("September 2025", datetime.date(2025, 9, 1), "month"),
        ("29 February 2024", datetime.date(2024, 2, 29), "day"),
        ("31/12/2024", datetime.date(2024, 12, 31), "day"),
        ("31.12.2024", datetime.date(2024, 12, 31), "day"),
        ("31-12-2024", datetime.date(2024, 12, 31), "day"),
        ("31 12 2024", datetime.date(2024, 12, 31), "day"),
        ("31 / 12 / 2024", datetime.date(2024, 12, 31), "day"),
        ("13/1/2024", datetime.date(2024, 1, 13), "day"),
        ("29/02/2024", datetime.date(2024, 2, 29), "day"),
        # An American order can be read in one way only here.
        ("12/31/2024", datetime.date(2024, 12, 31), "day"),
        ("4/4/2025", datetime.date(2025, 4, 4), "day"),
        ("04/04/2025", datetime.date(2025, 4, 4), "day"),
    ],
)
def test_parse_understands(text, on, precision):
    assert parse(text) == PartialDate(on, precision)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "The date is empty."),
        ("1.2.24", "The year in “1.2.24” must have four digits."),
        ("31/12/24", "The year in “31/12/24” must have four digits."),
        ("31/12-2024", "Day, month and year cannot be told apart in “31/12-2024”."),
        ("12/2024", "Day, month and year cannot be told apart in “12/2024”."),
        ("31/02/2024", "There is no such date as 31/02/2024."),
        ("29/02/2023", "There is no such date as 29/02/2023."),
        ("02/30/2024", "There is no such date as 02/30/2024."),
        ("13/13/2024", "There is no such date as 13/13/2024."),
        ("0/5/2024", "There is no such date as 0/5/2024."),
        ("2024-02-30", "There is no such date as 2024-02-30."),
        ("30 February 2024", "There is no such date as 30 February 2024."),
        ("2024-13", "There is no such date as 2024-13."),
        ("0000", "There is no such date as 0000."),
        ("21 May 26", "The year in “21 May 26” must have four digits."),
        ("May 26", "The year in “May 26” must have four digits."),
        ("21 Mai 2026", "“Mai” is not an English month."),
        ("٢٠٢٦", "The date holds a character other than digits 0 to 9 and English letters."),
        ("2026\x00", "The date holds a character that cannot be seen."),
        ("yesterday", "“yesterday” is not understood as a date."),
        ("x" * 41, "The date has more than 40 characters."),
    ],
)
def test_parse_refuses_in_words(text, fault):
    with pytest.raises(DateError) as refusal:
        parse(text)

    assert str(refusal.value) == f"{fault} {ACCEPTED}"


@given(
    st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31)),
    st.sampled_from(["/", ".", "-", " ", " / "]),
    st.sampled_from(["", "0"]),
)
def test_figures_are_read_or_both_readings_are_named(day, between, width):
    written = [f"{one:{width}{2 if width else ''}}" for one in (day.day, day.month)]
    text = between.join([*written, str(day.year)])

    if day.day > 12 or day.day == day.month:
        assert parse(text) == PartialDate(day)
        return
    with pytest.raises(Ambiguous) as refusal:
        parse(text)

    swapped = datetime.date(day.year, day.day, day.month)
    assert refusal.value.readings == [PartialDate(day), PartialDate(swapped)]
    shown = " or ".join(one.show() for one in refusal.value.readings)
    assert str(refusal.value) == f"“{text}” may be {shown}. Write {day} or {swapped}."


@pytest.mark.parametrize(
    "text", ["1899-12-31", "1899", "31/12/1899", "03/04/1899", "2101", "9999-12-31", "0001-01-01"]
)
def test_parse_refuses_years_outside_the_range(text):
    with pytest.raises(DateError) as refusal:
        parse(text)

    assert str(refusal.value) == "The year must be from 1900 to 2100."


@pytest.mark.parametrize(
    ("date", "shown", "iso", "last"),
    [
        (PartialDate(DAY, "day"), "21 May 2026", "2026-05-21", DAY),
        (PartialDate(MONTH, "month"), "May 2026", "2026-05", datetime.date(2026, 5, 31)),
        (PartialDate(YEAR, "year"), "2026", "2026", datetime.date(2026, 12, 31)),
        (
            PartialDate(datetime.date(2024, 2, 1), "month"),
            "February 2024",
            "2024-02",
            datetime.date(2024, 2, 29),
        ),
    ],
)
def test_a_date_is_shown_as_far_as_it_is_known(date, shown, iso, last):
    assert (date.show(), str(date), dates.show(date)) == (shown, shown, shown)
    assert (date.iso(), date.last()) == (iso, last)


def test_no_date_is_shown_as_not_stated():
    assert dates.show(None) == "date not stated"


@pytest.mark.parametrize(
    ("on", "precision"),
    [
        (DAY, "month"),
        (MONTH, "year"),
        (DAY, "week"),
        (datetime.datetime(2026, 5, 21), "day"),
        (datetime.date(1899, 1, 1), "year"),
    ],
)
def test_partial_date_refuses_what_does_not_hold(on, precision):
    with pytest.raises(DateError):
        PartialDate(on, precision)


def test_from_json_refuses_two_parts_that_disagree():
    with pytest.raises(DateError) as refusal:
        from_json({"on": "2026-05", "precision": "day"})

    assert str(refusal.value) == "“2026-05” is not a date known to the day."


@given(
    st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31)), st.sampled_from([7, 4, 10])
)
def test_every_form_is_read_as_it_was_written(day, length):
    date = parse(day.isoformat()[:length])

    assert (parse(date.iso()), parse(date.show()), from_json(date.as_json())) == (date, date, date)
    assert date.on <= day <= date.last()


@given(st.text(max_size=50))
def test_parse_answers_any_text_with_a_date_or_a_refusal(text):
    try:
        assert parse(text).precision in dates.PRECISIONS
    except DateError as refusal:
        assert str(refusal) != ""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2026-5-3", "Month and day need two digits each in “2026-5-3”."),
        ("2026-05-21T10:00", "Leave the time of day out of “2026-05-21T10:00”."),
    ],
)
def test_refusals_name_what_is_wrong(text, said):
    with pytest.raises(DateError) as refused:
        parse(text)

    assert str(refused.value).startswith(said)

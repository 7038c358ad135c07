"""What is said beside a stage: by the document, in words, and by the columns that `when=` narrows by."""

import datetime

import pytest

from procurement import wording
from procurement.models.when import when_columns
from procurement.ocds.register import document, embedded
from procurement.ocds.values import nothing
from tests.ocds.samples import release


def documented(**fields):
    return document(embedded(release(**fields), nothing), "ocds-test-1")


def milestone(day, title="Contract end"):
    return {
        "title": "Roads",
        "milestones": [{"id": "1", "title": title, "dueDate": f"{day}T00:00:00Z"}],
    }


AWARD = {"id": "1", "status": "active", "contractPeriod": {"endDate": "2025-01-31"}}


@pytest.mark.parametrize(
    ("tender", "told"),
    [
        (milestone("2025-03-04"), {"other_end_on": "2025-03-04"}),
        (milestone("2025-03-03"), {}),
        (milestone("2024-01-01"), {}),
        (milestone("2029-01-01", "Contract start"), {}),
        (milestone("no day"), {}),
        ({"title": "Roads", "milestones": [None, 7, {"title": 7}]}, {}),
    ],
)
def test_another_end_is_told_where_it_is_more_than_a_month_later(tender, told):
    assert wording.beside(documented(awards=[AWARD], tender=tender)) == told


def test_what_has_another_end_is_over_after_the_later_one():
    days = {"ends_on": "2025-01-31", "other_end_on": "2029-12-31"}

    assert when_columns("award", days)[2:] == (
        datetime.date(2025, 1, 31),
        datetime.date(2029, 12, 31),
    )
    told = wording.stage_in_words("award", days, datetime.date(2026, 1, 1))
    assert (told.is_past, told.more) == (False, "its end is also stated as 31 December 2029")


def test_a_day_of_ending_ends_it_whatever_else_is_stated():
    days = {"ended_on": "2024-06-30", "other_end_on": "2029-12-31"}

    assert when_columns("terminated_early", days)[3] == datetime.date(2024, 6, 30)


TERMS = {
    "one after the other": ([("2024-01-01", "2024-12-31"), ("2025-01-01", "2025-12-31")], "2024-01-01"),
    "side by side": ([("2024-01-01", "2026-12-31"), ("2025-01-01", "2025-12-31")], "2024-01-01"),
    "in whichever order": ([("2025-01-01", "2025-12-31"), ("2024-01-01", "2024-12-31")], "2024-01-01"),
    "a day between": ([("2024-01-01", "2024-12-30"), ("2025-01-01", "2025-12-31")], None),
    "years between, under a longer one": (
        [("2020-01-01", "2026-12-31"), ("2021-01-01", "2021-12-31"), ("2024-01-01", "2024-12-31")],
        "2020-01-01",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("terms", "starts_on"), TERMS.values(), ids=TERMS)
def test_terms_that_leave_days_out_have_no_start_from_which_it_runs(terms, starts_on):
    rows = [
        {"id": str(place), "status": "active", "contractPeriod": {"startDate": first, "endDate": last}}
        for place, (first, last) in enumerate(terms)
    ]  # fmt: skip

    found = documented(awards=rows)

    assert (found.get("starts_on"), found.get("gaps")) == (starts_on, None if starts_on else True)
    assert found["ends_on"] == max(last for _, last in terms)


def test_parts_that_are_not_as_far_are_told_in_one_clause_for_each_kind():
    lots = [{"id": status, "status": status} for status in ("active", "cancelled", "unsuccessful")]
    awards = [
        {"id": s, "status": s, "date": "2025-01-01"} for s in ("active", "pending", "cancelled")
    ]
    found = documented(tender={"title": "Roads", "lots": lots}, awards=awards)

    assert wording.beside(found)["beside"] == (
        "1 of its 3 lots is cancelled, 1 is without a vendor; "
        "1 of its 3 awards is cancelled, 1 is proposed, not decided"
    )


@pytest.mark.parametrize(
    ("status", "said_on", "awards", "told"),
    [
        ("complete", "2025-03-14", [], True),
        ("complete", "2025-03-31", [], False),
        ("cancelled", "2025-03-14", [], False),
        ("active", "2025-03-14", [], False),
        ("complete", "2025-03-14", [AWARD], False),
    ],
)
def test_a_tender_that_is_complete_before_its_deadline_is_told_with_it(
    status, said_on, awards, told
):
    tender = {"title": "Roads", "status": status, "tenderPeriod": {"endDate": "2025-03-30"}}
    found = documented(tender=tender, awards=awards, date=f"{said_on}T09:00:00Z")

    assert (found.get("beside", {}).get("deadline") == "2025-03-30") is told
    days = {"beside": wording.beside(found)["beside"]} if told else {}
    words = wording.stage_in_words(found["stage"], days, datetime.date(2025, 3, 20))
    assert ("complete" in words.more and "30 March 2025" in words.more) is told
    # It is not open, whatever day it is.
    assert "open" not in words.label


def test_what_cannot_be_read_is_kept_as_sent_with_its_path():
    found = documented(awards=[AWARD | {"date": "soon", "contractPeriod": {"startDate": "March"}}])

    assert found["unfit"] == [
        {"at": "awards/0/contractPeriod/startDate", "sent": "March"},
        {"at": "awards/0/date", "sent": "soon"},
    ]

"""A stage is told by the day on which it is read: each, before, on and after its days, and without."""

import datetime
import re
from itertools import combinations

import pytest

from procurement import wording
from procurement.codelists import STAGE

DAY = datetime.date(2026, 9, 20)
TERM = {"starts_on": "2024-09-21", "ends_on": "2026-09-20"}
_TERM = ("starts_on", "ends_on", "latest_end_on", "ended_on")
OPTION = TERM | {"latest_end_on": "2028-09-20"}

# (stage, its days, the day) → (label, the sentence)
TOLD = [
    ("planning", {"said_on": "2026-09-20"}, 0, "Planning", "C is being planned."),
    ("planning", {"said_on": "2019-05-03"}, 0, "Being planned on 3 May 2019",
     "C was being planned on 3 May 2019."),
    ("planning", {}, 0, "Planning", "C has been planned."),
    *(
        ("tender", {"open_until": "2026-09-20"}, day, "Open for bids until 20 September 2026",
         "C is open for bids until 20 September 2026.")
        for day in (-400, -1, 0)
    ),
    ("tender", {"open_until": "2026-09-20"}, 1, "Was open for bids until 20 September 2026",
     "C was open for bids until 20 September 2026; what came of it is not on this record."),
    ("tender", {"open_until": "2026-09"}, 10, "Open for bids until September 2026",
     "C is open for bids until September 2026."),
    ("tender", {"open_until": "2026-09"}, 11, "Was open for bids until September 2026",
     "C was open for bids until September 2026; what came of it is not on this record."),
    ("tender", {"said_on": "2019-05-03"}, 0, "Put out to tender", "C was put out to tender."),
    ("award_proposed", TERM, -1, "Proposed award", "C has been proposed."),
    ("award_proposed", TERM, 1, "Proposed; was due to end on 20 September 2026",
     "C was proposed and was due to end on 20 September 2026; what came of it is not on this record."),
    ("award_proposed", {}, 0, "Proposed award", "C has been proposed."),
    ("award", TERM, -1000, "Awarded; starts on 21 September 2024",
     "C has been awarded and starts on 21 September 2024."),
    ("award", TERM, 0, "Awarded; due to end on 20 September 2026",
     "C has been awarded and is due to end on 20 September 2026."),
    ("award", TERM, 1, "Awarded; was due to end on 20 September 2026",
     "C was awarded and was due to end on 20 September 2026."),
    ("award", {"starts_on": "2024"}, 0, "Awarded; was due to start in 2024",
     "C was awarded and was due to start in 2024."),
    ("award", OPTION, 1,
     "Awarded; was due to end on 20 September 2026 and may run until 20 September 2028",
     "C was awarded, was due to end on 20 September 2026 and may run until 20 September 2028."),
    ("award", {}, 0, "Awarded", "C has been awarded."),
    ("contract_pending", {"said_on": "2026-09-20"}, 0, "Awaiting signature",
     "C is awaiting signature."),
    ("contract_pending", {"said_on": "2026-09-19"}, 0, "Awaiting signature as of 19 September 2026",
     "C was awaiting signature as of 19 September 2026."),
    ("contract_pending", {}, 0, "Awaiting signature", "C was awaiting signature when last reported."),
    ("active", TERM, -1000, "Signed; starts on 21 September 2024",
     "C is signed and starts on 21 September 2024."),
    ("active", TERM, -1, "Running; due to end on 20 September 2026",
     "C is running and due to end on 20 September 2026."),
    ("active", TERM, 0, "Running; due to end on 20 September 2026",
     "C is running and due to end on 20 September 2026."),
    ("active", TERM, 1, "Was due to end on 20 September 2026",
     "C was due to end on 20 September 2026."),
    ("active", OPTION, 0, "Running; due to end on 20 September 2026, at latest on 20 September 2028",
     "C is running and due to end on 20 September 2026, at latest on 20 September 2028."),
    ("active", OPTION, 1, "Was due to end on 20 September 2026 and may run until 20 September 2028",
     "C was due to end on 20 September 2026 and may run until 20 September 2028."),
    ("active", {"ends_on": "2026-09-20"}, 0, "In force; due to end on 20 September 2026",
     "C is in force and due to end on 20 September 2026."),
    ("active", {"starts_on": "2027-01-01", "ends_on": "2026-01-01"}, 0, "Active",
     "C was in force when last reported."),
    ("active", OPTION, 1000, "Was due to end on 20 September 2026, at latest on 20 September 2028",
     "C was due to end on 20 September 2026, at latest on 20 September 2028."),
    ("active", {"starts_on": "2024-09-21"}, 0, "Signed; was due to start on 21 September 2024",
     "C was signed and was due to start on 21 September 2024."),
    ("active", {"said_on": "2026-09-20"}, 0, "In force", "C is in force."),
    ("active", {"said_on": "2019-05-03"}, 0, "In force on 3 May 2019",
     "C was in force on 3 May 2019."),
    ("active", {}, 0, "Active", "C was in force when last reported."),
    ("ended", {}, 0, "Called terminated",
     "C is called terminated by a notice; whether early is not stated."),
    ("ended", TERM, -1000, "Called terminated",
     "C is called terminated by a notice; whether early is not stated; its stated start,"
     " 21 September 2024, is still ahead; its stated end, 20 September 2026, is still ahead."),
    ("ended", TERM, 1, "Called terminated",
     "C is called terminated by a notice; whether early is not stated."),
    ("complete", TERM, 1, "Complete", "C is complete."),
    ("terminated_early", TERM, -1, "Terminated early", "C was ended early."),
    ("terminated_early", TERM, -1000, "Terminated early",
     "C was ended early; its stated start, 21 September 2024, is still ahead."),
    ("terminated_early", {"ended_on": "2026-10-01"}, 0, "Terminated early; to end on 1 October 2026",
     "C is to end early, on 1 October 2026."),
    ("terminated_early", {"ended_on": "2026-06-30"}, 0, "Ended early on 30 June 2026",
     "C was ended early, on 30 June 2026."),
    ("award", TERM | {"also_open_until": "2026-10-01"}, 0,
     "Awarded; due to end on 20 September 2026; is also open for bids until 1 October 2026",
     "C has been awarded and is due to end on 20 September 2026; is also open for bids until 1 October 2026."),
    ("award", TERM | {"also_open_until": "2026-09-01"}, 1,
     "Awarded; was due to end on 20 September 2026; was also open for bids until 1 September 2026",
     "C was awarded and was due to end on 20 September 2026; was also open for bids until 1 September 2026."),
    ("active", TERM | {"other_end_on": "2031-01-31", "beside": "1 of its 2 agreements is called terminated"}, 1,
     "Was due to end on 20 September 2026; its end is also stated as 31 January 2031",
     "C was due to end on 20 September 2026; its end is also stated as 31 January 2031;"
     " 1 of its 2 agreements is called terminated."),
    ("cancelled", TERM, -1, "Cancelled", "C was cancelled."),
    ("unsuccessful", {}, 0, "Unsuccessful", "C ended without an award."),
    ("withdrawn", {}, 0, "Withdrawn", "C was withdrawn."),
]  # fmt: skip


OFFICIAL = wording.Attribution("official_record")


def headline(stage, how=OFFICIAL):
    return wording.headline(
        buyer="", vendors=[], purpose="", value="", stage=stage, hold="none", actors=[], how=how
    ).replace("A contract", "C")


@pytest.mark.parametrize(("stage", "days", "after", "label", "sentence"), TOLD)
def test_a_stage_on_a_day(stage, days, after, label, sentence):
    telling = wording.stage_in_words(stage, days, DAY + datetime.timedelta(days=after))

    assert telling.label == label
    assert wording.headline_in_words(headline(stage), telling) == sentence


def test_every_stage_that_says_something_is_told_without_any_day():
    assert [*wording.STAGES, "unknown"] == STAGE.codes()
    assert all("none" in rows for rows in wording.STAGES.values())


@pytest.mark.parametrize("stage", ["planning", "tender", "award", "contract_pending", "active"])
def test_nothing_is_said_to_go_on_once_its_days_are_over(stage):
    days = {name: "2019-05-03" for name in wording.DAYS}

    telling = wording.stage_in_words(stage, days, DAY)

    assert telling.is_past
    assert telling.auxiliary in ("was", "")


TO_COME = re.compile(r"(?<!due )\bto (?:start|end)\b|\bstarts\b|\bis due\b|\bruns?\b")


@pytest.mark.parametrize("stage", wording.STAGES)
@pytest.mark.parametrize("stated", [*combinations(_TERM, 1), *combinations(_TERM, 2), _TERM])
def test_no_day_that_is_over_is_told_as_still_to_come(stage, stated):
    for said in ({}, {"said_on": "2021-05-04"}):
        telling = wording.stage_in_words(stage, dict.fromkeys(stated, "2021-05-03") | said, DAY)

        told = f"{telling.label}; {telling.auxiliary} {telling.rest}; {telling.more}"
        assert not TO_COME.search(told), told


def test_a_report_is_hedged_where_the_verb_is_and_said_to_end_as_it_ends():
    how = wording.Attribution("reported", "single", "The Northmarch Post")
    telling = wording.stage_in_words("tender", {"open_until": "2024-12-10"}, DAY)

    assert wording.headline_in_words(headline("tender", how), telling) == (
        "C was reportedly open for bids until 10 December 2024, according to The Northmarch Post;"
        " what came of it is not on this record."
    )


@pytest.mark.parametrize("stage", wording.STAGES)
def test_a_sentence_ends_once_whatever_the_name_at_its_end(stage):
    how = wording.Attribution("reported", "single", "Acme Ltd.")

    for days in ({}, {name: "2019-05-03" for name in wording.DAYS}):
        said = wording.headline_in_words(
            headline(stage, how), wording.stage_in_words(stage, days, DAY)
        )
        assert said.endswith(".") and not said.endswith("..")


def test_a_hold_is_told_alike_on_every_day():
    said = wording.headline(
        buyer="", vendors=[], purpose="", value="", stage="tender", hold="on_hold", actors=[],
        how=OFFICIAL,
    )  # fmt: skip

    telling = wording.stage_in_words("tender", {"open_until": "2024-12-10"}, DAY)

    assert wording.headline_in_words(said, telling) == said == "A contract is on hold."


@pytest.mark.parametrize("stage", ["award", "active", "award_proposed"])
@pytest.mark.parametrize("days", [{}, {"starts_on": "2019-01-01"}])
def test_what_is_over_by_its_latest_end_is_told_as_past(stage, days):
    days = days | {"ends_on": "2020-01-01", "latest_end_on": "2026-09-19"}

    telling = wording.stage_in_words(stage, days, DAY)

    assert telling.is_past
    assert "was" in telling.auxiliary

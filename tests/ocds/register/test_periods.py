"""Periods and dates: which there are, of what, where they stood; what is no date is noted."""

import pytest

from procurement.codelists import PERIOD_KIND
from procurement.ocds.values import nothing
from procurement.sections import SECTIONS

from .reading import section

pytestmark = pytest.mark.once
read = section("periods").read


def entries(**release):
    return read(release, nothing)


def of_tender(what, at, **stated):
    return {"what": what, "of": "tender"} | stated | {"at": f"tender/{at}"}


TENDER = {
    "enquiryPeriod": {"endDate": "2026-09-17T10:00:00+01:00"},
    "tenderPeriod": {"startDate": "2026-09-01", "endDate": "2026-09-21T10:00:00+01:00"},
    "awardPeriod": {"endDate": "2026-12-01T23:59:59Z"},
    "contractPeriod": {"durationInMonths": 36, "durationInDays": 1080},
    "expressionOfInterestDeadline": "2026-09-10T12:00:00+01:00",
    "bidOpening": {"date": "2026-09-22", "description": "In public"},
    "secondStage": {"invitationDate": "2026-09-14"},
    "submissionTerms": {"bidValidityPeriod": {"durationInDays": 90}},
    "communication": {
        "futureNoticeDate": "2027-01-04T23:59:59Z",
        "documentAvailabilityPeriod": {"endDate": "2026-09-20"},
    },
}


def test_periods_and_dates_of_a_tender():
    assert entries(tender=TENDER) == [
        of_tender("enquiries", "enquiryPeriod", ends_on="2026-09-17"),
        of_tender("interest", "expressionOfInterestDeadline", ends_on="2026-09-10"),
        of_tender("bidding", "tenderPeriod", starts_on="2026-09-01", ends_on="2026-09-21"),
        of_tender("documents", "communication/documentAvailabilityPeriod", ends_on="2026-09-20"),
        of_tender("next_notice", "communication/futureNoticeDate", on="2027-01-04"),
        of_tender("invitation", "secondStage/invitationDate", on="2026-09-14"),
        of_tender("opening", "bidOpening/date", on="2026-09-22"),
        of_tender("bids_valid", "submissionTerms/bidValidityPeriod", days=90),
        of_tender("deciding", "awardPeriod", ends_on="2026-12-01"),
        of_tender("contract", "contractPeriod", days=1080, months=36),
    ]


def test_lots_awards_and_agreements_have_theirs():
    term = {"startDate": "2027-01-01", "endDate": "2029-12-31", "maxExtentDate": "2031-12-31"}
    lot = {"id": 7, "tenderPeriod": {"endDate": "2026-10-01"}, "contractPeriod": term}
    found = entries(
        tender={"lots": [{"id": "1"}, lot]},
        awards=[{"id": "A", "contractPeriod": {"durationInDays": "30"}}],
        contracts=[{"period": term, "periodRationale": "It is a <br/>long road."}],
    )

    days = {"starts_on": "2027-01-01", "ends_on": "2029-12-31", "latest_end_on": "2031-12-31"}
    of_lot = {"of": "lot", "id": "7"}
    assert found == [
        {"what": "bidding", **of_lot, "ends_on": "2026-10-01", "at": "tender/lots/1/tenderPeriod"},
        {"what": "contract", **of_lot, **days, "at": "tender/lots/1/contractPeriod"},
        {"what": "contract", "of": "award", "id": "A", "days": 30, "at": "awards/0/contractPeriod"},
        {"what": "contract", "of": "agreement", **days, "at": "contracts/0/period"},
        {"what": "contract", "of": "agreement", "reason": "It is a\nlong road.", "at": "contracts/0/periodRationale"},
    ]  # fmt: skip


def test_dates_of_an_award_and_its_publication():
    award = {
        "id": "1", "date": "2025-06-01", "datePublished": "2025-06-03", "finalStatusDate": "2025-06-05",
        "assessmentSummariesDateSent": "2025-06-02", "standstillPeriod": {"endDate": "2025-06-12"},
    }  # fmt: skip

    found = entries(awards=[award], tender={"datePublished": "2025-01-01"})

    assert [(one["what"], one["of"], one["on"]) for one in found] == [
        ("published", "tender", "2025-01-01"),
        ("published", "award", "2025-06-03"),
        ("settled", "award", "2025-06-05"),
    ]


def test_milestones_of_every_part():
    due = {"dueDate": "2026-05-01", "type": "delivery"}
    met = {"title": "Bridge  open", "dateMet": "2026-06-02", "status": "met", "description": "A\nB"}
    found = entries(
        planning={"milestones": [due]},
        tender={"milestones": [due], "lots": [{"id": "1", "milestones": [due]}]},
        awards=[{"milestones": [{"type": "futureSignatureDate"}, due]}],
        contracts=[{"id": "C", "milestones": [due], "implementation": {"milestones": [met]}}],
    )

    assert [one["at"] for one in found] == [
        "planning/milestones/0", "tender/milestones/0", "tender/lots/0/milestones/0", "awards/0/milestones/1",
        "contracts/0/milestones/0", "contracts/0/implementation/milestones/0",
    ]  # fmt: skip
    assert found[0] == {
        "what": "milestone", "of": "planning", "type": "delivery", "ends_on": "2026-05-01",
        "at": "planning/milestones/0",
    }  # fmt: skip
    assert found[-1] == {
        "what": "milestone", "of": "agreement", "id": "C", "title": "Bridge open", "text": "A\nB",
        "status": "met", "on": "2026-06-02", "at": "contracts/0/implementation/milestones/0",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("ends", "what"),
    [("2026-03-01", "applying"), ("2026-04-01", "bidding"), ("2026-04-02", "bidding")],
)
def test_deadline_before_the_invitation_to_bid_is_one_for_applications(ends, what):
    period = {"tenderPeriod": {"endDate": ends}}
    found = entries(
        tender={"secondStage": {"invitationDate": "2026-04-01"}, "lots": [period], **period}
    )

    assert [one["what"] for one in found] == [what, "invitation", what]


def test_what_is_no_date_is_noted_and_left_out(notes):
    tender = {
        "tenderPeriod": {"endDate": "soon", "startDate": "2026-01-01"}, "awardPeriod": "2026",
        "contractPeriod": {"durationInDays": -1}, "bidOpening": [], "milestones": "May",
        "submissionTerms": {"bidValidityPeriod": {"durationInDays": "three months"}},
    }  # fmt: skip

    found = read({"tender": tender}, notes)

    assert found == [of_tender("bidding", "tenderPeriod", starts_on="2026-01-01")]
    # What holds several things is noted by each that looks into it; a notice has each note once.
    assert sorted({field for field, _, _ in notes}) == [
        "tender/awardPeriod", "tender/bidOpening", "tender/contractPeriod/durationInDays", "tender/milestones",
        "tender/submissionTerms/bidValidityPeriod/durationInDays", "tender/tenderPeriod/endDate",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "release", [{}, {"tender": None}, {"tender": []}, {"awards": 7, "contracts": "x"}, {"tender": {"lots": [7]}},
                {"tender": {"tenderPeriod": {}, "enquiryPeriod": {"startDate": None}}}],
)  # fmt: skip
def test_nothing_of_nothing(release):
    assert read(release, nothing) == []


def test_every_kind_has_its_words():
    kinds = {entry.what for entry in SECTIONS["periods"]}

    assert kinds | {"applying"} == set(PERIOD_KIND.codes())

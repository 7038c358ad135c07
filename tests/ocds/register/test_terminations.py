"""How agreements ended, by what notices say of it."""

import pytest

from procurement.codelists.afterwards import TERMINATION_REASON
from procurement.ocds.register import terminations
from procurement.ocds.values import nothing

from ..samples import needs_samples, releases_of
from .corpus import FILES


def read(**release):
    return terminations.read(release, nothing)


def test_termination_says_day_reasons_and_what_was_paid():
    contract = {
        "id": 3,
        "awardID": 9,
        "status": "terminated",
        "statusDetails": None,
        "terminationRationale": "It is done.",
        "terminationRationaleClassifications": [{"id": "contractCompleted", "scheme": "S"}],
        "implementation": {
            "endDate": "2026-05-21T00:00:00+01:00",
            "endDateDetails": "Two weeks late",
            "finalValue": {"amount": 12, "amountGross": 14, "currency": "GBP"},
            "finalValueDetails": "Cheaper steel",
        },
    }

    assert read(contracts=[contract]) == [
        {
            "of": "agreement",
            "id": "3",
            "award": "9",
            "reasons": [{"code": "contractCompleted", "scheme": "S", "meaning": "discharge"}],
            "rationale": "It is done.",
            "on": "2026-05-21",
            "details": "Two weeks late",
            "final_value": {"minor": 1200, "currency": "GBP"},
            "final_value_gross": {"minor": 1400, "currency": "GBP"},
            "final_value_details": "Cheaper steel",
            "status": "terminated",
            "at": "contracts/0",
        }
    ]


def test_status_alone_is_told_and_no_day_is_made_up_from_the_release():
    rows = read(date="2026-01-01T00:00:00Z", contracts=[{"id": "1", "status": "terminated"}])

    assert rows == [{"of": "agreement", "id": "1", "status": "terminated", "at": "contracts/0"}]


def test_one_reason_in_both_fields_is_told_once():
    reason = {"id": "breach", "description": "Breach"}
    contract = {
        "id": "1",
        "terminationRationaleClassification": reason,
        "terminationRationaleClassifications": [reason, {"id": "other"}],
    }

    [row] = read(contracts=[contract])

    assert [one["code"] for one in row["reasons"]] == ["breach", "other"]


@pytest.mark.parametrize(
    ("words", "meaning"),
    [
        ("Expiry of the term", "expiry"),
        ("A subcontractor is an excluded supplier", "excluded_subcontractor"),
        ("supplierExcludable", "excluded_vendor"),
        ("setAsideByCourt", "set_aside"),
        ("Awarded in material breach of the Act", "unlawful"),
        ("Breach of contract", "breach"),
        ("There was no breach", None),
        ("Rescission", "rescission"),
        ("Termination by a party", "by_party"),
        ("Mutual agreement", None),
    ],
)
def test_reason_is_recognised_by_the_words_of_the_law_unless_denied(words, meaning):
    [row] = read(contracts=[{"terminationRationaleClassification": {"description": words}}])

    assert row["reasons"][0].get("meaning") == meaning
    assert meaning is None or meaning in TERMINATION_REASON


def test_what_came_to_nothing_is_told_where_more_than_its_status_is_said():
    rows = read(
        tender={
            "status": "withdrawn",
            "statusDetails": "No money",
            "finalStatusDate": "2026-02-01",
        },
        awards=[
            {"id": "1", "status": "cancelled", "finalStatusDate": "2026-02-02"},
            {"id": "2", "status": "cancelled"},
            {"id": "3", "status": "active", "finalStatusDate": "2026-02-03"},
        ],
        contracts=[{"id": "4", "status": "cancelled", "statusDetails": "Not signed"}],
    )

    assert [(row["of"], row.get("id"), row.get("on"), row.get("details")) for row in rows] == [
        ("agreement", "4", None, "Not signed"),
        ("award", "1", "2026-02-02", None),
        ("tender", None, "2026-02-01", "No money"),
    ]


@pytest.mark.parametrize("odd", [None, "", "x", 5, ["x"], [None], {"endDate": []}])
def test_odd_shapes_break_nothing(odd):
    contract = {
        "status": "terminated",
        "implementation": odd,
        "terminationRationale": odd,
        "terminationRationaleClassifications": odd,
        "terminationRationaleClassification": odd,
    }

    rows = read(contracts=[contract, odd], awards=odd, tender=odd)

    assert rows[0]["status"] == "terminated"


@needs_samples
@pytest.mark.parametrize("name", FILES)
def test_every_ending_of_a_notice_is_there(name):
    for release in releases_of(name):
        found = terminations.read(release, nothing)
        contracts = release.get("contracts") or []
        ended = [one for one in contracts if one.get("status") == "terminated"]
        days = [one for one in contracts if (one.get("implementation") or {}).get("endDate")]
        assert len(found) >= len(ended)
        assert sum("on" in one for one in found) >= len(days)

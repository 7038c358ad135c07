"""How vendors perform, by what notices say of it."""

import pytest

from procurement.codelists.afterwards import PENALTY, RATING
from procurement.ocds.values import nothing

from ..samples import needs_samples, releases_of
from .corpus import FILES
from .reading import section

failures = section("failures")


def read(**release):
    return failures.read(release, nothing)


def test_failure_says_what_happened_and_what_it_cost():
    failure = {
        "id": 1,
        "category": "Delay",
        "requirement": "Open on time",
        "description": "Opened a year late",
        "events": 2,
        "decisionDate": "2026-03-01",
        "penaltyDate": "2026-04-01",
        "penaltyType": "negotiated",
        "penaltyTypeEntered": "Talks",
        "penaltyContracted": "£1 a day",
        "penaltyImposed": "£5",
        "penaltyPaid": False,
        "penaltyValue": {"amount": 5, "currency": "GBP"},
        "partialTermination": "Phase two is dropped",
        "suppliers": [{"name": "Alder"}],
        "period": {"startDate": "2025-03-01", "endDate": "2026-03-01"},
    }
    contract = {"id": "7", "implementation": {"performanceFailures": [failure]}}

    assert read(contracts=[contract]) == [
        {
            "what": "failure",
            "of": "agreement",
            "id": "7",
            "failure": "1",
            "category": "Delay",
            "requirement": "Open on time",
            "description": "Opened a year late",
            "events": 2,
            "decided_on": "2026-03-01",
            "partial_termination": "Phase two is dropped",
            "vendors": ["Alder"],
            "penalty_on": "2026-04-01",
            "penalty": "negotiated",
            "penalty_words": "Talks",
            "penalty_contracted": "£1 a day",
            "penalty_imposed": "£5",
            "penalty_paid": False,
            "penalty_value": {"minor": 500, "currency": "GBP"},
            "starts_on": "2025-03-01",
            "ends_on": "2026-03-01",
            "at": "contracts/0/implementation/performanceFailures/0",
        }
    ]
    assert "negotiated" in PENALTY


def test_indicators_are_told_as_agreed_and_as_measured():
    agreed = {"id": "k", "title": "Trains on time", "observations": [{"measure": 95}]}
    rating = {"scheme": "R", "id": "significantlyBelow", "description": "Far below"}
    seen = {
        "measure": "61",
        "unit": {"name": "per cent"},
        "measureClassification": rating,
        "notes": "Snow",
        "period": {"endDate": "2026-12-31"},
    }
    contract = {
        "id": "7",
        "agreedMetrics": [agreed],
        "implementation": {"metrics": [{"id": "k", "observations": [seen]}]},
    }

    first, second = read(contracts=[contract])

    assert first == {
        "what": "indicator",
        "of": "agreement",
        "id": "7",
        "agreed": True,
        "indicator": "k",
        "title": "Trains on time",
        "observations": [{"measure": "95"}],
        "at": "contracts/0/agreedMetrics/0",
    }
    assert second["observations"] == [
        {
            "rating": "significantlyBelow",
            "rating_words": "Far below",
            "measure": "61",
            "unit": "per cent",
            "notes": "Snow",
            "ends_on": "2026-12-31",
        }
    ]
    assert "significantlyBelow" in RATING
    assert "agreed" not in second


def test_indicators_of_an_award_and_why_there_are_none():
    rows = read(
        awards=[{"id": "1", "agreedMetrics": [{"id": "k"}]}],
        contracts=[{"id": "2", "noAgreedMetricsRationale": "Too small"}],
    )

    assert [(row["what"], row["of"], row.get("rationale")) for row in rows] == [
        ("indicator", "award", None),
        ("none", "agreement", "Too small"),
    ]


@pytest.mark.parametrize("odd", [None, "", "x", 5, ["x"], [None], [{}], {"metrics": 3}])
def test_odd_shapes_break_nothing(odd):
    done = {"performanceFailures": odd, "metrics": [{"observations": odd}]}

    rows = read(
        awards=[{"agreedMetrics": odd}, odd],
        contracts=[{"implementation": odd}, {"implementation": done}],
    )

    assert {row["what"] for row in rows} >= {"indicator"}


@needs_samples
@pytest.mark.parametrize("name", FILES)
def test_every_failure_and_indicator_of_a_notice_is_there(name):
    for release in releases_of(name):
        contracts = release.get("contracts") or []
        done = [one.get("implementation") or {} for one in contracts]
        stated = sum(
            len(one.get(key) or []) for one in done for key in ("performanceFailures", "metrics")
        )
        assert len(failures.read(release, nothing)) >= stated

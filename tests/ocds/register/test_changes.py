"""What was changed, when, on which ground."""

import json

import pytest

from procurement.codelists.afterwards import MODIFICATION_GROUND
from procurement.ocds.values import nothing

from ..samples import needs_samples, releases_of
from .corpus import FILES
from .reading import section

changes = section("modifications")


def read(**release):
    return changes.read(release, nothing)


def test_change_of_an_agreement_says_all_that_is_stated_of_it():
    change = {
        "id": "000123-2027",
        "date": "2027-02-03T10:00:00Z",
        "rationale": "The tunnel flooded.",
        "description": "Pumps are added.",
        "releaseID": "000123-2027-1",
        "amendsReleaseID": "000100-2026",
        "rationaleClassifications": [
            {"id": "unforeseeableCircumstances", "scheme": "X", "description": "Unforeseeable"}
        ],
        "value": {"amount": 900, "amountGross": 1080, "currency": "GBP"},
        "period": {
            "startDate": "2026-01-01",
            "endDate": "2029-01-01",
            "maxExtentDate": "2030-01-01",
        },
        "hasRenewal": False,
        "aboveThreshold": True,
        "standstill": True,
        "suppliersAdded": [{"id": "1", "name": "Alder"}],
        "suppliersRemoved": [{"id": "2"}],
    }

    assert read(contracts=[{"id": 4}, {"id": 5, "amendments": [change]}]) == [
        {
            "of": "agreement",
            "id": "5",
            "notice": "000123-2027",
            "release": "000123-2027-1",
            "amends": "000100-2026",
            "on": "2027-02-03",
            "rationale": "The tunnel flooded.",
            "description": "Pumps are added.",
            "at": "contracts/1/amendments/0",
            "grounds": [
                {
                    "code": "unforeseeableCircumstances",
                    "scheme": "X",
                    "text": "Unforeseeable",
                    "meaning": "unforeseeable",
                }
            ],
            "value": {"minor": 90000, "currency": "GBP"},
            "value_gross": {"minor": 108000, "currency": "GBP"},
            "renewal": False,
            "above_threshold": True,
            "standstill": True,
            "vendors_added": ["Alder"],
            "vendors_removed": ["2"],
            "starts_on": "2026-01-01",
            "ends_on": "2029-01-01",
            "latest_end_on": "2030-01-01",
        }
    ]


def test_changes_of_award_and_tender_are_with_applying_and_the_one_of_ocds_1_0_is_read():
    old = {"date": "2016-05-04", "changes": [{"property": "value", "former_value": 12}]}

    rows = read(tender={"amendment": old}, awards=[{"id": "1", "amendments": [{"id": "n"}]}])

    assert rows == [
        {
            "of": "tender",
            "on": "2016-05-04",
            "changes": [{"what": "value", "before": "12"}],
            "at": "tender/amendment",
        },
        {"of": "award", "id": "1", "notice": "n", "at": "awards/0/amendments/0"},
    ]


def test_change_that_is_only_proposed_says_so():
    [row] = read(contracts=[{"proposedAmendments": [{"rationale": "Rain"}]}])

    assert (row["proposed"], row["rationale"]) == (True, "Rain")


@pytest.mark.parametrize(
    ("words", "meaning"),
    [
        ("providedForInTheContract", "provided_for"),
        ("Provided for in the contract", "provided_for"),
        ("Extreme and unavoidable urgency", "urgency"),
        ("Direct award to protect life", "protect_life"),
        ("unforeseeable", "unforeseeable"),
        ("Materialisation of a known risk", "known_risk"),
        ("additionalGoodsServicesWorks", "additional"),
        ("Transfer on corporate restructuring", "restructuring"),
        ("Defence", "defence"),
        ("Not a substantial modification", None),
        ("nonSubstantial", "not_substantial"),
        ("belowThreshold", "below_threshold"),
        ("Light touch", "light_touch"),
        ("Because", None),
    ],
)
def test_ground_is_recognised_by_the_words_of_the_law_unless_denied(words, meaning):
    grounds = [{"id": words}]

    [row] = read(contracts=[{"amendments": [{"rationaleClassifications": grounds}]}])

    assert row["grounds"][0].get("meaning") == meaning
    assert meaning is None or meaning in MODIFICATION_GROUND


@pytest.mark.parametrize("odd", [None, "", "x", 5, [None], ["x"], [[]], {"rationale": 3}, [{}]])
def test_odd_shapes_break_nothing(odd):
    change = {key: odd for key in ("rationaleClassifications", "value", "period", "suppliersAdded")}

    rows = read(tender={"amendments": odd}, awards=odd, contracts=[{"amendments": [change]}, odd])

    assert {row["at"] for row in rows} >= {"contracts/0/amendments/0"}


def leaves(thing):
    for value in thing.values() if isinstance(thing, dict) else thing:
        if isinstance(value, dict | list):
            yield from leaves(value)
        elif value not in (None, ""):
            yield value


@needs_samples
@pytest.mark.parametrize("name", FILES)
def test_nothing_that_a_notice_says_of_a_change_is_missing(name):
    for release in releases_of(name):
        said = json.dumps(changes.read(release, nothing), ensure_ascii=False)
        tender = release.get("tender") or {}
        rows = [tender, *(release.get("awards") or []), *(release.get("contracts") or [])]
        for row in rows:
            for value in leaves(row.get("amendments") or []):
                text = str(value)
                assert (text[:10] if text[4:5] == "-" and "T" in text else text) in said

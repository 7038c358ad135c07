"""Lots, their groups and their division, as the notice states them."""

import pytest

from procurement.ocds.values import nothing

from .reading import section

pytestmark = pytest.mark.once
read = section("lots").read


def pounds(minor):
    return {"minor": minor, "currency": "GBP"}


def test_lot_with_all_that_it_says():
    lot = {
        "id": 1, "title": "North<br/>bank", "description": "Road\r\nand kerbs", "status": "unheard-of",
        "statusDetails": "Open", "value": {"amount": 15000.0, "amountGross": 18000, "currency": "GBP"},
        "minimumValue": {"amount": 100, "currency": "GBP"}, "mainProcurementCategory": "works",
        "suitability": {"sme": True, "vcse": False},
        "secondStage": {"minimumCandidates": 3, "maximumCandidates": "5"},
    }  # fmt: skip

    assert read({"tender": {"lots": [lot]}}, nothing) == [
        {"what": "lot", "id": "1", "title": "North bank", "description": "Road\nand kerbs", "status": "unheard-of",
         "status_text": "Open", "value": pounds(15000_00), "value_gross": pounds(18000_00),
         "value_least": pounds(100_00), "category": "works", "suits": {"sme": True, "vcse": False},
         "candidates_least": 3, "candidates_most": 5, "at": "tender/lots/0"},
    ]  # fmt: skip


def test_gross_amount_is_no_net_one():
    lots = [
        {"id": "A", "value": {"amountGross": 0, "currency": "GBP"}},
        {"minValue": {"amount": 1}},
    ]

    found = read({"tender": {"lots": lots}}, nothing)

    assert found == [
        {"what": "lot", "id": "A", "value_gross": pounds(0), "at": "tender/lots/0"},
    ]


def test_groups_and_division():
    group = {
        "id": "G1", "title": "Both banks", "relatedLots": ["1", 2, None], "optionToCombine": True,
        "maximumValue": {"amount": 7, "currency": "GBP"},
    }  # fmt: skip
    division = {
        "maximumLotsBidPerSupplier": 2147483647, "maximumLotsAwardedPerSupplier": 2,
        "awardCriteriaDetails": "All to one", "noLotsDivisionRationale": "One road",
    }  # fmt: skip

    assert read({"tender": {"lotGroups": [group], "lotDetails": division}}, nothing) == [
        {"what": "division", "bids_most": "no limit", "wins_most": 2, "text": "All to one",
         "undivided": "One road", "at": "tender/lotDetails"},
        {"what": "group", "id": "G1", "title": "Both banks", "value": pounds(7_00), "lots": ["1", "2"],
         "combines": True, "at": "tender/lotGroups/0"},
    ]  # fmt: skip


def test_lots_without_ids_and_with_one_id_twice_all_stay():
    lots = [{"title": "A"}, {"id": "1", "title": "B"}, {"id": "1", "title": "C"}]

    found = read({"tender": {"lots": lots}}, nothing)

    assert [(one.get("id"), one["title"], one["at"]) for one in found] == [
        (None, "A", "tender/lots/0"), ("1", "B", "tender/lots/1"), ("1", "C", "tender/lots/2"),
    ]  # fmt: skip


def test_one_lot_in_the_place_of_an_array_is_read(notes):
    assert read({"tender": {"lots": {"id": "1"}}}, notes) == [
        {"what": "lot", "id": "1", "at": "tender/lots/0"}
    ]
    assert [field for field, _, _ in notes] == ["tender/lots"]


def test_what_is_unfit_is_noted(notes):
    lot = {
        "title": ["x"], "status": {}, "value": 7, "suitability": {"sme": "yes"}, "secondStage": "x",
    }  # fmt: skip

    assert read({"tender": {"lots": [lot], "lotGroups": 7, "lotDetails": "x"}}, notes) == []
    assert sorted({field for field, _, _ in notes}) == [
        "tender/lotDetails", "tender/lotGroups", "tender/lots/0/secondStage",
        "tender/lots/0/suitability/sme", "tender/lots/0/title", "tender/lots/0/value",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "release", [{}, {"tender": None}, {"tender": {"lots": None}}, {"tender": {"lots": [{}, 7], "lotDetails": {}}}]
)  # fmt: skip
def test_nothing_of_nothing(release):
    assert read(release, nothing) == []

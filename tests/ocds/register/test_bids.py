"""Who bid: what notices say of bids, in their shapes."""

import pytest

from procurement.ocds.register import bids, compiled, document, embedded
from procurement.ocds.values import nothing
from tests.ocds.samples import release

ACME = {"id": "V1", "name": "Acme"}


def read(**release):
    return bids.read(release, nothing)


def counted(*rows):
    return read(bids={"statistics": list(rows)})


def test_a_count_is_of_the_lot_it_names():
    row = {"id": "9", "measure": "bids", "value": 4, "relatedLot": "B", "notes": "Of two"}

    assert counted(row) == {
        "statistics": [
            {
                "measure": "bids",
                "value": 4,
                "notes": "Of two",
                "of": "lot",
                "id": "B",
                "at": "bids/statistics/0",
            }
        ]
    }


def test_the_lowest_bid_is_money_with_and_without_tax():
    row = {
        "measure": "lowestValidBidValue", "value": 12.5, "valueGross": 15, "currency": "GBP",
        "relatedLots": ["1", "2"], "date": "2025-03-04",
    }  # fmt: skip

    [found] = counted(row)["statistics"]

    assert found == {
        "measure": "lowestValidBidValue",
        "money": {"minor": 1250, "currency": "GBP"},
        "gross": {"minor": 1500, "currency": "GBP"},
        "date": "2025-03-04",
        "lots": ["1", "2"],
        "at": "bids/statistics/0",
    }


def test_a_measure_that_is_not_known_is_kept_with_its_share():
    assert counted({"measure": "womenOwned", "value": 0.25})["statistics"] == [
        {"measure": "womenOwned", "value": 0.25, "at": "bids/statistics/0"}
    ]


def test_statistics_of_lots_and_awards_are_theirs():
    found = read(
        tender={"lots": [{"id": 3, "statistics": [{"measure": "bids", "value": 2}]}]},
        awards=[{"id": "a", "bids": {"statistics": [{"measure": "bids", "value": "5"}]}}],
    )

    assert found["statistics"] == [
        {
            "of": "lot",
            "id": "3",
            "measure": "bids",
            "value": 2,
            "at": "tender/lots/0/statistics/0",
        },
        {
            "of": "award",
            "id": "a",
            "measure": "bids",
            "value": 5,
            "at": "awards/0/bids/statistics/0",
        },
    ]


def test_one_bid_is_told_with_who_made_it():
    found = read(
        bids={
            "details": [
                {
                    "id": "b1",
                    "status": "disqualified",
                    "date": "2025-02-03T10:00:00Z",
                    "value": {"amount": 9, "currency": "EUR"},
                    "rank": 2,
                    "variant": False,
                    "tenderers": [{"id": "T1"}, {"id": "T2", "name": "Two Ltd"}, {"id": "lost"}],
                    "relatedLots": ["1"],
                    "foreignSubsidyMeasures": "fsr-no-obj",
                }
            ]
        },
        parties=[{"id": "T1", "name": "One Ltd"}],
    )

    assert found == {
        "details": [
            {
                "id": "b1",
                "status": "disqualified",
                "value": {"minor": 900, "currency": "EUR"},
                "submitted_on": "2025-02-03",
                "rank": 2,
                "variant": False,
                "tenderers": [{"name": "One Ltd", "id": "T1"}, {"name": "Two Ltd", "id": "T2"}],
                "lots": ["1"],
                "foreign_subsidies": "fsr-no-obj",
                "at": "bids/details/0",
            }
        ]
    }


def test_bidders_are_named_once_from_the_tender_and_by_their_role():
    found = read(
        tender={"numberOfTenderers": 3, "tenderers": [{"id": "1", "name": "One"}]},
        parties=[
            {"id": "1", "name": "One", "roles": ["tenderer", "supplier"]},
            {"id": "2", "name": "Two", "roles": "leadTenderer"},
            {"id": "3", "name": "Three", "roles": ["buyer", {"a": 1}]},
        ],
    )

    assert found == {
        "statistics": [{"measure": "bidders", "value": 3, "at": "tender/numberOfTenderers"}],
        "tenderers": [
            {"name": "One", "id": "1", "at": "tender/tenderers/0"},
            {"name": "Two", "id": "2", "role": "leadTenderer", "at": "parties/1"},
        ],
    }


def test_an_id_that_two_parties_share_names_neither():
    found = read(
        tender={"tenderers": [{"id": 0}, {"id": 0, "name": "Named Ltd"}]},
        parties=[{"id": 0, "name": "One"}, {"id": 0, "name": "Two"}],
    )

    assert found["tenderers"] == [{"name": "Named Ltd", "id": "0", "at": "tender/tenderers/1"}]


def test_what_is_unfit_is_noted_and_left_out():
    notes = []

    found = bids.read(
        {"bids": {"statistics": [{"measure": "bids", "value": -1}, {"value": 3}, "x"]}},
        lambda *note: notes.append(note[0]),
    )

    assert found == {}
    assert notes == ["bids/statistics", "bids/statistics/0/value"]


def test_bids_received_is_the_fewest_of_lots():
    lots = [{"measure": "bids", "value": n, "relatedLot": str(n)} for n in (5, 1, 3)]

    assert bids.bids_received(counted(*lots)) == 1


def test_bids_received_of_none_is_none_and_of_no_bid_is_zero():
    assert bids.bids_received({}) is None
    assert bids.bids_received(counted({"measure": "bids", "value": 0})) == 0
    assert bids.bids_received(read(tender={"numberOfTenderers": 0})) == 0


@pytest.mark.parametrize(
    ("counts", "award", "number"),
    [
        ((0,), {"status": "active", "suppliers": [ACME]}, None),
        ((0, 4, 3), {"status": "active", "suppliers": [ACME]}, 3),
        ((0,), {"status": "active", "suppliers": [{"name": "Various suppliers"}]}, None),
        ((0, 4), {"status": "unsuccessful"}, 0),
        ((0,), {"status": "cancelled", "suppliers": [ACME]}, None),
    ],
)
def test_no_bid_is_no_number_of_bids_where_somebody_won(counts, award, number):
    lots = [{"measure": "bids", "value": n, "relatedLot": str(at)} for at, n in enumerate(counts)]
    notice = release(awards=[{"id": "1"} | award], bids={"statistics": lots})

    said = document(compiled([embedded(notice, nothing)]), "ocds-test-1")

    assert said.get("bids_received") == number


def test_bids_received_prefers_bids_to_bidders_and_ignores_those_of_the_last_stage():
    late = {"measure": "finalStageBids", "value": 1}

    assert bids.bids_received(counted(late)) is None
    assert bids.bids_received(counted(late, {"measure": "bidders", "value": 4})) == 4
    both = counted({"measure": "bidders", "value": 2}, {"measure": "bids", "value": 7})
    assert bids.bids_received(both) == 7

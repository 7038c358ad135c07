"""By which amounts a slip is seen that was put right."""

import datetime

import pytest

from procurement import same_award


def document(*awards):
    """A document of awards (amount, vendor, day)."""
    rows = [
        {
            "id": str(number),
            "suppliers": [vendor],
            "decided_on": day,
            "value": {"minor": minor, "currency": "GBP"},
            "counted_as": "decided",
        }
        for number, (minor, vendor, day) in enumerate(awards, 1)
    ]
    whole = sum(minor for minor, *_ in awards)
    sums = [{"kind": "decided", "minor": whole, "currency": "GBP", "count": len(rows)}]
    return {"awards": rows, "agreements": [], "sums": sums}


def later(*hours):
    return [None if hour is None else datetime.datetime(2025, 2, 1, hour) for hour in hours]


def slips(*awards, stated=(), **each):
    """Mark the slips of awards, each of a notice an hour later; `each` gives more that they state."""
    said = document(*awards)
    for name, values in each.items():
        for award, value in zip(said["awards"], values, strict=True):
            award |= {name: value} if value else {}
    same_award.mark_slips(said, later(*(stated or range(len(awards)))))
    return [one["id"] for one in said["awards"] if one["counted_as"] == "corrected"], said


def of(*minors):
    return [(minor, 0, "2025-01-20") for minor in minors]


@pytest.mark.parametrize(
    ("amounts", "found"),
    [
        ([188_487_31, 18_848_731_00], ["1"]),
        ([18_848_731_00, 188_487_00], ["1"]),
        ([18_848_731_00, 188_488_31], ["1"]),
        ([18_848_731_00, 188_488_32], []),
        ([18_848_731_00, 188_486_31], ["1"]),
        ([18_848_731_00, 188_486_30], []),
        ([5_000_00, 500_00], ["1"]),
        ([5_000_000_00, 5_000_00], ["1"]),
        ([50_000_000_00, 5_000_00], []),
        ([5_000_00, 5_000_00], []),
        ([5_000_00, 500_00, 50_00], []),
        ([5_000_00, 500_00, 500_00], []),
        ([5_000_00, 7_00, 500_00], ["1"]),
    ],
)
def test_slip_is_ten_a_hundred_or_a_thousand_times_another_to_the_pound(amounts, found):
    assert slips(*of(*amounts))[0] == found


def test_slip_is_for_the_same_vendor_on_the_same_day():
    assert slips((5_000_00, 0, "2025-01-20"), (500_00, 1, "2025-01-20"))[0] == []
    assert slips((5_000_00, 0, "2025-01-20"), (500_00, 0, "2025-01-21"))[0] == []


def test_awards_of_two_lots_are_two():
    assert slips(*of(5_000_00, 500_00), lots=[["1"], ["2"]])[0] == []
    assert slips(*of(5_000_00, 500_00), lots=[["1"], ["1"]])[0] == ["1"]


@pytest.mark.parametrize(
    ("titles", "found"),
    [
        (("Turbines", "Training"), []),
        (("Turbines", "TURBINES"), ["1"]),
        (("Turbines", None), ["1"]),
        ((None, None), ["1"]),
    ],
)
def test_awards_of_two_titles_are_two(titles, found):
    assert slips(*of(5_000_00, 500_00), title=titles)[0] == found


@pytest.mark.parametrize("stated", [(1, 1), (2, 1), (None, 1), (1, None), (None, None)])
def test_only_a_later_notice_puts_a_slip_right(stated):
    assert slips(*of(5_000_00, 500_00), stated=stated)[0] == []


def test_what_counts_and_what_does_not_add_up_to_all():
    _, said = slips(*of(5_000_00, 500_00))

    assert said["value"] == {"minor": 500_00, "currency": "GBP"}
    assert {one["kind"]: (one["minor"], one["count"]) for one in said["sums"]} == {
        "decided": (500_00, 1),
        "corrected": (5_000_00, 1),
    }


def test_taken_back_it_is_as_before():
    before = document(*of(5_000_00, 500_00))
    _, said = slips(*of(5_000_00, 500_00))

    same_award.mark(said, {"1": {"not": True}})

    for award in said["awards"]:
        assert award.pop("same") == []
    assert (said["awards"], said["sums"]) == (before["awards"], before["sums"])

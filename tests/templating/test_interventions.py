"""What templates say of acts."""

from types import SimpleNamespace

import pytest

from procurement.templating import interventions, record


@pytest.mark.parametrize(
    ("grounds", "expected"),
    [
        ([], []),
        (["security stated against", "security stated against"], ["against: security"]),
        (["trust stated against", "trust attributed against"], ["against: trust"]),
        (["cost attributed for"], ["ascribed to it, for: cost"]),
        (["cost not_relied_on for", "other stated against"], []),
        (
            ["security stated against", "cost stated for", "trust attributed against"],
            ["against: security", "for: cost", "ascribed to it, against: trust"],
        ),
    ],
)
def test_a_row_names_each_ground_once_and_says_which_are_ascribed(grounds, expected):
    rows = [
        SimpleNamespace(ground=code, name=code.capitalize(), layer=layer, direction=direction)
        for code, layer, direction in map(str.split, grounds)
    ]

    assert interventions.grounds_said(rows) == expected


def test_acts_stand_newest_first_and_undated_ones_last():
    old, new, none = {"date": "2025"}, {"date": "2026"}, {"date": None}

    assert interventions.in_date_order([old, new, none], False) == [old, new, none]
    assert interventions.in_date_order([old, new, none], True) == [new, old, none]


ACT = {
    "id": 1, "type": "objection", "power": "", "effect": "unknown", "outcome": "pending",
    "outcome_date": None, "grounds": [{}],
}  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "holding", "expected"),
    [
        ({}, [], []),
        ({}, [1], [("How it ended", record.label("pending", "outcome"))]),
        ({"type": "hold"}, [], [("By which power", "not stated")]),
        ({"grounds": []}, [], [("Grounds", "not stated")]),
        (
            {"power": "A law", "effect": "contract_ended", "outcome": "upheld"},
            [],
            [
                ("By which power", "A law"),
                ("What it did", "Contract ended"),
                ("How it ended", "Upheld"),
            ],
        ),
    ],
)
def test_act_facts_are_what_is_stated_or_missed(changes, holding, expected):
    assert interventions.intervention_facts(ACT | changes, {"hold"}, holding) == expected


def test_ribbon_needs_two_dates():
    one = {"date": {"on": "2026-05-01", "precision": "day"}, "type": "hold"}

    assert interventions.ribbon([one, {"date": None, "type": "hold"}]) is None
    assert interventions.ribbon([one, one]) is None


def test_ribbon_draws_a_month_as_wide_as_a_month():
    held = [
        {"date": {"on": on, "precision": precision}, "type": "hold"}
        for on, precision in (("2026-05", "month"), ("2026-06-01", "day"), ("2026-07-30", "day"))
    ]

    line = interventions.ribbon(held)

    assert [(mark["x"], mark["width"]) for mark in line["marks"]] == [
        (0, 330),
        (341, 10),
        (990, 10),
    ]
    assert (record.day(line["first"]), record.day(line["last"])) == ("May 2026", "30 July 2026")

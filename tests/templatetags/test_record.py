"""What templates say of the record."""

from types import SimpleNamespace

import pytest

from procurement import public
from procurement.dates import PartialDate, parse
from procurement.management import founding_case
from procurement.money import Money
from procurement.templatetags import record

PARTY = {"kind": "vendor", "id": 7, "slug": "acme", "name": "Acme", "the": False}
FIFTY = {"minor": 5_000_000_000, "currency": "GBP"}


@pytest.mark.parametrize(
    ("code", "name", "expected"),
    [
        ("award_proposed", "stage", "Proposed award"),
        ("on_hold", "hold", "On hold"),
        ("made_up", "hold", "made_up"),
    ],
)
def test_label(code, name, expected):
    assert record.label(code, name) == expected


def test_definition_of_an_unknown_code_is_empty():
    assert record.definition("made_up", "hold") == ""
    assert record.definition("tender", "stage") == "Bids are asked for or being judged."


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        (None, "date not stated"),
        ("", "date not stated"),
        (PartialDate(parse("2026-05-21").on), "21 May 2026"),
        ({"on": "2026-05", "precision": "month"}, "May 2026"),
        ("2026-05-21", "21 May 2026"),
        ("2026-05-21T10:30:00+00:00", "21 May 2026"),
        # midnight in London, in summer and in winter
        ("2024-05-31T23:00:00+00:00", "1 June 2024"),
        ("2024-01-31T23:59:59+00:00", "31 January 2024"),
    ],
)
def test_day(date, expected):
    assert record.day(date) == expected


@pytest.mark.parametrize("money", [FIFTY, Money(5_000_000_000, "GBP")])
def test_sums(money):
    assert (record.exact(money), record.short(money)) == ("£50,000,000", "£50m")


def test_a_missing_sum_is_empty():
    assert (record.exact(None), record.short(None)) == ("", "")


@pytest.mark.parametrize(
    ("thing", "expected"),
    [
        (PARTY, "/vendors/7-acme/"),
        (PARTY | {"slug": ""}, "/vendors/7/"),
        (PARTY | {"id": None}, ""),
        ({"id": 3, "slug": "a-b", "claims": []}, "/contracts/3-a-b/"),
        ({"id": 4, "stakeholder": PARTY}, "/interventions/4/"),
        ({"id": 5, "number": 1, "kind": "news_report"}, "/sources/5/"),
    ],
)
def test_address_of_a_form(thing, expected):
    assert record.address(thing) == expected


@pytest.mark.django_db
def test_address_of_a_copy():
    founding_case.load()
    slug = "new-data-platform-for-the-metropolitan-police"

    assert record.address(public.contracts().get()) == f"/contracts/1-{slug}/"
    assert record.address(public.interventions().get(public_id=4)) == "/interventions/4/"
    assert record.address(public.sources().get()) == "/sources/1/"
    assert record.address(public.parties("vendor").get()) == "/vendors/1-palantir/"


@pytest.mark.django_db
def test_named_reads_inside_a_sentence():
    founding_case.load()

    assert record.named(public.parties("buyer").get()) == "the Metropolitan Police"
    assert record.named(PARTY) == "Acme"


@pytest.mark.parametrize(
    ("hold", "stage", "expected"),
    [
        ("on_hold", "award_proposed", "stopped"),
        ("blocked", "tender", "stopped"),
        ("suspended_by_law", "award", "stopped"),
        ("conditional", "award", "doubt"),
        ("under_review", "active", "doubt"),
        ("none", "active", "going"),
        ("none", "cancelled", "stopped"),
        ("none", "unknown", "unknown"),
    ],
)
def test_tone(hold, stage, expected):
    assert record.tone(hold, stage, False) == expected


@pytest.mark.parametrize(
    ("hold", "expected"), [("none", "past"), ("", "past"), ("on_hold", "stopped")]
)
def test_what_is_past_goes_on_no_more(hold, expected):
    assert record.tone(hold, "active", True) == expected


def test_hedge_stands_apart_only_where_the_quotation_does_not_hold_it():
    assert record.hedge_apart({"hedge": "appears to", "quotation": "it appears to have"}) == ""
    assert record.hedge_apart({"hedge": "reportedly", "quotation": "perception"}) == "reportedly"


def argument(act, ground, *, layer="stated", words="", hedge=""):
    return {
        "ground": ground,
        "words": words,
        "layer": layer,
        "intervention": act,
        "ascription": f"{layer} by {act}",
        "known": {"label": "reported by one source"},
        "notes": [{"hedge": hedge}],
    }


def told(side):
    return [
        (
            [one["ground"] for one in voice["arguments"]],
            [act["intervention"] for act in voice["acts"]],
        )
        for voice in record.voices(side)
    ]


def test_voices_join_what_one_act_says_in_one_way():
    side = [argument(1, "a"), argument(1, "b"), argument(1, "c", layer="attributed")]

    assert told(side) == [(["a", "b"], [1]), (["c"], [1])]


def test_voices_join_acts_that_state_the_same_grounds():
    side = [argument(1, "a"), argument(1, "b"), argument(2, "a"), argument(2, "b")]

    assert told(side) == [(["a", "b"], [1, 2])]


@pytest.mark.parametrize(
    "other", [{"words": "its own"}, {"hedge": "reportedly"}, {"layer": "attributed"}]
)
def test_voices_keep_apart_what_is_not_said_alike(other):
    side = [argument(1, "a"), argument(2, "a", **other)]

    assert told(side) == [(["a"], [1]), (["a"], [2])]


def test_hedges_are_given_once():
    citations = [{"hedge": "appears to"}, {"hedge": ""}, {"hedge": "appears to"}]

    assert record.hedges(citations) == ["appears to"]


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

    assert record.grounds_said(rows) == expected


def test_acts_stand_newest_first_and_undated_ones_last():
    old, new, none = {"date": "2025"}, {"date": "2026"}, {"date": None}

    assert record.in_turn([old, new, none], False) == [old, new, none]
    assert record.in_turn([old, new, none], True) == [new, old, none]


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
    assert record.act_facts(ACT | changes, {"hold"}, holding) == expected


def test_shared_label_is_empty_where_arguments_are_known_differently():
    def known(label):
        return [{"known": {"label": label}}]

    assert record.shared_label({"against": known("found"), "for": known("found")}) == "found"
    assert record.shared_label({"against": known("found"), "for": known("alleged")}) == ""


def test_ribbon_needs_two_dates():
    one = {"date": {"on": "2026-05-01", "precision": "day"}, "type": "hold"}

    assert record.ribbon([one, {"date": None, "type": "hold"}]) is None
    assert record.ribbon([one, one]) is None


def test_ribbon_draws_a_month_as_wide_as_a_month():
    acts = [
        {"date": {"on": on, "precision": precision}, "type": "hold"}
        for on, precision in (("2026-05", "month"), ("2026-06-01", "day"), ("2026-07-30", "day"))
    ]

    line = record.ribbon(acts)

    assert [(mark["x"], mark["width"]) for mark in line["marks"]] == [
        (0, 330),
        (341, 10),
        (990, 10),
    ]
    assert (record.day(line["first"]), record.day(line["last"])) == ("May 2026", "30 July 2026")

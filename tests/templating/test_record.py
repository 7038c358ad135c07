"""What templates say of the record."""

import pytest

from procurement import public
from procurement.dates import PartialDate, parse
from procurement.management import founding_case
from procurement.money import Money
from procurement.templating import record

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
        ({"id": 4, "actors": [PARTY]}, "/interventions/4/"),
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

    assert record.party_name(public.parties("buyer").get()) == "the Metropolitan Police"
    assert record.party_name(PARTY) == "Acme"


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

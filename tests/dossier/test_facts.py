"""The headline facts: the preferred claim, the only statement, the register; and disputes."""

import datetime

import pytest

from procurement import actions, dossier
from procurement.models import Notice
from tests.factories import (
    head_of,
    make_buyer,
    make_citation,
    make_claim,
    make_contract,
    make_source,
    make_stakeholder,
    make_vendor,
    told,
    write_document,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def contract():
    return make_contract()


def claim(contract, **fields):
    made = make_claim(contract, ready=True, **fields)
    make_citation(claim=made, source=make_source())


def register(contract, **columns):
    Notice.objects.create(contract=contract, release_id="1", content_hash="1")
    write_document(contract, **head_of(columns))


def value(contract):
    body = dossier.build(contract)
    return body["value"] and body["value"]["exact"], body["disputed"]


@pytest.mark.parametrize(
    ("claims", "told"),
    [
        ([], (None, [])),
        ([{"value_minor": 500_00}], ("£500", [])),
        ([{"value_minor": 500_00}, {"value_minor": 500_00}], ("£500", [])),
        ([{"value_minor": 500_00}, {"value_minor": 700_00}], (None, ["value"])),
        (
            [{"value_minor": 500_00}, {"value_minor": 700_00, "rank": "preferred"}],
            ("£700", ["value"]),
        ),
        ([{"value_minor": 500_00}, {"value_minor": 700_00, "rank": "deprecated"}], ("£500", [])),
        ([{"value_minor": 500_00}, {"value_minor": 500_00, "currency": "EUR"}], (None, ["value"])),
        # no price
        ([{"value_minor": 1}], (None, [])),
        ([{"value_minor": 0}], (None, [])),
    ],
)
def test_value(contract, claims, told):
    for fields in claims:
        claim(contract, **fields)

    assert value(contract) == told


def test_register_gives_what_no_claim_is_preferred_for(contract):
    register(contract, value_minor=900_00, currency="GBP", value_kind="decided", stage="award")
    claim(contract, value_minor=500_00)

    body = dossier.build(contract)

    assert (body["value"]["exact"], body["value"]["known"]["level"]) == ("£900", "official_record")
    assert body["stage"]["code"] == "award"


def test_preferred_claim_comes_before_the_register(contract):
    register(contract, value_minor=900_00, currency="GBP")
    claim(contract, value_minor=500_00, rank="preferred")

    assert value(contract) == ("£500", [])


@pytest.mark.parametrize(
    ("dates", "told", "disputed"),
    [
        ([("2026-05-21", "day")], "2026-05-21", []),
        ([("2026-05-01", "month"), ("2026-05-21", "day")], "2026-05-21", []),
        ([("2026-05-21", "day"), ("2026-01-01", "year")], "2026-05-21", []),
        ([("2026-05-01", "month"), ("2026-06-01", "month")], None, ["ends_on"]),
        ([("2026-05-21", "day"), ("2026-05-22", "day")], None, ["ends_on"]),
        ([("2025-01-01", "year"), ("2026-05-22", "day")], None, ["ends_on"]),
    ],
)
def test_dates_differ_only_where_no_day_fits_both(contract, dates, told, disputed):
    for day, precision in dates:
        stated = datetime.date.fromisoformat(day)
        claim(contract, fact="ends_on", stated_on=stated, stated_on_precision=precision)

    body = dossier.build(contract)

    ends = body["dates"].get("ends_on")
    assert (ends and ends["date"]["on"], body["disputed"]) == (told, disputed)


def test_decision_maker(contract):
    claim(contract, fact="decision_maker", stakeholder=make_stakeholder())

    party = dossier.build(contract)["decision_maker"]["party"]

    assert party["name"] == "Northmarch Scrutiny Committee"


def test_disputed_value_is_left_out_of_the_headline(contract):
    claim(contract, value_minor=500_00, rank="preferred")
    claim(contract, value_minor=700_00)
    make_citation(contract=contract, attribution="official_record")

    headline = told(dossier.build(contract))["headline"]

    assert "£500" not in headline
    assert headline.endswith("Its value is disputed.")


def test_preferred_claims_name_the_parties(contract):
    contract.buyer = make_buyer(name="Northmarch Council")
    contract.save()
    contract.vendors.add(make_vendor(name="Fenwick Systems"))
    make_citation(contract=contract, source=make_source(), attribution="official_record")
    claim(contract, fact="buyer", buyer=make_buyer(name="Southmarch Council"), rank="preferred")
    claim(contract, fact="vendor", vendor=make_vendor(name="Aldis Works"), rank="preferred")
    claim(contract, fact="vendor", vendor=make_vendor(name="Zeal Works"))

    body = actions.preview(contract)

    assert body["buyer"]["name"] == "Southmarch Council"
    assert [vendor["name"] for vendor in body["vendors"]] == ["Aldis Works"]
    assert told(body)["headline"] == (
        "Southmarch Council’s contract with Aldis Works is reported by a news report."
        " Its stage is not stated."
    )
    keys = {
        fact: [note["key"] for note in notes] for fact, notes in body["party_citations"].items()
    }
    assert keys == {"buyer": [2], "user_body": [1], "vendor": [3]}


def claims_of(contract):
    return [(one["fact"], one["headline"]) for one in dossier.build(contract)["claims"]]


def test_two_sources_that_state_the_same_are_several(contract):
    claim(contract, value_minor=500_00)
    claim(contract, value_minor=500_00)
    claim(contract, value_minor=500_00, rank="deprecated")

    told = actions.preview(contract)["value"]

    assert told["known"]["label"] == "reported by several sources"
    assert [note["key"] for note in told["citations"]] == [1, 2]
    assert claims_of(contract) == [("value", True), ("value", True), ("value", False)]


def test_source_of_another_kind_of_value_does_not_say_the_same(contract):
    claim(contract, value_minor=500_00, value_kind="proposed", rank="preferred")
    claim(contract, value_minor=500_00, value_kind="decided")

    told = dossier.build(contract)["value"]

    assert (told["kind"], told["known"]["breadth"]) == ("proposed", "single")
    assert claims_of(contract) == [("value", True), ("value", False)]


def test_date_known_to_the_month_does_not_state_the_day(contract):
    claim(contract, fact="ends_on", stated_on="2026-05-01", stated_on_precision="month")
    claim(contract, fact="ends_on", stated_on="2026-05-21", stated_on_precision="day")

    assert dossier.build(contract)["dates"]["ends_on"]["known"]["breadth"] == "single"
    assert claims_of(contract) == [("ends_on", False), ("ends_on", True)]


def test_party_named_by_several_sources_is_known_by_several(contract):
    make_citation(contract=contract, source=make_source(), attribution="official_record")
    buyer, rival = make_buyer(name="Southmarch Council"), make_buyer(name="Northmarch Council")
    claim(contract, fact="buyer", buyer=buyer, rank="preferred")
    claim(contract, fact="buyer", buyer=rival)
    claim(contract, fact="buyer", buyer=buyer)

    body = actions.preview(contract)

    assert [note["key"] for note in body["party_citations"]["buyer"]] == [2, 4]
    assert "reported by several sources" in told(body)["headline"]
    assert [one["headline"] for one in body["claims"]] == [True, False, True]


@pytest.mark.parametrize("fields", [{"value_minor": 1}, {"value_minor": 700_00}])
def test_claim_that_the_headline_does_not_follow_says_so(contract, fields):
    if fields["value_minor"] > 1:
        claim(contract, value_minor=500_00)
    claim(contract, **fields)

    assert {followed for _, followed in claims_of(contract)} == {False}


@pytest.mark.parametrize("fact", ["stage", "decision_maker"])
def test_disputed_fact_is_not_said_to_be_unstated(contract, fact):
    for number in range(2):
        said = {
            "stage": {"stage": ("tender", "award")[number]},
            "decision_maker": {"stakeholder": make_stakeholder(name=str(number))},
        }
        claim(contract, fact=fact, **said[fact])

    body = dossier.build(contract)

    assert body["disputed"] == [fact]
    unknown = " ".join(body["unknown"])
    assert ("Who decides" in unknown, "The stage of" in unknown) == (
        fact == "stage",
        fact != "stage",
    )
    assert ("Its stage is disputed." in told(body)["headline"]) is (fact == "stage")

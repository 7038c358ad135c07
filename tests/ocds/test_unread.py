"""What could not be read is told as sent, with its path, and never as another fact than that of its path."""

import pytest
from markupsafe import escape

from procurement.dossier import looked_for

from .samples import awarded, party, release
from .test_unnamed import json_of, page

pytestmark = pytest.mark.django_db


def facts(path):
    """The facts, in words, that a path states."""
    body = {"register": {"unfit": [{"at": path, "sent": "?"}]}}
    return [fact.words for fact in looked_for.FACTS if fact.is_unfit(body)]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("buyer", "who buys"),
        ("tender/value/amount", "what it is worth"),
        ("tender/lots/3/minValue/currency", "what it is worth"),
        ("awards/0/date", "the day of the decision"),
        ("contracts/12/dateSigned", "the day of signature"),
        ("contracts/0/period/endDate", "when it starts or ends"),
        ("tender/procurementMethod", "the procedure"),
        ("bids", "how many bids came in"),
        ("bids/statistics/0/value", "how many bids came in"),
        ("tender/items/2/deliveryAddress", "where it is carried out"),
        ("tender/items", "a category or code of what is bought"),
        ("tender/items/0/classification", "a category or code of what is bought"),
        ("tender/mainProcurementCategory", "a category or code of what is bought"),
    ],
)
def test_path_is_of_one_fact(path, words):
    assert facts(path) == [words]


@pytest.mark.parametrize(
    "path",
    [
        "tender/items/0/unit/value/amount",
        "tender/items/1/quantity",
        "tender/documents/0/datePublished",
        "parties/0/details/classifications",
        "parties/2/address",
        "tender/awardCriteria",
        "contracts/0/implementation/transactions/0/value/amount",
    ],
)
def test_path_of_something_else_is_of_no_fact(path):
    assert facts(path) == []


def test_it_is_told_as_sent_though_the_fact_is_stated_otherwise(importing, client):
    importing(
        awarded(1, award={"contractPeriod": {"startDate": "2025-04-01", "endDate": "9999-12-31"}})
    )

    seen = page(client)
    assert (
        "As sent, where it could not be read: “9999-12-31” (awards/0/contractPeriod/endDate)."
        in seen
    )
    assert json_of(client)["register"]["unfit"] == [
        {"at": "awards/0/contractPeriod/endDate", "sent": "9999-12-31"}
    ]


def test_buyer_in_a_wrong_form_is_not_missing(importing, client):
    importing(release(buyer="Northmarch Council"))

    seen = page(client)
    assert "cannot read: who buys" in seen and "not found: who buys" not in seen
    assert "“Northmarch Council” (buyer)" in seen


@pytest.mark.parametrize(
    ("value", "sent"),
    [
        ({"amount": 90_000_000}, "90000000"),
        ({"amount": "1,234.50", "currency": "GBP"}, "1,234.50 GBP"),
        (
            {"amount": {"$numberLong": "15890000000"}, "currency": "COP"},
            '{"$numberLong": "15890000000"} COP',
        ),
        ("£5m", "£5m"),
    ],
)
def test_each_award_and_agreement_tells_the_amount_that_was_not_read(
    importing, client, value, sent
):
    body = awarded(1)
    body["awards"] += [body["awards"][0] | {"id": "2", "value": value}]
    body["contracts"] = [{"id": "1", "awardID": "1", "value": value, "dateSigned": "2025-02-01"}]
    importing(body)

    seen = page(client)
    assert seen.count("An amount is stated that this record cannot read: “") == 2
    assert seen.count(str(escape(sent))) >= 2
    assert "As sent" not in seen
    told = json_of(client)
    assert [one.get("value_unread") for one in told["awards"]] == [None, sent]


@pytest.mark.parametrize(
    "value", [None, {}, {"currency": "GBP"}, {"amountGross": 5, "currency": "GBP"}]
)
def test_award_without_an_amount_tells_of_none(importing, client, value):
    importing(awarded(1, suppliers=[party("Acme")], award={"value": value}))

    assert "cannot read" not in page(client)


def test_many_are_counted(importing, client):
    items = [{"id": str(number), "quantity": -number} for number in range(1, 14)]
    importing(release(tender={"title": "Roads", "items": items}))

    assert "; and 3 more." in page(client)
    assert len(json_of(client)["register"]["unfit"]) == 13

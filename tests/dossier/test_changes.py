"""What differs between two public forms, in words; and names put in anew."""

import pytest

from procurement import dossier
from procurement.models import Contract
from tests.factories import make_citation, make_claim, make_ready_contract, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def contract():
    contract = make_ready_contract()
    publish(contract)
    return Contract.objects.get(pk=contract.pk)


def what(before, after):
    return {change["what"] for change in dossier.changes(before, after)}


def test_nothing_differs_from_itself(contract):
    body = dossier.build(contract)

    assert dossier.changes(body, body) == []


def test_everything_is_new_where_there_was_nothing(contract):
    found = dossier.changes(None, dossier.build(contract))

    assert {"Headline", "Title", "Buyer", "Vendors", "Value", "Intervention 1", "Source 1"} <= {
        change["what"] for change in found
    }
    assert [change for change in found if change["before"]] == []


def test_title_is_told_before_and_after(contract):
    before = dossier.build(contract)
    Contract.objects.update(title="Changed")

    assert dossier.changes(before, dossier.build(contract)) == [
        {"what": "Title", "before": "Records system for Northmarch", "after": "Changed"}
    ]


def test_second_claim_of_a_fact_is_told_apart(contract):
    before = dossier.build(contract)
    make_citation(claim=make_claim(contract, ready=True, value_minor=7_000_00))

    assert "Claim about value (2)" in what(before, dossier.build(contract))


def test_withdrawal_takes_everything_away(contract):
    found = dossier.changes(dossier.build(contract), None)

    assert found
    assert [change for change in found if change["after"]] == []


def test_replace_party_puts_its_name_everywhere(contract):
    body = dossier.build(contract)
    form = body["interventions"][0]["stakeholder"] | {"name": "Northmarch Panel"}

    told = str(dossier.replace_party(body, form))

    assert "Northmarch Scrutiny Committee" not in told
    assert "after an intervention by the Northmarch Panel" in told


def test_replace_party_leaves_others_of_the_same_number(contract):
    body = dossier.build(contract)

    dossier.replace_party(body, body["vendors"][0] | {"name": "Fenwick Group"})

    assert (body["buyer"]["name"], body["vendors"][0]["name"]) == (
        "Northmarch Council",
        "Fenwick Group",
    )


def test_replace_source_words_the_sentences_anew(contract):
    body = dossier.build(contract)
    form = {key: body["sources"][0][key] for key in ("id", "root")} | {
        "publisher": "The Northmarch Post"
    }

    dossier.replace_source(body, form)

    assert body["sources"][0]["phrase"] == "The Northmarch Post"
    assert body["headline"].endswith("according to The Northmarch Post.")

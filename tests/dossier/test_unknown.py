"""What no source states is said."""

import datetime

import pytest

from procurement import dossier
from procurement.codelists import SOURCE_KIND
from tests.factories import (
    make_citation,
    make_claim,
    make_contract,
    make_ready_contract,
    make_source,
    publish,
)

pytestmark = pytest.mark.django_db


def test_contract_that_states_nothing_says_so():
    told = dossier.build(make_contract())["unknown"]

    assert "The buyer is not stated." in told
    assert "No vendor is stated." in told
    assert "The value is not stated." in told
    assert "The stage of the contract is not stated." in told


def test_contract_that_states_its_facts_does_not_say_they_are_missing():
    told = " ".join(dossier.build(make_ready_contract())["unknown"])

    assert [w for w in ("buyer", "vendor", "value", "stage") if f"{w} is not stated" in told] == []


@pytest.mark.parametrize("fact", ["starts_on", "ends_on"])
def test_dates_that_accounts_differ_on_are_not_said_to_be_unstated(fact):
    contract = make_ready_contract()
    for year in ("2025", "2028"):
        claim = make_claim(
            contract, fact=fact, stated_on=f"{year}-01-01", stated_on_precision="year", ready=True
        )
        make_citation(claim=claim)

    body = dossier.build(contract)

    assert (body["dates"], body["disputed"]) == ({}, [fact])
    assert [line for line in body["unknown"] if line.startswith("No date of the contract")] == []


def told_of_sources(*sources):
    contract = make_ready_contract(source=sources[0])
    for source in sources[1:]:
        make_citation(contract=contract, source=source)
    return [line for line in dossier.build(contract)["unknown"] if "source" in line]


def whole(**fields):
    whole_ = {
        "publisher": "The Northmarch Post",
        "author": "Staff",
        "published_on": datetime.date(2026, 5, 21),
        "published_on_precision": "day",
        "url": "https://example.org/",
    }
    return make_source(**whole_ | fields)


def test_source_says_what_of_it_is_not_stated():
    source = make_source(publisher="The Northmarch Post", url="https://example.org/")

    assert told_of_sources(source) == ["The author and date of source 1 are not stated."]
    assert told_of_sources(whole(url="")) == ["The address of source 1 is not stated."]
    assert told_of_sources(whole()) == []


@pytest.mark.parametrize("kind", SOURCE_KIND.codes())
def test_an_author_is_missed_only_where_there_would_be_one(kind):
    told = told_of_sources(whole(kind=kind, author=""))

    signed = kind in ("news_report", "investigation", "expert_analysis")
    assert told == (["The author of source 1 is not stated."] if signed else [])


def test_what_is_missing_of_many_sources_is_said_once():
    sources = [
        *(whole(title=f"Report {number}", author="") for number in range(3)),
        whole(title="A judgment", kind="court_document", author="", url=""),
        whole(title="Another report", author="", url=""),
    ]

    assert told_of_sources(*sources) == [
        "Not stated: the author of sources 1, 2, 3 and 5; the address of sources 4 and 5."
    ]


def test_a_page_says_what_is_missing_of_its_sources_in_one_place(client):
    contract = make_ready_contract(source=make_source())
    for number in range(5):
        make_citation(contract=contract, source=make_source(title=f"Report {number}"))
    publish(contract)

    page = client.get("/contracts/1/", follow=True).content.decode()

    everything = "The publisher, author, date and address of sources 1, 2, 3, 4, 5 and 6"
    assert page.count(f"{everything} are not stated.") == 1
    assert page.count("publisher") == page.count("author") == page.count("publisher, author") == 1
    sources = page.split('<ol class="sources">')[1].split("</ol>")[0]
    assert "not stated" not in sources

"""The searches that the record is kept for: each one address, that finds these contracts."""

import csv
import datetime
import io
import json
import re

import pytest
from django.conf import settings

from procurement.management import founding_case
from procurement.models import PublicContract, PublicParty
from tests import factories as make

pytestmark = pytest.mark.django_db

M = 1_000_000_00
ENDINGS = ("csv", "xlsx", "json", "jsonl", "ocds.json", "atom")


@pytest.fixture
def record():
    """Give {letter: public id}: contracts of which each search finds some, and nearly finds others."""
    force, council = make.make_buyer(name="Northmarch Police"), make.make_buyer()
    fenwick, other = make.make_vendor(name="Fenwick Systems"), make.make_vendor(name="Other")
    acts = {
        "A": ("hold", "data_protection", "pending"),
        "B": ("hold", "data_protection", "pending"),
        "C": ("hold", "value_for_money", "pending"),
        "D": ("objection", "data_protection", "pending"),
        "E": ("legal_challenge", "no_competition", "pending"),
        "F": ("legal_challenge", "no_competition", "rejected"),
        "G": ("complaint", "no_competition", "pending"),
    }
    for letter, act in acts.items():
        _tracked(letter, *act, buyer=council, vendors=[other])
    _altered("B", hold="none", ever=",on_hold,")
    _altered("D", hold="on_hold", ever=",on_hold,")
    _altered("F", disputed=",value,")
    _altered("G", disputed=",stage,value,")
    _altered("E", disputed=",stage,")
    values = {"J": (12 * M, fenwick), "K": (30 * M, fenwick), "L": (9 * M, fenwick)}
    values |= {"M": (40 * M, other)}
    for letter, (minor, vendor) in values.items():
        make.make_register_contract(
            title=letter, buyer=council, vendors=[vendor], value_minor=minor
        )
    day = datetime.date
    days = {"P": day(2025, 1, 1), "Q": day(2025, 12, 31), "R": day(2024, 12, 31)}
    for letter, decided in days.items():
        make.make_register_contract(title=letter, buyer=force, vendors=[other], decided_on=decided)
    _altered("P", bids_received=1, regions=",UKI,", framework="call_off")
    _altered("Q", bids_received=4, regions=",UKI,UKM,", rationales=",urgency,")
    _altered(
        "R", bids_received=0, regions=",UKM,", rationales=",art,urgency,", framework="framework"
    )
    _altered("A", bids_received=1, regions=",ENG,")
    return dict(PublicContract.objects.values_list("title", "public_id"))


def _tracked(letter, type, ground, outcome, **fields):
    contract = make.make_ready_contract(title=letter, **fields)
    act = contract.interventions.get()
    act.type, act.outcome = type, outcome
    act.save()
    make.make_ground_link(act, ground)
    contract.refresh_from_db()
    make.publish(contract)


def _altered(letter, **columns):
    make.alter_copy(PublicContract.objects.get(title=letter), **columns)


# What is asked, its address, and the contracts it finds, in order.
SEARCHES = [
    ("ever held on data-protection grounds", "ever=on_hold&ground=data_protection", "DBA"),
    ("and by that very hold", "ever=on_hold&type=hold&ground=data_protection", "BA"),
    ("a vendor's over £10m, by value", "vendor=&value_min=10m&sort=-value", "KJ"),
    ("what a police force bought in 2025", "buyer=&year=2025", "QP"),
    ("the same, between two days", "buyer=&date_from=2025&date_to=2025", "QP"),
    ("every open legal challenge", "type=legal_challenge&outcome=pending", "E"),
    ("whose value is disputed", "disputed=value", "GF"),
    ("for which one bid came in", "bids=1", "PA"),
    ("one bid, or four and more", "bids=1&bids=4-", "QPA"),
    ("up to four bids in Scotland", "bids=0-4&place=UKM", "RQ"),
    ("delivered in England", "place=ENG", "QPA"),
    ("delivered in the United Kingdom", "place=UK", "RQPA"),
    ("frameworks and what is called off", "framework=framework&framework=call_off", "RP"),
    ("awarded directly because it was urgent", "rationale=urgency", "RQ"),
]


def numbered(query):
    """With its parties as they are numbered."""
    for kind, name in (("vendor", "Fenwick Systems"), ("buyer", "Northmarch Police")):
        party = PublicParty.objects.get(name=name)
        query = query.replace(f"{kind}=&", f"{kind}={party.public_id}&")
    return query


@pytest.mark.parametrize(("asked", "query", "letters"), SEARCHES, ids=[one[0] for one in SEARCHES])
def test_an_address_finds_its_contracts_and_so_do_its_files(client, record, asked, query, letters):
    query, numbers = numbered(query), [record[letter] for letter in letters]

    page = client.get(f"/contracts/?{query}")
    table, plain, feed = (
        b"".join(client.get(f"/contracts.{ending}?{query}")).decode()
        for ending in ("csv", "json", "atom")
    )

    assert page.status_code == 200
    assert [row.title for row in page.context["page"]] == list(letters)
    assert [
        int(row["id"]) for row in csv.DictReader(io.StringIO(table.lstrip("\ufeff")))
    ] == numbers
    assert [one["id"] for one in json.loads(plain)["contracts"]] == numbers
    entries = re.findall(r'/contracts/([0-9]+)/" rel="alternate"', feed)
    assert sorted(map(int, entries)) == sorted(numbers)


def taken(client, address):
    """Read a file to its end; give how it was answered."""
    response = client.get(address, follow=True)
    response.getvalue()
    return response.status_code


README = (settings.BASE_DIR / "README.md").read_text()


@pytest.mark.parametrize("address", re.findall(r"`(/contracts/\?[^`]*)`", README))
def test_searches_of_the_readme_are_answered(client, address):
    if "GB-COH" not in address:
        founding_case.load()
    else:
        vendor = make.make_vendor()
        make.make_identifier(vendor=vendor, scheme="GB-COH", value="01234567")
        make.publish(make.make_ready_contract(vendors=[vendor]))

    page = client.get(address, follow=True)
    files = [taken(client, address.replace("/?", f".{ending}?")) for ending in ENDINGS]

    assert (page.status_code, page.context["listing"].problems) == (200, [])
    # With the record that an installation begins with, each finds something.
    assert page.context["listing"].count == 1
    assert files == [200] * len(ENDINGS)

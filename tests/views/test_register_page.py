"""The page of a contract of which the register alone speaks, its twin and its history."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from procurement import public
from procurement.models import Contract, Counter, PublicContract, Tombstone
from tests import factories as make

pytestmark = pytest.mark.django_db


def words(response):
    """Give the words of a page with single spaces, its tags left out."""
    main = response.content.decode().split("<main", 1)[1].split("</main>")[0]
    plain = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))
    return re.sub(r" ([,.;:])", r"\1", plain)


def page(client, contract):
    return client.get(f"/contracts/{contract.public_id}/", follow=True)


def vendors(number):
    return [make.make_vendor(name=f"Vendor {place:02}") for place in range(1, number + 1)]


class Folded(HTMLParser):
    """Reads {summary: how many items its fold holds}, and the words of each link."""

    def __init__(self, page):
        super().__init__()
        self.open, self.folds, self.links, self.path = [], [], [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        """Items of a list inside an item are another list's."""
        if tag == "details":
            self.open.append({"depth": len(self.path), "items": 0, "summary": ""})
            self.folds.append(self.open[-1])
        if tag == "li" and self.open and "li" not in self.path[self.open[-1]["depth"] :]:
            self.open[-1]["items"] += 1
        if tag == "a":
            self.links.append("")
        if tag in ("details", "li", "summary", "a"):
            self.path.append(tag)

    def handle_endtag(self, tag):
        """Its fold ends with it."""
        if tag in ("details", "li", "summary", "a"):
            self.path.pop()
        if tag == "details":
            self.open.pop()

    def handle_data(self, data):
        """Words of a summary or a link."""
        if self.path[-1:] == ["summary"]:
            self.open[-1]["summary"] += data
        if self.path[-1:] == ["a"]:
            self.links[-1] += data


# What it says


@pytest.mark.parametrize(("number", "awards"), [(6, 1), (7, 1), (12, 1), (93, 1), (12, 3), (2, 12)])
def test_so_many_more_are_as_many_where_they_are_said_to_be(client, number, awards):
    shares = [vendors(number) for _ in range(awards)]
    contract = make.make_register_contract(
        awards=[(1_000_000_00, "GBP", each) for each in shares], notices=13
    )

    read = Folded(page(client, contract).content.decode())

    told = {fold["summary"]: fold["items"] for fold in read.folds}
    numbers = {int(found[0]): told[one] for one in told if (found := re.findall(r"[0-9]+", one))}
    assert all(said == items for said, items in numbers.items())
    assert not [link for link in read.links if re.search(r"[0-9]+ more", link)]
    of_contract = number * awards
    assert (f"{of_contract - 5} more vendors" in told) == (of_contract > 6)


@pytest.mark.parametrize("number", [6, 7, 40])
def test_vendors_that_editors_name_are_all_on_the_page(client, number):
    contract = make.make_ready_contract(vendors=vendors(number))
    make.publish(contract)
    contract.refresh_from_db()

    read = Folded(page(client, contract).content.decode())

    folded = [fold["items"] for fold in read.folds if "more vendors" in fold["summary"]]
    assert folded == ([number - 5] if number > 6 else [])
    assert sum(link.startswith("Vendor ") for link in read.links) == number


def test_page_says_what_the_register_says(client, on_day):
    on_day("2026-11-29")
    contract = make.make_register_contract(
        title="Resurfacing", cpv="45233222", category="works", method="open", notices=2
    )

    said = words(page(client, contract))

    for sentence in (
        "Northmarch Council’s £1m contract with Fenwick Systems has been awarded and is due to end on"
        " 31 March 2027.",
        "£1m £1,000,000 decided value; official record",
        "What is bought Works CPV code 45233222, in “Construction work”",
        "Date of the decision 1 March 2025 official record",
        "Start 1 April 2025 official record End 31 March 2027 official record",
        "As published in 2 official notices.",
        "1 March 2025 Decided £1,000,000 Fenwick Systems Term: 1 April 2025 to 31 March 2027",
        "2 January 2025 UK6 Contract award notice Says what the buyer has decided about the award, usually"
        " before anything is signed.",
        "Stage: before: Tender → after: Awarded Original at find-tender.service.gov.uk",
        "Last notice 2 February 2025: UK6 Contract award notice",
        "2 notices: only the official register covers this contract",
        "“Resurfacing”, Public decisions, as of the notice of 2 February 2025. http://testserver/",
        "The official notices above, each with a link to its original.",
    ):
        assert said.count(sentence) == 1, sentence


def test_what_the_notice_says_of_it_is_said_to_be_in_its_words(client):
    short = make.make_register_contract(description="Roads are resurfaced.")
    long = make.make_register_contract(description="word " * 300)

    assert "In the words of the official notice: Roads are resurfaced." in words(
        page(client, short)
    )
    shown = words(page(client, long))
    assert shown.count("196 more words") == 1
    assert shown.count("word word") == 150


def test_a_value_that_several_vendors_share_is_said_to_be(client):
    contract = make.make_register_contract(vendors=vendors(34), value_minor=22_416_400_00)

    response = page(client, contract)
    said = words(response)

    assert said.count("£22,416,400 shared by 34 vendors, not the sum for each") == 1
    assert said.count("24 more vendors") == 1
    assert "Vendor 01, Vendor 02, Vendor 03, Vendor 04, Vendor 05 29 more vendors" in said
    links = re.findall(r'href="/vendors/\d+-vendor-(\d+)/"', response.content.decode())
    assert sorted(set(links)) == [f"{number:02}" for number in range(1, 35)]


def test_a_value_that_is_no_price_is_said_to_be(client):
    contract = make.make_register_contract(value_minor=1)

    said = words(page(client, contract))

    assert said.count("Value published as £0.01, which is not a price") == 1
    assert said.count("£0.01 as published; not a price") == 1
    assert said.count("is not stated") == 0


def test_several_currencies_are_not_added_up(client):
    [vendor] = vendors(1)
    awards = [(1_000_00, "GBP", [vendor]), (2_000_00, "EUR", [vendor])]
    contract = make.make_register_contract(awards=awards)

    said = words(page(client, contract))

    assert said.count("Value in several currencies, which are not added up") == 1
    assert said.count("Decided £1,000 Vendor 01") == said.count("Decided €2,000 Vendor 01") == 1


def test_page_says_once_what_it_reads_and_where_there_may_be_more(client):
    one, two = make.make_register_contract(), make.make_register_contract(notices=2)
    said, response = words(page(client, one)), page(client, one)

    assert (
        said.count("The official notice may state more: this record does not read all of it.") == 1
    )
    assert said.count("read all of it. Read it at find-tender.service.gov.uk") == 1
    url = one.notices.get().url
    assert response.content.decode().count(f'href="{url}"') == 2
    assert words(page(client, two)).count("does not read all of them. All 2 notices") == 1


def test_agreements_stand_with_the_vendors_of_their_award(client):
    contract = make.make_register_contract()
    signed = {
        "id": "1", "award": "1", "status": "active", "signed_on": "2025-03-20",
        "value": {"minor": 900_000_00, "currency": "GBP"}, "title": "Framework call-off",
        "counted_as": "decided",
    }  # fmt: skip
    make.alter_document(contract, lambda said: said["agreements"].append(signed))

    said = words(page(client, contract))

    assert (
        said.count("Agreements Signed 20 March 2025 Framework call-off £900,000 Fenwick Systems")
        == 1
    )


@pytest.mark.parametrize(
    ("notices", "folded"), [(11, ""), (12, "2 earlier notices"), (30, "20 earlier notices")]
)
def test_many_notices_fold_from_the_earliest(client, notices, folded):
    contract = make.make_register_contract(notices=notices)

    said = words(page(client, contract))

    assert said.count("earlier notices") == bool(folded)
    assert folded in said
    assert said.count("UK6 Contract award notice Says what") == notices


def test_many_awards_fold(client):
    [vendor] = vendors(1)
    contract = make.make_register_contract(awards=[(1_000_00, "GBP", [vendor])] * 15)

    said = words(page(client, contract))

    assert said.count("5 more awards") == 1
    assert said.count("Decided £1,000 Vendor 01") == 15


def test_awards_of_which_nothing_is_stated_are_counted(client):
    contract = make.make_register_contract(awards=[(None, "", [])] * 3)
    silent = [{"id": str(number), "suppliers": []} for number in range(3)]
    make.alter_document(contract, lambda said: said.update(awards=silent))

    said = words(page(client, contract))

    assert said.count("3 awards of which this record has neither value nor vendor nor date.") == 1


def test_a_notice_that_changed_nothing_says_so(client):
    contract = make.make_register_contract(notices=3)
    contract.notices.update(changes=[])

    assert (
        words(page(client, contract)).count(
            "Nothing that is read of it differs from the notices before it."
        )
        == 2
    )


@pytest.mark.parametrize(
    ("type_", "name"),
    [
        ("UK7", "UK7 Contract details notice Gives the details"),
        ("tenderAmendment", "Tender notice, amended Changes the terms of the tender."),
        ("somethingElse", "Notice (somethingElse)"),
        ("", "Notice No link"),
    ],
)
def test_a_notice_is_called_by_its_number_and_explained(client, type_, name):
    contract = make.make_register_contract()
    contract.notices.update(type=type_, url="")

    said = words(page(client, contract))

    assert said.count(f"2 January 2025 {name}") == 1
    assert said.count("No link to its original is on this record") == 1


# Its other addresses


def test_json_is_the_dossier(client):
    contract = make.make_register_contract()

    body = client.get(f"/contracts/{contract.public_id}.json").json()

    assert body == public.dossier(contract.public_id)
    assert (body["tracked"], body["notices"][0]["type"]) == (False, "UK6")


def test_history_is_the_notices(client):
    contract = make.make_register_contract(title="Resurfacing", notices=3)

    said = words(client.get(f"/contracts/{contract.public_id}/history/"))

    assert said.count("Only the official register covers Resurfacing") == 1
    assert said.count("3 notices, oldest first") == 1
    assert said.count("UK6 Contract award notice") == 3
    assert client.get(f"/contracts/{contract.public_id}/history/1/").status_code == 404


def test_what_editors_have_not_published_is_not_there(client):
    contract = make.make_register_contract(title="As the register has it")
    Contract.objects.filter(pk=contract.pk).update(tracked=True, notes="Not for you", version=2)
    make.make_intervention(contract, ready=True)

    response = page(client, contract)

    assert response.status_code == 200
    assert "As the register has it" in words(response)
    assert "Who stepped in" not in words(response)
    assert "Not for you" not in words(response)


def test_a_withdrawn_one_is_gone(client):
    contract = make.make_register_contract()
    PublicContract.objects.all().delete()
    Tombstone.objects.create(
        kind="contract", public_id=contract.public_id, reason="Twice.", at="2026-01-01T00:00Z"
    )

    for address in ("/", ".json", "/history/"):
        assert client.get(f"/contracts/{contract.public_id}{address}").status_code == 410


def test_one_that_never_was_public_is_not_there(client):
    contract = make.make_register_contract()
    PublicContract.objects.all().delete()

    assert client.get(f"/contracts/{contract.public_id}/").status_code == 404


def test_the_register_does_not_speak_for_what_editors_have_published():
    kept = make.make_ready_contract()
    make.publish(kept)
    Contract.objects.filter(pk=kept.pk).update(from_register=True)
    kept.refresh_from_db()

    assert public.register_dossier(kept.public_id) is None
    assert public.dossier(kept.public_id)["tracked"]


# Cost and caching


@pytest.mark.parametrize("rows", [1, 3])
def test_page_queries(client, django_assert_num_queries, rows):
    awards = [(1_000_00, "GBP", vendors(2 * rows)) for _ in range(rows)]
    contract = make.make_register_contract(awards=awards, notices=rows)
    make.alter_document(contract, lambda said: said["agreements"].append({"id": "1"}))
    address = page(client, contract).redirect_chain[0][0]

    # 6 queries: what the ETag rests on; no revision; the contract; notices; its document; names of
    # parties
    with django_assert_num_queries(6):
        response = client.get(address)

    assert response.status_code == 200


@pytest.mark.parametrize("rows", [1, 3])
def test_history_queries(client, django_assert_num_queries, rows):
    contract = make.make_register_contract(notices=rows, vendors=vendors(rows))

    # those of the page
    with django_assert_num_queries(6):
        client.get(f"/contracts/{contract.public_id}/history/")


def test_an_import_makes_a_new_etag(client, django_assert_num_queries):
    address = f"/contracts/{make.make_register_contract().public_id}.json"
    etag = client.get(address)["ETag"]

    with django_assert_num_queries(1):
        assert client.get(address, headers={"If-None-Match": etag}).status_code == 304

    Counter.next("data")
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 200


def test_page_with_many_vendors_is_light(client):
    contract = make.make_register_contract(vendors=vendors(34), notices=5)
    names = ("tokens", "base", "layout", "components")
    styles = [finders.find(f"procurement/css/{name}.css") for name in names]
    weight = sum(len(Path(style).read_bytes()) for style in styles)

    assert len(page(client, contract).content) + weight < 60_000


@pytest.mark.parametrize(
    ("notices", "linked", "said"),
    [
        (1, 1, "The official notice above, with a link to its original."),
        (3, 3, "The official notices above, each with a link to its original."),
        (3, 2, "The official notices above, 2 of 3 with a link to the original."),
        (1, 0, "The official notice above; no link to the original is on this record."),
        (2, 0, "The official notices above; no link to the original is on this record."),
    ],
)
def test_page_says_of_how_many_notices_it_has_a_link(client, notices, linked, said):
    contract = make.make_register_contract(notices=notices)
    without = contract.notices.order_by("pk")[linked:]
    contract.notices.filter(pk__in=[one.pk for one in without]).update(url="")

    read = words(page(client, contract))

    assert read.count(said) == 1
    assert read.count("No link to its original is on this record") == notices - linked
    assert "Where it is published" not in read

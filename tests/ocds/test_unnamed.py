"""Notices that have a word for nobody in the place of a name: it is shown, and is no party."""

import pytest
from django.core.exceptions import ValidationError

from procurement.models import (
    Buyer,
    ImportProblem,
    PublicContract,
    PublicContractVendor,
    PublicParty,
    Stakeholder,
    Vendor,
)

from .samples import awarded, party, release
from .test_copies import assert_as_published, assert_totals_are_right
from .test_who import told_by, words

pytestmark = pytest.mark.django_db


def contract(ocid="ocds-test-1"):
    return PublicContract.objects.get(ocid=ocid)


def address(ocid="ocds-test-1"):
    return f"/contracts/{contract(ocid).public_id}/"


def json_of(client, suffix=".json"):
    return told_by(client, address().rstrip("/") + suffix)


def page(client, ocid="ocds-test-1"):
    return words(client.get(address(ocid), follow=True))


@pytest.mark.parametrize("name", ["Withheld", "N/A", "Not applicable", "-"])
def test_it_joins_no_contracts(importing, client, name):
    importing([awarded(1, f"ocds-test-{one}", [party(name, id=str(one))]) for one in (1, 2)])

    assert not Vendor.objects.exists() and not PublicParty.objects.filter(kind="vendor").exists()
    for ocid in ("ocds-test-1", "ocds-test-2"):
        assert f"The notice names no vendor: “{name}”." in page(client, ocid)
        assert "not found: the vendor" not in page(client, ocid)
    assert {one.value for one in ImportProblem.objects.all()} == {name}
    [first] = json_of(client)["awards"]
    assert (first["unnamed"], first["vendors"]) == ([name], [])
    assert_as_published()
    assert_totals_are_right()


def test_amount_of_a_buyer_and_of_one_that_is_not_named_is_nobodys_alone(importing, client):
    north, south = (party(f"{name} Council", id=name) for name in ("North", "South"))
    withheld = {"name": "Withheld"}
    for place, buyers in enumerate(([north, withheld], [withheld], [south, {"name": "N/A"}]), 1):
        told = {"award": {"buyers": buyers}, "parties": [north, south], "buyer": north}
        importing([awarded(place, f"ocds-test-{place}", [party("Acme")], **told)])

    told = {
        one.name: (one.totals, one.shared_count) for one in PublicParty.objects.filter(kind="buyer")
    }
    assert told == {"North Council": ({}, 2), "South Council": ({}, 1)}
    for place, name in ((1, "Withheld"), (2, "Withheld"), (3, "N/A")):
        assert f"the notice has “{name}” in the place of a name" in page(
            client, f"ocds-test-{place}"
        )
    standard = told_by(client, "/contracts.ocds.json?q=ocds-test-3")["releases"][0]["awards"]
    assert [[one["name"] for one in award["buyers"]] for award in standard] == [
        ["South Council", "N/A"]
    ]
    assert_as_published()
    assert_totals_are_right()


def test_number_says_who_it_is(importing, client):
    importing(
        awarded(1, suppliers=[party("Withheld", "GB-COH-00000001")]),
        awarded(2, "ocds-test-2", [party("Acme", "GB-COH-00000001")]),
    )

    assert [one.name for one in Vendor.objects.all()] == ["Acme"]
    assert PublicContractVendor.objects.count() == 2
    assert "names no vendor" not in page(client)


def test_legal_name_says_who_it_is(importing):
    stated = party("See attached", id="1") | {"identifier": {"legalName": "Acme"}}
    importing(awarded(1, suppliers=[stated]))

    assert Vendor.objects.get().name == "Acme"


def test_amount_is_shared_with_one_that_is_not_named(importing, client):
    importing(awarded(1, suppliers=[party("Acme", id="1"), party("Withheld", id="2")]))

    link = PublicContractVendor.objects.get()
    assert (link.counted, link.value_minor, link.shared_with) == ("shared", None, 1)
    said = "Besides, the notice has “Withheld” in the place of a name"
    assert said in page(client)
    assert_as_published()


def test_headline_says_that_others_are_not_named(importing, client):
    """Of an amount that is stated for one that is not named, nobody else is said to have it."""
    mine, theirs = (
        awarded(1, suppliers=[party("Acme", id="1")]),
        awarded(1, suppliers=[party("TBC", id="2")]),
    )
    both = mine | {"awards": mine["awards"] + [theirs["awards"][0] | {"id": "2"}]}
    importing(both)

    assert " contract with Acme and a vendor that is not named " in contract().headline
    seen = page(client)
    assert "and a vendor that is not named" in seen.split("Key facts")[1]
    assert "The award names no vendor: “TBC”." in seen
    assert "Not every vendor is named: a notice has “TBC” instead." in seen
    assert "The notice names no vendor" not in seen
    in_list = " ".join(client.get("/contracts/").content.decode().split())
    assert "<bdi>Acme</bdi> and a vendor that is not named" in in_list
    assert_as_published()


def test_two_that_are_not_named_may_be_one(importing):
    awards = [
        awarded(1, suppliers=[party(name)])["awards"][0] | {"id": name, "status": status}
        for name, status in (
            ("Acme", "active"),
            ("N/A", "active"),
            ("Withheld", "active"),
            ("TBC", "cancelled"),
        )
    ]
    importing(awarded(1) | {"awards": awards})
    assert " with Acme and one or more vendors that are not named " in contract().headline

    importing(awarded(1, "ocds-test-2") | {"awards": [awards[0], awards[3]]})
    assert "not named" not in contract("ocds-test-2").headline


def test_name_that_comes_later_stands_alone(importing, client):
    importing(
        [
            awarded(1, suppliers=[party("TBC", id="1")]),
            awarded(2, suppliers=[party("Acme", id="2")]),
        ]
    )

    assert PublicContractVendor.objects.get().counted == "alone"
    said = page(client)
    # What the earlier notice had in the place of a name is told as a change, and not as a name.
    assert "names no vendor" not in said
    assert "vendors without a name: taken away" in said.split("TBC")[0] and said.count("TBC") == 1


def test_supplier_by_role_and_buyer(importing, client):
    stated = [party("Various suppliers", id="1") | {"roles": ["supplier"]}]
    importing(release(parties=stated, buyer={"id": "9", "name": "N/A"}))

    assert not Vendor.objects.exists() and not Buyer.objects.exists()
    assert "The notice names no vendor: “Various suppliers”." in page(client)
    assert "The notice names no buyer: “N/A”." in page(client)
    said = json_of(client)["register"]["unnamed"]
    assert said == {"buyer": "N/A", "vendors": ["Various suppliers"]}


@pytest.mark.parametrize("name", ["59 suppliers", "Multiple suppliers"])
def test_framework_of_many_that_are_not_named_is_a_ceiling(importing, client, name):
    importing(
        awarded(1, suppliers=[party(name, id="1")], award={"title": "A framework for pianos"})
    )

    many = "59 vendors" if name.startswith("59") else f"“{name}”"
    assert contract().value_kind == "ceiling"
    assert f"and {many} share one amount" in page(client)


def test_files_of_ocds_put_it_back(importing, client):
    importing(awarded(1, suppliers=[party("Withheld", id="1")], buyer={"id": "9", "name": "N/A"}))

    [again] = json_of(client, ".ocds.json")["releases"]
    assert again["awards"][0]["suppliers"] == [{"name": "Withheld"}]
    assert again["buyer"] == {"name": "N/A"}
    importing(again | {"ocid": "ocds-test-2"})
    assert "The notice names no vendor: “Withheld”." in page(client, "ocds-test-2")


@pytest.mark.parametrize("model", [Buyer, Vendor, Stakeholder])
def test_editor_is_told_at_the_field(model):
    with pytest.raises(ValidationError) as refused:
        model(name="Withheld").full_clean()

    assert list(refused.value.message_dict) == ["name"]
    assert "names nobody" in refused.value.message_dict["name"][0]


@pytest.mark.parametrize("junk", [5, "x", [1], {"a": 1}, None])
def test_a_key_of_ours_in_a_notice_is_none(importing, junk):
    report = importing(awarded(1, suppliers=[party("Acme", id="1")], award={"_unnamed": junk}))

    assert (report.rejected, report.refused) == (0, [])
    assert PublicContractVendor.objects.get().counted == "alone"


def test_one_that_is_not_named_is_still_of_its_award(importing, client):
    stated = party("Withheld", id="1") | {"roles": ["supplier"], "details": {"scale": "sme"}}
    importing(awarded(1, suppliers=[stated]))

    assert "of no award" not in page(client)

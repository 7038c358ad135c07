"""Whom an agreement is with, where its notice says it: by its own suppliers, or by the bids that it names."""

import pytest

from procurement.models import PublicContract, PublicContractVendor, PublicParty

from .samples import awarded, party, release
from .test_copies import assert_as_published, assert_totals_are_right
from .test_who import told_by, words

pytestmark = pytest.mark.django_db
ACME, BERT = (party(name, id=name) for name in ("Acme", "Bert"))
BIDS = {
    "details": [
        {"id": "b1", "tenderers": [{"id": "Acme"}]},
        {"id": 2, "tenderers": [{"id": "Bert"}]},
    ]
}


def signed(id, pounds, **own):
    return {"id": id, "awardID": "1", "value": {"amount": pounds, "currency": "GBP"}} | own


def two(first, second, **fields):
    award = {"value": None}
    return awarded(
        suppliers=[ACME, BERT],
        award=award,
        contracts=[signed("a", 10, **first), signed("b", 20, **second)],
        **fields,
    )


@pytest.mark.parametrize(
    ("notice", "vendors", "parts"),
    [
        (two({"relatedBids": ["b1"]}, {"relatedBids": [2]}, bids=BIDS), {"a": ["Acme"], "b": ["Bert"]},
         {"Acme": 1000, "Bert": 2000}),
        (two({"suppliers": [{"id": "Acme"}]}, {"suppliers": [{"id": "Bert"}]}), {"a": ["Acme"], "b": ["Bert"]},
         {"Acme": 1000, "Bert": 2000}),
        (two({"suppliers": [{"id": "Acme"}]}, {}), {"a": ["Acme"]}, {"Acme": 1000, "Bert": None}),
        # What names nobody leaves the vendors of the award.
        (two({"relatedBids": ["b9"]}, {"relatedBids": "b1"}, bids=BIDS), {}, {"Acme": None, "Bert": None}),
        (two({"relatedBids": [{}, None, "b1"]}, {}, bids={"details": "x"}), {}, {"Acme": None, "Bert": None}),
        (two({"relatedBids": ["b1", 2]}, {}, bids=BIDS), {}, {"Acme": None, "Bert": None}),
    ],
)  # fmt: skip
def test_agreement_names_its_own_vendors(importing, client, notice, vendors, parts):
    importing([notice])

    body = told_by(client, f"/contracts/{PublicContract.objects.get().public_id}.json")
    named = {
        one["id"]: [each["name"] for each in one["vendors"]]
        for one in body["agreements"]
        if "vendors" in one
    }
    assert named == vendors
    assert {one.vendor.name: one.value_minor for one in PublicContractVendor.objects.all()} == parts
    assert_as_published()
    assert_totals_are_right()


def test_vendor_of_an_agreement_without_an_award_is_none_by_role_alone(importing, client):
    acme = ACME | {"roles": ["supplier"]}
    agreement = {
        "id": "c",
        "suppliers": [{"id": "Acme"}],
        "value": {"amount": 10, "currency": "GBP"},
    }
    importing(
        [release(parties=[acme], contracts=[agreement | {"dateSigned": "2025-01-01T00:00:00Z"}])]
    )

    contract = PublicContract.objects.get()
    body = told_by(client, f"/contracts/{contract.public_id}.json")
    page = words(client.get(f"/contracts/{contract.public_id}/", follow=True))
    assert ([one["name"] for one in body["vendors"]], body["by_role"]) == (["Acme"], [])
    assert ("Named as supplier" in page, "Acme" in contract.headline) == (False, True)
    assert PublicContractVendor.objects.get().value_minor == 1000
    assert PublicParty.objects.get(name="Acme").unknown_count == 0
    assert_as_published()
    assert_totals_are_right()


def test_ocds_puts_the_vendors_of_an_agreement_back(importing, client):
    importing([two({"suppliers": [{"id": "Acme"}]}, {"suppliers": [{"id": "Bert"}]})])

    contract = PublicContract.objects.get()
    [one] = told_by(client, "/contracts.ocds.json")["releases"]
    assert [[each["name"] for each in row["suppliers"]] for row in one["contracts"]] == [
        ["Acme"],
        ["Bert"],
    ]
    assert contract.public_id

"""A vendor that is only proposed, beside one to which an award is decided: it is told as that, and supplies nothing."""

import pytest

from procurement.models import PublicContract, PublicContractVendor, PublicParty

from .samples import awarded, party
from .test_copies import assert_as_published, assert_totals_are_right
from .test_who import told_by, words

pytestmark = pytest.mark.django_db
ACME = party("Acme", "GB-COH-00000001", id="V1")
BERT = party("Bert", "GB-COH-00000002", id="V2")


def award(id, who, status, pounds=None):
    value = {"value": {"amount": pounds, "currency": "GBP"}} if pounds else {}
    return {"id": id, "status": status, "suppliers": [{"id": one["id"]} for one in who]} | value


def signed(award, **fields):
    return {
        "id": f"c{award}",
        "awardID": award,
        "status": "active",
        "dateSigned": "2025-02-01",
    } | fields


def notice(*awards, contracts=()):
    return awarded(1, suppliers=[ACME, BERT]) | {"awards": [*awards], "contracts": [*contracts]}


DECIDED, PROPOSED = award("1", [ACME], "active", 120), award("2", [BERT], "pending", 7)


@pytest.mark.parametrize(
    ("said", "vendors", "proposed"),
    [
        (notice(DECIDED, PROPOSED, contracts=[signed("1")]), ["Acme"], ["Bert"]),
        (notice(DECIDED, PROPOSED), ["Acme"], ["Bert"]),
        (notice(award("1", [ACME], None), PROPOSED), ["Acme"], ["Bert"]),
        (notice(DECIDED, award("2", [ACME, BERT], "pending", 7)), ["Acme"], ["Bert"]),
        # What is signed was decided, whatever its award says.
        (notice(DECIDED, PROPOSED, contracts=[signed("2")]), ["Acme", "Bert"], []),
        (
            notice(DECIDED, PROPOSED, contracts=[signed("2", status="cancelled")]),
            ["Acme"],
            ["Bert"],
        ),
        (notice(DECIDED, PROPOSED, award("3", [BERT], "active")), ["Acme", "Bert"], []),
        # Where nothing is decided, all are proposed, and the stage says so.
        (notice(award("1", [ACME], "pending"), PROPOSED), ["Acme", "Bert"], []),
        (notice(award("1", [ACME], "cancelled"), PROPOSED), ["Bert"], []),
    ],
)
def test_only_those_to_whom_something_is_decided_are_vendors(
    importing, client, said, vendors, proposed
):
    importing([said])

    contract = PublicContract.objects.get()
    body = told_by(client, f"/contracts/{contract.public_id}.json")
    page = words(client.get(f"/contracts/{contract.public_id}/", follow=True))
    [row] = told_by(client, "/contracts.json")["contracts"]
    assert [one["name"] for one in body["vendors"]] == vendors
    assert [one["name"] for one in row["vendors"]] == vendors
    assert [name for name in ("Acme", "Bert") if name in contract.headline] == vendors
    assert ("Proposed vendor Bert" in page) is bool(proposed)
    parts = PublicContractVendor.objects.filter(counted="proposed")
    assert [one.vendor.name for one in parts] == proposed
    assert_as_published()
    assert_totals_are_right()


@pytest.mark.parametrize(
    ("award", "words_of_row"),
    [
        (PROPOSED, "; for it alone: £7 proposed"),
        (PROPOSED | {"value": None}, ", for which an award to it is proposed, not decided"),
    ],
)
def test_proposed_vendor_finds_the_contract_and_its_page_says_what_it_is(
    importing, client, award, words_of_row
):
    importing([notice(DECIDED, award)])

    bert = PublicParty.objects.get(name="Bert")
    page = words(client.get(f"/vendors/{bert.public_id}-bert/"))
    found = told_by(client, f"/contracts.json?vendor={bert.public_id}")
    assert words_of_row in page
    assert len(found["contracts"]) == 1


def test_unnamed_vendor_that_is_only_proposed_is_not_in_the_headline(importing):
    nobody = {"id": "2", "status": "pending", "suppliers": [{"name": "Various suppliers"}]}
    importing([notice(DECIDED, nobody)])

    assert "not named" not in PublicContract.objects.get().headline

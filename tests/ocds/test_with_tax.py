"""Amounts that a notice states with VAT and not without: told as such, in no total, and given back as they stood."""

import pytest

from procurement.models import PublicContract, PublicContractVendor, PublicHoldings, PublicParty

from .samples import awarded, party
from .test_copies import assert_as_published, assert_totals_are_right
from .test_who import told_by, words

pytestmark = pytest.mark.django_db
TAXED = {"amount": 5000, "currency": "GBP", "valueAddedTaxIncluded": True}


def test_it_stands_outside_totals_and_the_page_says_so(importing, client):
    importing(awarded(1, suppliers=[party("Acme", id="1")], award={"value": TAXED}))

    row = PublicContract.objects.get()
    assert (row.value_minor, row.value_kind) == (5000_00, "gross")
    assert PublicContractVendor.objects.get().value_minor is None
    assert PublicHoldings.objects.get().sums == {}
    assert PublicParty.objects.get(kind="vendor").totals == {}
    page = words(client.get(f"/contracts/{row.public_id}/", follow=True))
    assert "at £5,000 with VAT" in page and "£5,000 with VAT" in page.split("Awards")[-1]
    assert_as_published()
    assert_totals_are_right()


def test_estimate_with_tax_says_so(importing, client):
    importing(awarded(1, tender={"title": "Roads", "value": TAXED}, award={"value": None}))

    row = PublicContract.objects.get()
    assert row.value_kind == "estimate"
    assert "with VAT" in words(client.get(f"/contracts/{row.public_id}/", follow=True))


def test_ocds_gives_it_back_as_it_stood(importing, client):
    importing(awarded(1, suppliers=[party("Acme", id="1")], award={"value": TAXED}))
    [again] = told_by(client, f"/contracts/{PublicContract.objects.get().public_id}.ocds.json")[
        "releases"
    ]
    assert again["awards"][0]["value"] == TAXED

    importing(again | {"ocid": "ocds-test-2"})
    assert set(PublicContract.objects.values_list("value_kind", flat=True)) == {"gross"}

"""Parties that an import meets again: what notices may say of them, and what stays an editor's."""

import pytest

from procurement import actions
from procurement.models import Notice, PublicContract, PublicParty, Vendor
from procurement.models.versions import advance
from tests import factories as make

from .samples import awarded, party
from .test_copies import assert_as_published, assert_totals_are_right

pytestmark = pytest.mark.django_db
NUMBER = "GB-COH-01234567"


def test_party_that_an_editor_added_keeps_its_name(importing):
    make.publish(make.make_ready_contract(vendors=[make.make_vendor(name="ACME ROADS")]))

    importing(awarded(1, suppliers=[party("Acme Roads")]))

    assert Vendor.objects.get().name == "ACME ROADS"
    assert PublicParty.objects.get(kind="vendor").name == "ACME ROADS"


def test_party_that_notices_made_takes_a_better_spelling_and_an_edited_one_does_not(importing):
    importing(awarded(1, suppliers=[party("ACME ROADS", NUMBER)]))
    importing(awarded(2, "ocds-test-2", [party("Acme Roads", NUMBER)]))
    assert Vendor.objects.get().name == "Acme Roads"

    vendor = Vendor.objects.get()
    advance(vendor, vendor.version)
    importing(awarded(3, "ocds-test-3", [party("Acme", NUMBER)]))
    assert (Vendor.objects.get().name, PublicParty.objects.get(kind="vendor").name) == (
        "Acme Roads",
        "Acme Roads",
    )


@pytest.mark.parametrize("edited", [True, False])
def test_withdrawn_party_that_a_notice_names_has_its_editors_words_pending(importing, edited):
    vendor = make.make_vendor(name="Acme", website="https://acme.example/")
    make.make_identifier(vendor=vendor, scheme="GB-COH", value="01234567")
    contract = make.make_ready_contract(vendors=[vendor])
    make.publish(contract)
    if edited:
        advance(vendor, Vendor.objects.get().version)
        Vendor.objects.update(website="https://roads.example/")
    contract.refresh_from_db()
    actions.withdraw(contract, by=make.make_user(), reason="Not ours.")
    assert not PublicParty.objects.filter(kind="vendor").exists()

    importing(awarded(1, suppliers=[party("Acme", NUMBER)]))

    assert PublicParty.objects.get(kind="vendor").website == ""
    assert Vendor.objects.pending().exists()


def test_renaming_reads_no_notice_again(importing):
    importing(*(awarded(1, f"ocds-test-{one}", [party("ACME ROADS", NUMBER)]) for one in (1, 2, 3)))

    # Whoever read one again would fail.
    Notice.objects.update(packed=b"")

    importing(awarded(2, "ocds-test-4", [party("Acme Roads", NUMBER)]))

    assert all("Acme Roads" in one.headline for one in PublicContract.objects.all())
    assert_as_published()
    assert_totals_are_right()
    assert not Vendor.objects.filter(stale__gt=0).exists()


def test_too_many_to_be_renamed_at_once_are_renamed_at_the_end(importing, monkeypatch):
    monkeypatch.setattr("procurement.ocds.load.batch.MOST_AT_ONCE", 1)
    importing(*(awarded(1, f"ocds-test-{one}", [party("ACME ROADS", NUMBER)]) for one in (1, 2, 3)))

    importing(awarded(2, "ocds-test-4", [party("Acme Roads", NUMBER)]))

    assert all("Acme Roads" in one.headline for one in PublicContract.objects.all())
    assert_as_published()
    assert not Vendor.objects.filter(stale__gt=0).exists()


def test_what_a_killed_import_left_to_be_renamed_the_next_renames(importing):
    importing(awarded(1, suppliers=[party("Acme", NUMBER)]))
    Vendor.objects.update(stale=2, name="Acme Ways")
    PublicParty.objects.filter(kind="vendor").update(name="Acme Ways", slug="acme-ways")

    importing(awarded(1, "ocds-test-2", [party("Bert")]))

    assert "Acme Ways" in PublicContract.objects.get(ocid="ocds-test-1").headline
    assert not Vendor.objects.filter(stale__gt=0).exists()

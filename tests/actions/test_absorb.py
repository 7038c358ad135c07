"""Parties that imports alone made, and a notice shows to be one: joined, and nothing lost on the way."""

import pytest

from procurement import actions, dossier
from procurement.models import (
    Buyer,
    Contract,
    PartyMerge,
    PartyRedirect,
    PublicContract,
    PublicContractVendor,
    PublicParty,
    Vendor,
)
from tests.factories import make_citation, make_claim, make_user, publish
from tests.ocds.samples import Importing, awarded, party

pytestmark = pytest.mark.django_db
COMPANY, NUMBER = "GB-COH-01234567", "GB-PPON-PQRS-1234-TUVW"


@pytest.fixture
def importing(tmp_path):
    return Importing(tmp_path)


def two(importing, kind="vendor"):
    """Import two contracts whose parties are one, which nothing says yet."""
    for place, one in enumerate((party("Acme", COMPANY), party("Acme Group", NUMBER))):
        importing([naming(kind, f"ocds-test-{place}", one)])


def bridge(importing, kind="vendor"):
    """Import the notice that says so."""
    importing([naming(kind, "ocds-test-9", party("Acme", COMPANY, NUMBER))])


def naming(kind, ocid, one):
    if kind == "vendor":
        return awarded(1, ocid, [one])
    return awarded(1, ocid, [party("Bert", "GB-COH-00000007")], buyer=one, parties=[one])


@pytest.mark.parametrize(("kind", "model"), [("buyer", Buyer), ("vendor", Vendor)])
def test_two_become_one_with_the_names_and_numbers_of_both(importing, kind, model):
    two(importing, kind)
    assert model.objects.count() == 2

    bridge(importing, kind)

    one = model.objects.get()
    copy = PublicParty.objects.get(kind=kind)
    numbers = [f"{row.scheme}-{row.value}" for row in one.identifiers.all()]
    assert (sorted(row.name for row in one.names.all()), numbers) == (
        ["Acme", "Acme Group"],
        [COMPANY, NUMBER],
    )
    assert (copy.public_id, copy.contract_count) == (one.public_id, 3)
    assert {copy.name, *copy.aliases} == {"Acme", "Acme Group"}
    assert not one.stale


@pytest.mark.parametrize("kind", ["buyer", "vendor"])
def test_old_address_leads_to_the_one_that_is_kept(importing, kind):
    two(importing, kind)
    before = set(PublicParty.objects.filter(kind=kind).values_list("public_id", flat=True))

    bridge(importing, kind)

    kept = PublicParty.objects.get(kind=kind).public_id
    [gone] = before - {kept}
    led = PartyRedirect.objects.get()
    assert (led.kind, led.public_id, led.to_public_id) == (kind, gone, kept)


def test_address_that_led_to_the_one_that_goes_leads_on(importing):
    two(importing)
    PartyRedirect.objects.create(kind="vendor", public_id=900, to_public_id=1)
    PartyRedirect.objects.create(kind="vendor", public_id=901, to_public_id=2)

    bridge(importing)

    kept = Vendor.objects.get().public_id
    assert {led.to_public_id for led in PartyRedirect.objects.all()} == {kept}


def test_contracts_of_both_name_the_one(importing):
    two(importing)

    bridge(importing)

    vendor = Vendor.objects.get()
    named = {
        party["id"]
        for contract in Contract.objects.all()
        for award in dossier.register_dossier(contract.public_id)["awards"]
        for party in award["vendors"]
    }
    assert named == {vendor.public_id}
    assert {one.vendors.get().name for one in PublicContract.objects.all()} == {vendor.name}
    assert all(vendor.name in one.headline for one in PublicContract.objects.all())


def test_contract_that_named_both_shares_no_longer(importing):
    importing([awarded(1, "ocds-test-1", [party("Acme", COMPANY), party("Acme Group", NUMBER)])])
    assert {link.counted for link in PublicContractVendor.objects.all()} == {"shared"}

    bridge(importing)

    link = PublicContractVendor.objects.get(contract__ocid="ocds-test-1")
    assert (link.counted, link.value_minor, link.shared_with) == ("alone", 5_000_00, 0)
    assert PublicParty.objects.get().value_minor == 10_000_00


def test_nothing_is_kept_to_undo_where_nobody_worked_on_it(importing):
    two(importing)

    bridge(importing)

    assert not PartyMerge.objects.exists()


def test_party_that_an_editor_worked_on_is_merged_with_ceremony(importing):
    two(importing)
    Vendor.objects.update(notes="ours", version=2, published_version=2)

    bridge(importing)

    merge = PartyMerge.objects.get()
    assert merge.by == actions.importer()
    assert Vendor.objects.current().count() == 1
    assert Vendor.objects.count() == 2
    assert PublicParty.objects.get(kind="vendor").contract_count == 3


def test_party_of_a_tracked_contract_is_merged_with_ceremony(importing):
    two(importing)
    for contract in Contract.objects.all():
        contract = actions.track(contract, by=make_user())
        make_citation(claim=make_claim(contract, ready=True))
        publish(contract)

    bridge(importing)

    assert PartyMerge.objects.count() == 1
    assert PublicParty.objects.get(kind="vendor").contract_count == 3


def test_clashing_numbers_join_nobody(importing):
    two(importing)

    importing([awarded(1, "ocds-test-9", [party("Acme", "GB-COH-07654321", NUMBER)])])

    assert Vendor.objects.count() == 2
    assert not PartyRedirect.objects.exists()

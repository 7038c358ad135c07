"""An import never touches what an editor wrote, and says what it changed of a tracked contract."""

import pytest

from procurement import actions, public
from procurement.models import (
    Buyer,
    Contract,
    ImportProblem,
    PublicContract,
    PublicParty,
    RegisterDocument,
    Revision,
    Tombstone,
    Vendor,
)
from procurement.ocds.load import batch
from tests.factories import (
    make_buyer,
    make_citation,
    make_claim,
    make_contract,
    make_identifier,
    make_ready_contract,
    make_user,
    make_vendor,
    publish,
)

from .samples import awarded, party, release

pytestmark = pytest.mark.django_db
ACME = party("Acme Roads", "GB-COH-01234567")
COUNCIL = party("Northmarch Council", "GB-LAE-NMC")


def register_contract(importing, ocid="ocds-test-1"):
    importing([awarded(1, ocid, [ACME], parties=[COUNCIL], buyer=COUNCIL)])
    return Contract.objects.get(ocid=ocid)


def tracked_contract(importing):
    """Give a contract of the register that editors have published with a claim of £50m."""
    contract = actions.track(register_contract(importing), by=make_user())
    make_citation(claim=make_claim(contract, ready=True, rank="preferred"))
    publish(contract)
    return Contract.objects.get(pk=contract.pk)


def worth(amount, number=2, ocid="ocds-test-1"):
    value = {"amount": amount, "currency": "GBP"}
    return awarded(number, ocid, [ACME], parties=[COUNCIL], buyer=COUNCIL, award={"value": value})


def test_notice_of_a_published_contract_is_recorded_as_a_revision(importing):
    contract = tracked_contract(importing)

    importing([worth(7000)])

    revision = Revision.objects.latest_of(contract)
    body = public.dossier(contract.public_id)
    assert (revision.number, revision.kind, revision.by) == (2, "register", actions.importer())
    assert "2 January 2025" in revision.reason
    assert revision.reason.startswith("An official notice changed what the register says")
    assert body["register"]["value"]["minor"] == 7_000_00
    assert body["value"]["minor"] == 50_000_000_00
    assert len(body["notices"]) == 2
    assert PublicContract.objects.get().revision_hash == revision.hash
    assert PublicContract.objects.get().value_minor == 50_000_000_00


def test_pending_edits_stay_pending_when_a_notice_comes(importing):
    contract = tracked_contract(importing)
    contract.purpose = "a bridge"
    contract.notes = "for editors"
    contract.save()
    Contract.objects.filter(pk=contract.pk).touch()
    before = Contract.objects.get()

    importing([worth(7000)])

    after = Contract.objects.get()
    body = public.dossier(contract.public_id)
    assert (after.purpose, after.notes) == ("a bridge", "for editors")
    assert (after.version, after.published_version) == (before.version, before.published_version)
    assert after.state == "pending"
    assert body["purpose"] == ""
    assert body["register"]["value"]["minor"] == 7_000_00


def test_same_notice_again_records_nothing(importing):
    contract = tracked_contract(importing)
    importing([worth(7000)])

    importing([worth(7000)])

    assert Revision.objects.filter(contract=contract).count() == 2


def test_tracked_and_not_yet_published_shows_what_the_register_says(importing):
    contract = actions.track(register_contract(importing), by=make_user())

    importing([worth(7000)])

    copy = PublicContract.objects.get()
    assert (copy.value_minor, copy.tracked, copy.revision_hash) == (7_000_00, False, "")
    assert not Revision.objects.exists()
    assert Contract.objects.get().version == contract.version


def test_name_that_a_party_gains_reaches_a_tracked_contract_without_publishing_edits(importing):
    tracked_contract(importing)

    importing([awarded(1, "ocds-test-2", [ACME | {"name": "Acme Group"}])])

    assert set(PublicParty.objects.get(kind="vendor").aliases) | {
        PublicParty.objects.get(kind="vendor").name
    } == {"Acme Roads", "Acme Group"}


@pytest.mark.parametrize("at_once", [batch.MOST_AT_ONCE, 0])
@pytest.mark.parametrize("numbers", [["GB-COH-01234567"], ["GB-COH-01234567", "GB-CHC-123456"]])
def test_tracked_contract_is_found_by_what_notices_of_others_call_its_vendor(
    importing, monkeypatch, numbers, at_once
):
    monkeypatch.setattr(batch, "MOST_AT_ONCE", at_once)
    vendor = make_vendor(name="Dent")
    make_identifier(vendor=vendor, value="01234567")
    publish(make_ready_contract(title="By hand", vendors=[vendor]))

    importing([awarded(1, "ocds-test-2", [party("Cog", *numbers)])])

    words = PublicContract.objects.get(title="By hand").party_words.split()
    assert {"cog", "dent", *(one.split("-")[-1] for one in numbers)} <= set(words)
    assert not [1 for kind in actions.KINDS for keys in kind.slices() if kind.stale(keys)]


@pytest.fixture
def by_hand():
    """Give a published contract made by hand, with an OCID."""
    contract = make_ready_contract(
        ocid="ocds-test-1", title="Our title", buyer=make_buyer(name="Our buyer"),
        vendors=[make_vendor(name="Our vendor")],
    )  # fmt: skip
    publish(contract)
    return Contract.objects.get(pk=contract.pk)


def test_contract_made_by_hand_keeps_title_buyer_and_vendors(importing, by_hand):
    report = importing([worth(7000)])

    contract = Contract.objects.get()
    body = public.dossier(contract.public_id)
    assert (report.created, report.updated) == (0, 1)
    assert (contract.title, contract.buyer.name) == ("Our title", "Our buyer")
    assert [one.name for one in contract.vendors.all()] == ["Our vendor"]
    assert body["register"]["stage"] == "award"
    assert (contract.version, contract.from_register) == (by_hand.version, False)
    assert (body["title"], body["buyer"]["name"]) == ("Our title", "Our buyer")
    assert [one["name"] for one in body["vendors"]] == ["Our vendor"]
    assert body["register"]["value"]["minor"] == 7_000_00
    assert Revision.objects.latest_of(contract).kind == "register"


def test_draft_names_no_party_in_public(importing):
    make_contract(ocid="ocds-test-1", title="Our title")

    importing([worth(7000)])

    assert not PublicParty.objects.filter(contract_count=0).exists()


def test_withdrawn_contract_stays_withdrawn(importing):
    contract = register_contract(importing)
    actions.withdraw(contract, by=make_user(), reason="It names a person.")

    importing([worth(7000)])

    assert Contract.objects.get().state == "withdrawn"
    assert not PublicContract.objects.exists()
    assert Tombstone.objects.filter(kind="contract").count() == 1
    said = RegisterDocument.objects.get(public_id=contract.public_id).body
    assert said["value"] == {"minor": 7_000_00, "currency": "GBP"}


def test_parties_of_a_withdrawn_contract_stay_out(importing):
    contract = register_contract(importing)
    actions.withdraw(contract, by=make_user(), reason="It names a person.")

    importing([worth(7000)])

    assert not PublicParty.objects.exists()


def test_withdrawn_and_tracked_contract_stays_withdrawn(importing):
    contract = tracked_contract(importing)
    actions.withdraw(contract, by=make_user(), reason="It names a person.")

    importing([worth(7000)])

    assert Contract.objects.get().state == "withdrawn"
    assert not PublicContract.objects.exists()
    assert Revision.objects.latest_of(contract).kind == "withdrawn"


@pytest.mark.parametrize("first", [True, False])
def test_invented_and_real_contract_of_one_ocid_are_kept_apart(importing, first):
    importing([release(1)], invented=first)

    report = importing([release(2)], invented=not first)

    problem = ImportProblem.objects.get()
    assert (report.rejected, report.created, report.updated) == (1, 0, 0)
    assert (problem.kind, problem.field, problem.value) == ("rejected", "ocid", "ocds-test-1")
    assert problem.advice
    assert Contract.objects.get().demonstration == first


def test_invented_and_real_contract_of_one_content_are_kept_apart(importing):
    importing([release(1)], invented=True)

    report = importing([release(1)])

    assert (report.rejected, report.unchanged) == (1, 0)


def test_what_is_invented_names_no_real_party(importing):
    importing([awarded(1, "ocds-test-1", [ACME])])

    importing([awarded(1, "ocds-test-2", [party("Acme Roads")])], invented=True)

    assert sorted(Vendor.objects.values_list("demonstration", flat=True)) == [False, True]


def test_party_that_an_editor_named_keeps_its_name(importing):
    contract = register_contract(importing)
    vendor = Vendor.objects.get()
    Vendor.objects.update(name="Acme Roads plc", notes="ours", version=2)
    vendor.refresh_from_db()
    actions.publish_shared(vendor, by=make_user(), reason="Its name at Companies House.")

    importing([awarded(2, "ocds-test-1", [party("ACME", "GB-COH-01234567")])])

    vendor.refresh_from_db()
    assert (vendor.name, vendor.notes) == ("Acme Roads plc", "ours")
    assert PublicParty.objects.get(kind="vendor").name == "Acme Roads plc"
    assert PublicContract.objects.get(public_id=contract.public_id).vendors.get().name == (
        "Acme Roads plc"
    )


def test_draft_party_of_an_editor_is_found_by_its_number_and_keeps_its_words(importing):
    vendor = make_vendor(name="Acme Roads (ours)", notes="for editors")
    make_identifier(vendor=vendor, value="01234567")

    importing([awarded(1, "ocds-test-1", [ACME])])

    vendor.refresh_from_db()
    assert (Vendor.objects.count(), vendor.name) == (1, "Acme Roads (ours)")
    copy = PublicParty.objects.get(kind="vendor")
    assert (copy.public_id, copy.contract_count) == (vendor.public_id, 1)
    assert vendor.notes == "for editors"


def test_buyer_of_the_register_never_becomes_one_that_an_editor_merely_named_alike(importing):
    make_buyer(name="Northmarch Council")

    register_contract(importing)

    assert Buyer.objects.count() == 2
    assert Buyer.objects.get(public_id__isnull=False).identifiers.count() == 1

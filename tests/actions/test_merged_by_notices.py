"""Parties that a notice shows to be one: merged as any, and later notices find the one that stays."""

import pytest

from procurement import actions, dossier, public
from procurement.models import (
    AuditEntry,
    Buyer,
    Contract,
    PartyMerge,
    PartyRedirect,
    PublicContract,
    PublicContractVendor,
    PublicParty,
    Vendor,
)
from tests.factories import (
    make_buyer,
    make_citation,
    make_claim,
    make_identifier,
    make_ready_contract,
    make_user,
    make_vendor,
    publish,
)
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

    one = model.objects.current().get()
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
    bridge(importing)
    third = party("Third", "GB-CHC-1234567")
    importing([awarded(1, "ocds-test-5", [third])])

    importing([awarded(1, "ocds-test-6", [party("Third", "GB-CHC-1234567", NUMBER)])])

    kept = Vendor.objects.current().get().public_id
    assert [led.to_public_id for led in PartyRedirect.objects.all()] == [kept, kept]
    assert PublicParty.objects.get().contract_count == 5


def test_contracts_of_both_name_the_one(importing):
    two(importing)

    bridge(importing)

    vendor = Vendor.objects.current().get()
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


def test_it_is_recorded_as_the_imports_and_once(importing):
    two(importing)

    bridge(importing)
    importing([naming("vendor", "ocds-test-8", party("Acme Group", COMPANY, NUMBER))])

    merge = PartyMerge.objects.get()
    assert (merge.by, merge.kept_name, merge.merged_name) == (
        actions.importer(),
        "Acme",
        "Acme Group",
    )
    assert not AuditEntry.objects.filter(what="merged").exists()
    assert PublicParty.objects.get(kind="vendor").contract_count == 4


@pytest.fixture
def claimed(importing):
    """Two parties of the register; editors claim that the one that goes supplies a third contract."""
    two(importing)
    gone = Vendor.objects.get(name="Acme Group")
    contract = make_ready_contract(title="Claimed", vendors=[], buyer=make_buyer())
    make_citation(
        claim=make_claim(contract, fact="vendor", vendor=gone, rank="preferred", ready=True)
    )
    publish(contract)
    return contract.pk


def test_what_editors_say_of_the_one_that_goes_stays_as_published(importing, claimed):
    bridge(importing)

    kept, gone = Vendor.objects.get(name="Acme"), Vendor.objects.get(name="Acme Group")
    contract = Contract.objects.get(pk=claimed)
    [vendor] = public.dossier(contract.public_id)["vendors"]
    assert (vendor["name"], vendor["id"]) == ("Acme Group", kept.public_id)
    assert (contract.claims.get(fact="vendor").vendor, contract.revisions.count()) == (gone, 1)
    assert public.parties("vendor").get().contract_count == 4


def test_undone_it_leaves_to_each_what_says_so(importing, claimed):
    """What notices say stays where they say it is; what editors say is of the one that they named."""
    bridge(importing)

    actions.undo_merge(PartyMerge.objects.get(), by=make_user(), reason="They are two.")

    counts = dict(public.parties("vendor").values_list("name", "contract_count"))
    assert counts == {"Acme": 3, "Acme Group": 1}
    importing([naming("vendor", "ocds-test-8", party("Acme Group", COMPANY, NUMBER))])
    counts = dict(public.parties("vendor").values_list("name", "contract_count"))
    assert counts == {"Acme": 4, "Acme Group": 1}


def test_whom_a_person_merged_before_stays_where_it_leads(importing):
    two(importing)
    third = make_vendor(name="Third")
    publish(make_ready_contract(vendors=[third]))
    kept, gone = Vendor.objects.order_by("pk")[:2]
    actions.merge_parties(Vendor.objects.get(pk=third.pk), gone, by=make_user(), reason="One body.")

    bridge(importing)

    assert {kept.name: "Third", gone.name: "Third", "Third": None} == {
        one.name: one.canonical and one.canonical.name for one in Vendor.objects.all()
    }
    assert public.parties("vendor").get().contract_count == 4


def by_hand(kept, merged):
    kept, merged = (Vendor.objects.get(name=name) for name in (kept, merged))
    return actions.merge_parties(
        kept, merged, by=make_user(), reason="One body.", despite_identifiers=True
    )


@pytest.mark.parametrize("tracked", [True, False])
def test_contracts_of_whoever_either_was_merged_into_follow(importing, tracked):
    two(importing)
    for place, name in enumerate(("Xenon", "Yttrium"), 5):
        if tracked:
            publish(make_ready_contract(title=name, vendors=[make_vendor(name=name)]))
        else:
            importing([naming("vendor", f"ocds-test-{place}", party(name, f"GB-CHC-00000{place}"))])
    by_hand("Xenon", "Acme")
    by_hand("Yttrium", "Acme Group")

    bridge(importing)

    [one] = public.parties("vendor")
    linked = PublicContractVendor.objects.values_list("contract", "vendor")
    assert sorted(linked) == [
        (pk, one.pk) for pk in sorted(PublicContract.objects.values_list("pk", flat=True))
    ]
    assert one.contract_count == PublicContract.objects.count() == 5


# What editors wrote and did not publish


@pytest.fixture
def merged_drafts():
    """Two drafts of editors, one merged into the other; it has a number."""
    make_vendor(name="Codename", aliases="Informant", website="https://draft.example/")
    make_identifier(vendor=make_vendor(name="Draft"), scheme="GB-PPON", value="PQRS-1234-TUVW")
    return by_hand("Codename", "Draft")


def assert_untold():
    columns = ("name", "slug", "aliases", "website", "identifiers", "words")
    told = str(list(PublicParty.objects.values(*columns))).casefold()
    assert not [one for one in ("codename", "informant", "draft") if one in told]


def test_a_draft_into_which_a_notice_leads_is_shown_by_the_name_in_the_notice(
    importing, merged_drafts
):
    importing([naming("vendor", "ocds-test-1", party("Acme", NUMBER))])

    assert_untold()
    draft = Vendor.objects.get(name="Codename")
    row = public.parties("vendor").get()
    assert (row.name, row.public_id, row.contract_count) == ("Acme", draft.public_id, 1)
    assert list(Vendor.objects.current().pending()) == [draft]
    assert "Acme" in PublicContract.objects.get().headline
    actions.publish_shared(draft, by=make_user(), reason="Its name.")
    assert public.parties("vendor").get().name == "Codename"


def test_a_draft_is_led_to_a_public_party_and_not_the_other_way(importing, merged_drafts):
    importing([naming("vendor", "ocds-test-1", party("Acme", COMPANY))])

    bridge(importing)

    assert_untold()
    assert {row.name: row.canonical and row.canonical.name for row in Vendor.objects.all()} == {
        "Codename": "Acme",
        "Draft": "Acme",
        "Acme": None,
    }
    assert public.parties("vendor").get().contract_count == 2


# What was withdrawn


def test_a_notice_of_a_withdrawn_contract_does_not_bring_back_whom_it_names(importing):
    two(importing)
    by_hand("Acme", "Acme Group")
    actions.withdraw(Contract.objects.get(ocid="ocds-test-1"), by=make_user(), reason="Ordered.")

    importing([awarded(2, "ocds-test-1", [party("Acme Group", NUMBER)])])

    row = PublicParty.objects.get(kind="vendor")
    assert (row.name, "group" in row.words) == ("Acme", False)


def test_clashing_numbers_join_nobody(importing):
    two(importing)

    importing([awarded(1, "ocds-test-9", [party("Acme", "GB-COH-07654321", NUMBER)])])

    assert Vendor.objects.count() == 2
    assert not PartyRedirect.objects.exists()

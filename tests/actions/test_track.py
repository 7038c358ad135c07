"""A contract of the register that editors begin to keep: nothing public changes until they publish."""

import datetime

import pytest

from procurement import actions, dossier, public
from procurement.models import (
    Conflict,
    Contract,
    PublicContract,
    PublicContractVendor,
    PublicMention,
    PublicParty,
    Revision,
    Tombstone,
    Vendor,
)
from tests.factories import (
    make_buyer,
    make_citation,
    make_claim,
    make_contract,
    make_user,
    make_vendor,
    publish,
    told,
)
from tests.register import AT, make_register_contract

pytestmark = pytest.mark.django_db


@pytest.fixture
def contract():
    """Give a contract of the register, with a buyer and two vendors."""
    vendors = [make_vendor(name="One"), make_vendor(name="Two")]
    return make_register_contract(buyer=make_buyer(), vendors=vendors)


def track(contract):
    return actions.track(contract, by=make_user())


def test_tracking_makes_it_pending_and_nothing_public(contract):
    before = PublicContract.objects.values().get()

    tracked = track(contract)

    assert (tracked.tracked, tracked.version, tracked.published_version) == (True, 2, 1)
    assert (contract.state, tracked.state) == ("register", "register_draft")
    assert PublicContract.objects.values().get() == before
    assert not Revision.objects.exists()


def test_tracking_says_who_began(contract):
    user = make_user()

    actions.track(contract, by=user)

    entry = contract.history.first()
    assert (entry.history_user, entry.who, entry.tracked) == (user, user.username, True)
    assert entry.history_change_reason == "Started tracking it."


def test_tracking_twice_is_refused(contract):
    with pytest.raises(actions.Refused, match="already"):
        track(track(contract))


def test_tracking_on_an_older_version_is_a_conflict(contract):
    Contract.objects.filter(pk=contract.pk).touch()

    with pytest.raises(Conflict):
        track(contract)


def test_publishing_before_tracking_is_refused(contract):
    with pytest.raises(actions.Refused, match="Start tracking"):
        publish(contract)


def test_publishing_it_writes_its_first_revision(contract):
    contract = track(contract)
    make_citation(claim=make_claim(contract, ready=True, rank="preferred"))

    revision = publish(contract)

    row = PublicContract.objects.get()
    assert (revision.number, revision.kind) == (1, "published")
    assert (row.tracked, row.revision_hash) == (True, revision.hash)
    assert (row.published_at, row.value_minor) == (AT, 50_000_000_00)
    body = public.dossier(contract.public_id)
    assert [vendor["name"] for vendor in body["vendors"]] == ["One", "Two"]
    assert (body["title"], body["register"]["value"]["minor"]) == ("Road works", 5_000_00)
    assert PublicMention.objects.filter(party__isnull=False).count() == 3
    assert Contract.objects.get().state == "published"
    assert PublicParty.objects.get(name="One").contract_count == 1


def test_publishing_it_without_an_edit_keeps_what_the_register_says(contract):
    before = dossier.register_dossier(contract.public_id)
    links = list(PublicContractVendor.objects.order_by("vendor").values_list("vendor", "counted"))

    publish(track(contract))

    after = public.dossier(contract.public_id)
    assert after | {"tracked": False} == told(before)
    again = PublicContractVendor.objects.order_by("vendor").values_list("vendor", "counted")
    assert list(again) == links


@pytest.mark.parametrize("tracked", [False, True])
def test_withdrawing_takes_it_out_with_its_parties(contract, tracked):
    if tracked:
        contract = track(contract)

    revision = actions.withdraw(contract, by=make_user(), reason="It names a person.")

    assert (revision.number, revision.kind) == (1, "withdrawn")
    assert not PublicContract.objects.exists() and not PublicParty.objects.exists()
    kinds = sorted(Tombstone.objects.values_list("kind", flat=True))
    assert kinds == ["buyer", "contract", "vendor", "vendor"]
    assert Contract.objects.get().state == "withdrawn"


def test_withdrawing_keeps_parties_that_another_contract_of_the_register_names(contract):
    make_register_contract(vendors=[Vendor.objects.get(name="One")])

    actions.withdraw(contract, by=make_user(), reason="It names a person.")

    assert list(PublicParty.objects.values_list("name", "contract_count")) == [("One", 1)]


def test_published_after_a_withdrawal_it_is_as_old_as_its_first_notice(contract):
    actions.withdraw(contract, by=make_user(), reason="By mistake.")

    publish(track(Contract.objects.get()))

    assert PublicContract.objects.get().published_at == AT
    assert not Tombstone.objects.exists()


def test_a_contract_made_by_hand_is_as_old_as_its_first_revision():
    contract = make_contract()
    make_citation(contract=contract)
    first = datetime.datetime(2026, 5, 1, tzinfo=datetime.UTC)
    publish(contract, at=first)
    actions.withdraw(contract, by=make_user(), reason="By mistake.")

    publish(Contract.objects.get())

    assert PublicContract.objects.get().published_at == first

"""A withdrawn contract leaves the reason at each of its addresses."""

import pytest

from procurement import actions
from procurement.models import (
    Contract,
    PublicContract,
    PublicIntervention,
    PublicParty,
    PublicSource,
    Revision,
    Tombstone,
)
from tests.factories import make_ready_contract, make_user, make_vendor, publish

pytestmark = pytest.mark.django_db

UNNAMED = "No public record names it any more."


def withdraw(contract, reason="It was a mistake."):
    return actions.withdraw(contract, by=make_user(), reason=reason)


def test_withdrawal_leaves_a_tombstone_at_each_address():
    contract = make_ready_contract()
    publish(contract)

    revision = withdraw(contract)

    assert {(grave.kind, grave.public_id): grave.reason for grave in Tombstone.objects.all()} == {
        ("contract", 1): "It was a mistake.",
        ("intervention", 1): "It was a mistake.",
        ("buyer", 1): UNNAMED,
        ("vendor", 1): UNNAMED,
        ("stakeholder", 1): UNNAMED,
        ("source", 1): UNNAMED,
    }
    assert (revision.number, revision.kind) == (2, "withdrawn")
    assert revision.body.load() == {"shape": 1, "id": 1, "withdrawn": True}
    for copies in (PublicContract, PublicIntervention, PublicParty, PublicSource):
        assert copies.objects.count() == 0


def test_withdrawal_keeps_what_another_contract_names():
    vendor = make_vendor()
    contract = make_ready_contract(vendors=[vendor])
    publish(contract)
    publish(make_ready_contract(vendors=[vendor]))

    withdraw(contract)

    assert PublicParty.objects.get(kind="vendor").contract_count == 1
    assert not Tombstone.objects.filter(kind="vendor").exists()


def test_working_record_stays_and_is_published_again_at_its_addresses():
    contract = make_ready_contract()
    first = publish(contract)
    withdraw(contract)
    assert Contract.objects.get().state == "withdrawn"

    revision = publish(contract, "It was right after all.")

    assert (revision.number, Contract.objects.get().state) == (3, "published")
    assert Tombstone.objects.count() == 0
    row = PublicContract.objects.get()
    assert (row.public_id, row.published_at, row.changed_at) == (1, first.at, revision.at)
    assert PublicIntervention.objects.get().public_id == 1
    assert Revision.objects.broken() == []


@pytest.mark.parametrize("before", ["draft", "withdrawn"])
def test_only_a_public_contract_is_withdrawn(before):
    contract = make_ready_contract()
    if before == "withdrawn":
        publish(contract)
        withdraw(contract)

    with pytest.raises(actions.Refused) as caught:
        withdraw(contract)

    assert caught.value.problems == ["This contract is not public."]


def test_withdrawal_needs_a_reason():
    contract = make_ready_contract()
    publish(contract)

    with pytest.raises(actions.Refused):
        withdraw(contract, " ")

    assert PublicContract.objects.count() == 1

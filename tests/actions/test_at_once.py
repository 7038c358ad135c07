"""Two hands at once: each publication waits for the other, and no number is given twice."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from procurement import actions
from procurement.models import PublicContract, PublicParty, Revision, Vendor
from tests.factories import (
    make_buyer,
    make_ready_contract,
    make_source,
    make_stakeholder,
    make_user,
    make_vendor,
    publish,
)

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*tasks):
    """Run tasks in threads that start together; give what each gave or raised."""
    gate = Barrier(len(tasks))

    def run(task):
        try:
            gate.wait(timeout=20)
            return task()
        except actions.Refused as refused:
            return refused
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(tasks)) as pool:
        return list(pool.map(run, tasks))


def publication(contract, by):
    return lambda: actions.publish(contract, by=by, reason="x")


def test_same_contract_published_twice_at_once_is_published_once():
    contract, by = make_ready_contract(), make_user()

    outcomes = at_once(publication(contract, by), publication(contract, by))

    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["Refused", "Revision"]
    assert Revision.objects.count() == 1


def test_contracts_with_the_same_parties_published_at_once_share_their_numbers():
    shared = {
        "buyer": make_buyer(),
        "vendors": [make_vendor()],
        "source": make_source(),
        "stakeholder": make_stakeholder(),
    }
    contracts, by = [make_ready_contract(**shared) for _ in range(4)], make_user()

    outcomes = at_once(*[publication(contract, by) for contract in contracts])

    assert [type(outcome).__name__ for outcome in outcomes] == ["Revision"] * 4
    assert sorted(row.public_id for row in PublicContract.objects.all()) == [1, 2, 3, 4]
    assert {(row.kind, row.public_id, row.contract_count) for row in PublicParty.objects.all()} == {
        ("buyer", 1, 4), ("vendor", 1, 4), ("stakeholder", 1, 4),
    }  # fmt: skip
    assert Vendor.objects.get().public_id == 1


def test_party_and_its_contract_are_published_at_once():
    contract, by = make_ready_contract(), make_user()
    publish(contract, by=by)
    vendor = Vendor.objects.get()
    Vendor.objects.update(name="Fenwick Group", version=2)
    contract.title = "Changed"
    contract.save()

    at_once(
        lambda: actions.publish_shared(vendor, by=by, reason="x"),
        publication(contract, by),
    )

    body = Revision.objects.latest_of(contract).body.load()
    assert (body["title"], body["vendors"][0]["name"]) == ("Changed", "Fenwick Group")
    assert [row.number for row in Revision.objects.all()] == [1, 2, 3]
    assert Revision.objects.broken() == []

"""The demonstration record goes, and nothing else."""

import pytest

from procurement import actions, public
from procurement.models import (
    Buyer,
    Contract,
    PartyMerge,
    PublicContract,
    PublicParty,
    PublicSource,
    Revision,
    Source,
    Tombstone,
    Vendor,
)
from procurement.search import match
from tests.factories import (
    make_buyer,
    make_contract,
    make_ready_contract,
    make_source,
    make_stakeholder,
    make_user,
    make_vendor,
    publish,
)

pytestmark = pytest.mark.django_db

DEMONSTRATION = {"demonstration": True}


def make_sample(*, invented=False, **fields):
    fields = {
        "buyer": make_buyer(name="Sample buyer", **DEMONSTRATION),
        "vendors": [make_vendor(name="Sample vendor", **DEMONSTRATION)],
        "source": make_source(title="Sample source", **DEMONSTRATION),
        "stakeholder": make_stakeholder(name="Sample office", **DEMONSTRATION),
    } | fields
    return make_ready_contract(title="Sample", invented=invented, **DEMONSTRATION, **fields)


@pytest.mark.parametrize("invented", [True, False])
def test_demonstration_goes_and_what_is_real_stays(invented):
    publish(make_sample(invented=invented))
    real = publish(make_ready_contract())
    make_contract(title="Draft")

    deleted = actions.clear_demonstration()

    assert deleted == {
        "contracts": 1, "stakeholders": 1, "buyers": 1, "vendors": 1, "sources": 1,
    }  # fmt: skip
    assert sorted(Contract.objects.values_list("title", flat=True)) == [
        "Draft",
        "Records system for Northmarch",
    ]
    assert list(Revision.objects.all()) == [real]
    assert [row.title for row in PublicContract.objects.all()] == ["Records system for Northmarch"]
    assert PublicParty.objects.count() == 3
    assert Tombstone.objects.count() == 0


def test_what_a_real_contract_names_stays_and_is_real_from_then_on():
    vendor = make_vendor(name="Sample vendor", **DEMONSTRATION)
    publish(make_sample(vendors=[vendor]))
    publish(make_ready_contract(vendors=[vendor]))

    actions.clear_demonstration()

    assert [(row.name, row.demonstration) for row in Vendor.objects.all()] == [
        ("Sample vendor", False)
    ]
    copy = PublicParty.objects.get(kind="vendor")
    assert (copy.demonstration, copy.contract_count) == (False, 1)


def test_real_party_that_only_the_sample_named_stays_and_is_not_public():
    publish(make_sample(buyer=make_buyer(name="Real buyer")))

    actions.clear_demonstration()

    assert [row.name for row in Buyer.objects.all()] == ["Real buyer"]
    assert PublicParty.objects.count() == 0
    assert [(grave.kind, grave.public_id) for grave in Tombstone.objects.all()] == [("buyer", 1)]


def test_sample_sources_that_repeat_one_another_all_go():
    first = make_source(title="A", **DEMONSTRATION)
    make_source(
        title="C", repeats=make_source(title="B", repeats=first, **DEMONSTRATION), **DEMONSTRATION
    )

    actions.clear_demonstration()

    assert Source.objects.count() == 0


def test_withdrawn_sample_leaves_nothing():
    contract = make_sample()
    publish(contract)
    actions.withdraw(contract, by=make_user(), reason="x")

    actions.clear_demonstration()

    assert (Contract.objects.count(), Tombstone.objects.count()) == (0, 0)


@pytest.mark.parametrize(("invented", "shown"), [(True, 1), (False, 2)])
def test_what_a_real_contract_names_is_real_and_counts_nothing_invented(invented, shown):
    shared = {
        "vendors": [make_vendor(**DEMONSTRATION)],
        "source": make_source(**DEMONSTRATION),
        "stakeholder": make_stakeholder(**DEMONSTRATION),
    }
    publish(make_sample(invented=invented, **shared))
    copies = (PublicParty.objects.filter(kind__in=["vendor", "stakeholder"]), PublicSource.objects)
    assert flags(copies) == {(True, invented)}
    real = make_ready_contract(**shared)

    publish(real)

    assert flags(copies) == {(False, False)}
    office = PublicParty.objects.get(kind="stakeholder")
    assert (office.contract_count, office.intervention_count) == (shown, shown)
    assert PublicParty.objects.get(name="Sample buyer").demonstration is True
    actions.withdraw(real, by=make_user(), reason="x")
    assert flags(copies) == {(True, invented)}


def flags(copies):
    return {(row.demonstration, row.invented) for rows in copies for row in rows.all()}


def test_sample_party_that_only_a_draft_uses_is_public_no_more():
    vendor = make_vendor(**DEMONSTRATION)
    publish(make_sample(vendors=[vendor]))
    make_contract(vendors=[vendor])

    actions.clear_demonstration()

    vendor.refresh_from_db()
    assert (vendor.demonstration, vendor.published_version) == (False, 0)


def test_merges_through_a_party_that_goes_lead_to_where_it_led():
    one, two, last = (make_vendor(name=f"Sample {n}", **DEMONSTRATION) for n in ("1", "2", "3"))
    for vendor in (one, two, last):
        publish(make_sample(vendors=[vendor]))
    for vendor in (one, last):
        publish(make_ready_contract(vendors=[vendor]))
    merge(two, one)
    merge(last, two)

    actions.clear_demonstration()

    record = PartyMerge.objects.get()
    assert (record.merged_pk, record.kept_pk, record.kept_name) == (one.pk, last.pk, "Sample 3")
    assert record.kept_public_id == PublicParty.objects.get(name="Sample 3").public_id
    real = make_vendor(name="Real")
    publish(make_ready_contract(vendors=[real]))
    merge(real, last)
    assert {row.name: row.canonical for row in Vendor.objects.exclude(pk=real.pk)} == {
        "Sample 1": real,
        "Sample 3": real,
    }
    assert public.parties("vendor").get().contract_count == 3


def test_what_is_left_is_not_found_by_the_name_of_what_was_merged_into_it_and_is_gone():
    kept, merged = (make_vendor(name=text, **DEMONSTRATION) for text in ("Kept", "Gone"))
    for vendor in (kept, merged):
        publish(make_sample(vendors=[vendor]))
    publish(make_ready_contract(vendors=[kept]))
    merge(kept, merged)

    actions.clear_demonstration()

    assert not match(PublicParty.objects.all(), "gone")
    assert not match(PublicContract.objects.all(), "gone")


def merge(kept, merged):
    rows = (Vendor.objects.get(pk=one.pk) for one in (kept, merged))
    return actions.merge_parties(*rows, by=make_user(), reason="They are one body.")

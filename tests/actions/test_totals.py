"""What parties add up to: counted from public rows, never a value twice, nor one that several share."""

import pytest

from procurement import actions
from procurement.models import PublicContract, PublicContractVendor, PublicParty
from tests.factories import INVENTED, make_buyer, make_register_contract, make_vendor

pytestmark = pytest.mark.django_db


def recounted(party):
    copy = PublicParty.objects.get(kind=party.kind, public_id=party.public_id)
    PublicParty.objects.update(
        contract_count=99, totals={"XXX": 1}, value_minor=1, shared_count=9, unknown_count=9,
        beside=[{"kind": "gross"}],
    )  # fmt: skip
    actions.recount([copy.pk])
    copy.refresh_from_db()
    return copy


def left_out(kind, minor, currency="GBP", contracts=1):
    return {"kind": kind, "currency": currency, "minor": minor, "contracts": contracts}


def test_vendor_adds_up_what_is_its_alone():
    vendor, other = make_vendor(name="One"), make_vendor(name="Two")
    make_register_contract(awards=[(500_00, "GBP", [vendor]), (700_00, "GBP", [vendor])])
    make_register_contract(awards=[(900_00, "GBP", [vendor, other])])
    make_register_contract(awards=[(300_00, "EUR", [vendor])])
    make_register_contract(awards=[(1, "GBP", [vendor])])
    make_register_contract(awards=[(None, "", [vendor])])

    copy = recounted(vendor)

    assert (copy.contract_count, copy.totals) == (5, {"GBP": 1200_00, "EUR": 300_00})
    assert copy.value_minor == 1200_00
    assert (copy.shared_count, copy.unknown_count) == (1, 1)
    assert copy.beside == [left_out("nominal", 1)]


def test_buyer_adds_up_what_it_decided():
    buyer, vendors = make_buyer(), [make_vendor(name="One"), make_vendor(name="Two")]
    make_register_contract(buyer=buyer, awards=[(900_00, "GBP", vendors)])
    make_register_contract(buyer=buyer, awards=[(300_00, "EUR", vendors[:1])])
    make_register_contract(buyer=buyer, awards=[(None, "", [])])

    copy = recounted(buyer)

    assert (copy.contract_count, copy.totals) == (3, {"GBP": 900_00, "EUR": 300_00})
    assert (copy.value_minor, copy.unknown_count, copy.shared_count) == (900_00, 1, 0)
    assert copy.beside == []


def test_buyer_leaves_out_what_is_in_several_currencies_and_says_so():
    buyer, vendor = make_buyer(), make_vendor()
    both = [(5_00, "EUR", [vendor]), (7_00, "GBP", [vendor])]
    make_register_contract(buyer=buyer, awards=both)
    make_register_contract(buyer=buyer, awards=both)

    copy = recounted(buyer)

    told = [left_out("decided", 14_00, "GBP", 2), left_out("decided", 10_00, "EUR", 2)]
    assert (copy.totals, copy.beside, copy.unknown_count) == ({}, told, 0)
    assert recounted(vendor).beside == told


def test_proposed_and_estimated_values_add_up_to_nothing():
    buyer = make_buyer()
    make_register_contract(buyer=buyer)
    PublicContract.objects.update(value_kind="proposed")

    copy = recounted(buyer)

    assert (copy.totals, copy.value_minor, copy.unknown_count) == ({}, None, 0)
    assert copy.beside == [left_out("proposed", 1_000_000_00)]


def test_buyer_that_runs_what_it_buys_is_counted_once():
    buyer = make_buyer()
    make_register_contract(buyer=buyer)
    PublicContract.objects.update(run_by=PublicParty.objects.get(kind="buyer"))

    assert recounted(buyer).contract_count == 1


def test_who_runs_it_counts_the_contract_and_none_of_its_value():
    user = make_buyer(name="School")
    make_register_contract(buyer=user)
    make_register_contract(buyer=make_buyer(name="Council"))
    copy = PublicParty.objects.get(kind="buyer", public_id=user.public_id)
    PublicContract.objects.exclude(buyer=copy).update(run_by=copy)

    copy = recounted(user)

    assert (copy.contract_count, copy.totals) == (2, {"GBP": 1_000_000_00})


@pytest.mark.parametrize("counted", ["mixed", "unknown"])
def test_what_is_not_known_is_counted_and_never_added(counted):
    vendor = make_vendor()
    make_register_contract(vendors=[vendor])
    PublicContractVendor.objects.update(counted=counted, value_minor=None, currency="")

    copy = recounted(vendor)

    assert (copy.totals, copy.value_minor, copy.unknown_count) == ({}, None, 1)


def test_invented_contracts_count_for_invented_parties_alone():
    vendor = make_vendor()
    make_register_contract(vendors=[vendor], **INVENTED)
    assert recounted(vendor).demonstration
    assert recounted(vendor).contract_count == 1

    make_register_contract(vendors=[vendor])

    copy = recounted(vendor)
    assert (copy.demonstration, copy.contract_count, copy.value_minor) == (False, 1, 1_000_000_00)


def test_only_the_parties_that_are_named_are_counted():
    one, two = make_vendor(name="One"), make_vendor(name="Two")
    make_register_contract(vendors=[one])
    make_register_contract(vendors=[two])
    PublicParty.objects.update(contract_count=7)

    actions.recount(PublicParty.objects.filter(name="One").values_list("pk", flat=True))

    counts = dict(PublicParty.objects.filter(kind="vendor").values_list("name", "contract_count"))
    assert counts == {"One": 1, "Two": 7}


@pytest.mark.parametrize("rows", [1, 3])
def test_recount_asks_as_often_for_many_parties_as_for_one(rows, django_assert_max_num_queries):
    vendors = [make_vendor(name=f"V{one}") for one in range(rows)]
    for vendor in vendors:
        make_register_contract(vendors=[vendor])

    # the flags; the parties; mentions, bought, used, supplied; acts; of buyers, of several buyers, and of
    # vendors, sums, what stands beside them, and what is in none; the rows written
    with django_assert_max_num_queries(18):
        actions.recount(PublicParty.objects.filter(kind="vendor").values_list("pk", flat=True))

"""Which contracts name a party: those that editors keep, and those of the register, each once."""

import pytest

from procurement import public
from procurement.models import PublicParty
from tests import factories as make

pytestmark = pytest.mark.django_db


def naming(kind):
    return sorted(row.title for row in public.contracts_naming(PublicParty.objects.get(kind=kind)))


def test_contracts_of_both_kinds_name_a_party_once():
    buyer, vendor = make.make_buyer(), make.make_vendor()
    make.publish(make.make_ready_contract(title="Kept", buyer=buyer, vendors=[vendor]))
    buyer.refresh_from_db()
    vendor.refresh_from_db()
    make.make_register_contract(title="Register", buyer=buyer, vendors=[vendor])

    assert naming("buyer") == naming("vendor") == ["Kept", "Register"]
    assert naming("stakeholder") == ["Kept"]


def test_a_body_that_uses_what_another_buys_is_named_too():
    user = make.make_buyer(name="User")
    make.make_register_contract(title="Its own", buyer=user)
    used = make.make_register_contract(title="Used")
    copy = public.contracts().get(public_id=used.public_id)
    copy.run_by = PublicParty.objects.get(name="User")
    copy.save()

    found = public.contracts_naming(copy.run_by)

    assert sorted(row.title for row in found) == ["Its own", "Used"]


def test_invented_contracts_do_not_name_a_party_of_real_ones():
    vendor = make.make_vendor()
    make.make_register_contract(title="Real", vendors=[vendor])
    make.make_register_contract(title="Sample", vendors=[vendor], **make.INVENTED)

    assert naming("vendor") == ["Real"]


def test_the_part_of_a_vendor_stands_beside_each_contract(django_assert_num_queries):
    vendor = make.make_vendor(name="A")
    make.make_register_contract(vendors=[vendor, make.make_vendor(name="B")])
    party = PublicParty.objects.get(name="A")

    # contracts, vendors, parts
    with django_assert_num_queries(3):
        [row] = public.with_parts(party, public.contracts_naming(party))

    assert (row["part"].kind, row["part"].own, row["part"].beside) == ("vendor", None, [])
    assert (row["part"].counted, row["part"].shared_with) == ("shared", 1)


def test_a_buyer_has_no_part():
    make.make_register_contract()
    party = PublicParty.objects.get(kind="buyer")

    assert [row["part"] for row in public.with_parts(party, public.contracts())] == [None]

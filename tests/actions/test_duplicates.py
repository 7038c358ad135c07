"""Rows that are likely to be one, and those of which somebody said that they are two."""

import pytest

from procurement import actions
from procurement.models import Buyer, Vendor
from tests import factories as make
from tests.ocds.samples import Importing, awarded, party

pytestmark = pytest.mark.django_db
KINDS = {"buyer": make.make_buyer, "vendor": make.make_vendor, "stakeholder": make.make_stakeholder}


def likely():
    return {(one.row, one.other, one.why) for one in actions.likely_duplicates()}


@pytest.mark.parametrize("kind", KINDS)
def test_one_name_in_two_legal_forms(kind):
    one, other = KINDS[kind](name="Northmarch Water Ltd"), KINDS[kind](name="NORTHMARCH WATER plc")
    KINDS[kind](name="Northmarch Waterways")

    assert likely() == {(one, other, "name")}
    assert actions.parties_alike(one) == [other]
    assert actions.parties_alike(type(one)(name="northmarch water")) == [one, other]


@pytest.mark.parametrize("kind", ["buyer", "vendor"])
def test_a_stakeholder_that_is_a_buyer_or_vendor_and_is_not_linked(kind):
    body, stakeholder = KINDS[kind](name="Northmarch"), make.make_stakeholder(name="The Northmarch")
    assert likely() == {(stakeholder, body, "name")}

    setattr(stakeholder, kind, body)
    stakeholder.save()
    assert likely() == set()


def test_a_stakeholder_with_the_number_of_a_vendor():
    vendor, stakeholder = make.make_vendor(name="Northmarch"), make.make_stakeholder(name="Another")
    for bearer in ({"vendor": vendor}, {"stakeholder": stakeholder}):
        make.make_identifier(scheme="GB-COH", value="01234567", **bearer)
    make.make_identifier(stakeholder=stakeholder, scheme="GB-CHC", value="1234567")

    assert likely() == {(stakeholder, vendor, "number")}


def test_two_numbers_of_one_register_are_two_bodies():
    rows = [make.make_vendor(name=name) for name in ("Northmarch Ltd", "Northmarch plc")]
    for place, row in enumerate(rows):
        make.make_identifier(vendor=row, scheme="GB-COH", value=f"0123456{place}")

    assert likely() == set()
    assert actions.parties_alike(rows[0]) == []


def test_sources_of_one_address():
    one = make.make_source(url="https://example.org/a")
    other = make.make_source(url="http://www.example.org/a/?utm_source=x")
    make.make_source(url="")
    make.make_source(url="")

    assert likely() == {(one, other, "address")}


def test_what_is_said_to_be_two_is_not_asked_again():
    rows = [make.make_vendor(name=f"Northmarch {form}") for form in ("Ltd", "plc", "LLP")]
    by = make.make_user()

    actions.set_two(rows[1], rows[0], by=by)
    actions.set_two(rows[0], rows[1], by=by)

    assert likely() == {(rows[0], rows[2], "name"), (rows[1], rows[2], "name")}
    assert actions.parties_alike(rows[0]) == [rows[2]]


def test_what_was_merged_is_one():
    one, other = make.make_vendor(name="Northmarch"), make.make_vendor(name="Northmarch")

    actions.merge_parties(one, other, by=make.make_user(), reason="One body.")

    assert likely() == set()


def test_the_demonstration_is_no_duplicate_of_what_is_real():
    make.make_vendor(name="Northmarch"), make.make_vendor(name="Northmarch", demonstration=True)

    assert likely() == set()


def test_what_notices_alone_name_is_left_to_the_lists(tmp_path):
    suppliers = [party("Northmarch Ltd", "GB-CFS-1"), party("Northmarch plc", "GB-CFS-2")]
    Importing(tmp_path)([awarded(1, suppliers=suppliers)])
    assert Vendor.objects.count() == 2
    assert likely() == set()

    one = make.make_vendor(name="Northmarch")

    assert {(row, other) for row, other, _ in likely()} == {
        (vendor, one) for vendor in Vendor.objects.exclude(pk=one.pk)
    }


def test_imports_keep_the_key_of_a_name(tmp_path):
    importing = Importing(tmp_path)
    importing([awarded(1, suppliers=[party("NORTHMARCH LTD", "GB-COH-01234567")])])
    importing([awarded(2, suppliers=[party("Northmarch Water Limited", "GB-COH-01234567")])])

    assert [vendor.name_key for vendor in Vendor.objects.all()] == ["northmarch water"]
    assert "" not in {buyer.name_key for buyer in Buyer.objects.all()}


@pytest.mark.parametrize("rows", [1, 3])
def test_finding_them_costs_the_same_for_every_number_of_rows(django_assert_num_queries, rows):
    for place in range(rows):
        (
            make.make_source(url=f"https://example.org/{place}"),
            make.make_source(url=f"https://example.org/{place}/"),
        )
        for one in KINDS.values():
            one(name=f"Northmarch {place}"), one(name=f"Northmarch {place} Ltd")

    # What is said; sources; of each kind the rows and their numbers; for buyers and for vendors two by name, one by
    # number.
    with django_assert_num_queries(1 + 1 + 3 * 2 + 2 * 3):
        assert len(actions.likely_duplicates()) == rows * (1 + 3 + 8)


def test_the_key_follows_the_name_whatever_columns_are_saved():
    vendor = make.make_vendor(name="Northmarch")
    vendor.name = "Another Ltd"

    vendor.save(update_fields=["name"])

    vendor.refresh_from_db()
    assert (vendor.name, vendor.name_key) == ("Another Ltd", "another")

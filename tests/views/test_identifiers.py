"""From an official identifier to the page of whatever bears it."""

import pytest

from procurement.models import Contract, PublicContract
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def fenwick():
    """Give a vendor that bears three numbers, and supplies in a contract of the register."""
    vendor = make.make_vendor(name="Fenwick")
    make.make_identifier(vendor=vendor, value="01234567")
    make.make_identifier(vendor=vendor, scheme="GB-PPON", value="PQRS-1234-TUVW")
    make.make_identifier(vendor=vendor, scheme="GB-SRS", value="example.gov.uk/Ab1Cd2Ef")
    make.make_register_contract(vendors=[vendor], ocid="ocds-b5fd17-0A1b")
    return vendor


@pytest.mark.parametrize(
    ("address", "leads_to"),
    [
        ("/id/GB-COH/01234567", "/vendors/1-fenwick/"),
        ("/id/GB-COH/1234567", "/vendors/1-fenwick/"),
        ("/id/gb-coh/1234567/", "/vendors/1-fenwick/"),
        ("/id/GB-PPON/pqrs-1234-tuvw", "/vendors/1-fenwick/"),
        ("/id/GB-SRS/example.gov.uk/Ab1Cd2Ef", "/vendors/1-fenwick/"),
        ("/id/ocid/ocds-b5fd17-0A1b", "/contracts/1-roads-1/"),
        ("/id/OCID/ocds-b5fd17-0A1b", "/contracts/1-roads-1/"),
    ],
)
def test_an_identifier_leads_to_what_bears_it(client, fenwick, address, leads_to):
    make.alter_document(Contract.objects.get(), lambda said: said.update(title="Roads 1"))
    PublicContract.objects.update(slug="roads-1")

    response = client.get(address)

    assert (response.status_code, response["Location"]) == (302, leads_to)
    assert client.get(leads_to).status_code == 200


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/id/GB-COH/07654321", "Nothing on this record has the identifier GB-COH 07654321."),
        ("/id/GB-COH/0123456", "Nothing on this record has the identifier GB-COH 00123456."),
        ("/id/GB-SRS/example.gov.uk/ab1cd2ef", "Nothing on this record has the identifier GB-SRS "),
        ("/id/GB-CFS/0", "Nothing on this record has the identifier GB-CFS 0."),
        ("/id/GB-CFS/!", "Nothing on this record has the identifier GB-CFS !."),
        (
            "/id/ocid/ocds-b5fd17-0a1b",
            "Nothing on this record has the identifier OCID ocds-b5fd17-0a1b.",
        ),
        ("/id/GB-COH/x", "“x” is not an identifier of GB-COH, Companies House."),
        ("/id/GB-COH/%00", "is not an identifier of GB-COH"),
        ("/id/XX-ABC/1", "“XX-ABC” is not known. Accepted: GB-COH, GB-CHC,"),
        ("/id/ocid/a%20b", "The OCID holds a space"),
        ("/id/ocid/" + "x" * 300, "The OCID has more than 200 characters."),
    ],
)
def test_one_that_leads_nowhere_is_told_why_and_what_is_accepted(client, fenwick, address, said):
    response = client.get(address)
    page = response.content.decode()

    assert response.status_code == 404
    assert page.count(said) == 1
    assert page.count("Companies House, written as 01234567 or SC123456") == 1
    assert page.count("<dt>ocid</dt><dd>Open Contracting ID of a contract, written as ") == 1
    assert "\x00" not in page


def test_where_several_bear_it_each_is_named(client):
    buyer, vendor = make.make_buyer(name="Northmarch"), make.make_vendor(name="Northmarch Ltd")
    for kind, party in (("buyer", buyer), ("vendor", vendor)):
        make.make_identifier(**{kind: party}, value="01234567")
    make.make_register_contract(buyer=buyer, vendors=[vendor])

    response = client.get("/id/GB-COH/1234567")
    page = response.content.decode()

    assert response.status_code == 200
    assert page.count('<a href="/buyers/1-northmarch/"><bdi>Northmarch</bdi></a>, as a buyer') == 1
    assert page.count('<a href="/vendors/1-northmarch-ltd/">') == 1


def test_an_identifier_that_is_not_published_leads_nowhere(client, fenwick):
    make.make_identifier(vendor=fenwick, value="07654321")
    make.make_contract(ocid="ocds-draft-1")
    Contract.objects.filter(ocid="ocds-b5fd17-0A1b").update(ocid="ocds-draft-2")

    assert client.get("/id/GB-COH/07654321").status_code == 404
    assert client.get("/id/ocid/ocds-draft-2").status_code == 404
    assert client.get("/id/ocid/ocds-draft-1").status_code == 404


@pytest.mark.parametrize("address", ["/id/GB-COH/01234567", "/id/ocid/ocds-b5fd17-0A1b"])
def test_it_costs_two_queries(client, fenwick, address, django_assert_num_queries):
    # version of the data, whoever bears it
    with django_assert_num_queries(2):
        client.get(address)


@pytest.mark.parametrize("address", ["/id/GB-COH/", "/id/GB-COH", "/id/"])
def test_half_an_address_is_not_found(client, address):
    assert client.get(address).status_code == 404

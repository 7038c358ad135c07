"""Numbers of registers of other countries: they say who is who, and lead to their bearer's page."""

from procurement.models import Vendor

from .samples import awarded


def supplier(name, scheme, value):
    return {"id": "1", "name": name, "identifier": {"scheme": scheme, "id": value}}


def test_one_company_under_two_names_is_one_vendor_by_its_number(importing, client):
    importing(
        [
            awarded(1, "ocds-test-1", [supplier("Obras", "PT-NIPPC", "500100144")]),
            awarded(2, "ocds-test-2", [supplier("Obras do Norte", "pt-nippc", "500 100 144")]),
        ]
    )

    vendor = Vendor.objects.get()
    page = client.get("/id/pt-nippc/500100144", follow=True)

    assert [str(one) for one in vendor.identifiers.all()] == ["PT-NIPPC-500100144"]
    assert "PT-NIPPC 500100144 (Portugal: number of legal persons)" in page.text


def test_fillers_and_numbers_of_platforms_make_nobody_one(importing):
    importing(
        [
            awarded(1, "ocds-test-1", [supplier("One", "CO-RUE", "000000000")]),
            awarded(2, "ocds-test-2", [supplier("Two", "CO-RUE", "000000000")]),
            awarded(3, "ocds-test-3", [supplier("Three", "GB-CFS", "5")]),
            awarded(4, "ocds-test-4", [supplier("Four", "GB-CFS", "5")]),
        ]
    )

    assert sorted(Vendor.objects.values_list("name", flat=True)) == ["Four", "One", "Three", "Two"]

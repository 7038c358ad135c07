"""What a release is as a notice, and where it is published."""

import pytest

from procurement import dossier, links
from procurement.models import Contract, Notice
from procurement.ocds.importing import import_files

from .samples import SAMPLES, expected, needs_samples, release

pytestmark = pytest.mark.django_db
MADE = ("https://www.find-tender.service.gov.uk/", "https://www.contractsfinder.service.gov.uk/")
TENDER, NUMBER = "ocds-h6vhtk-052a2e", "028961-2025"
ADDRESS = "https://www.find-tender.service.gov.uk/Notice/028961-2025"


def addresses(contract):
    return [one["url"] for one in dossier.register_dossier(contract.public_id)["notices"]]


def stating(url):
    return {"tender": {"title": "x", "documents": [{"documentType": "tenderNotice", "url": url}]}}


@pytest.mark.parametrize(
    ("fields", "url"),
    [
        ({}, ADDRESS),
        (stating("https://example.org/notice/1"), "https://example.org/notice/1"),
        (stating("Contract Finder"), ADDRESS),
        ({"id": None}, ""),
        ({"id": 28961}, ""),
        ({"ocid": "ocds-test-1"}, ""),
        ({"uri": "https://example.org/orders/7"}, "https://example.org/orders/7"),
        (
            stating("https://example.org/notice/1") | {"uri": "https://example.org/orders/7"},
            "https://example.org/notice/1",
        ),
        # It gives the release again, leads nowhere, or is no address.
        *(
            ({"uri": uri}, ADDRESS)
            for uri in (
                "https://example.org/releases/7.json",
                "https://example.org/api/releases/7",
                "https://api.example.org/7",
                "http://localhost/7",
                "urn:x:7",
                7,
                None,
            )
        ),
    ],
)
def test_address_that_is_stated_wins_over_one_made_from_the_id(importing, fields, url):
    importing([release(ocid=TENDER) | {"id": NUMBER} | fields])

    assert addresses(Contract.objects.get()) == [url]


@needs_samples
@pytest.mark.parametrize("name", [name for name in expected() if name.startswith("uk/")])
def test_address_made_from_an_id_is_the_one_that_is_stated(name):
    import_files([str(SAMPLES / name)])

    for one in Notice.objects.select_related("contract"):
        made = links.of_notice(one.contract.ocid, one.release_id)
        assert (
            made == one.url
            if one.url.startswith(MADE) and one.release_id
            else not (made and one.url)
        )
    if "find_a_tender" in name or "/contracts_finder/" in name:
        assert all(all(addresses(contract)) for contract in Contract.objects.all())

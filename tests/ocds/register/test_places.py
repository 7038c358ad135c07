"""Where things are delivered, and in which region that is."""

import pytest

from procurement.codelists import REGION
from procurement.ocds.register.places import _AREAS, read, regions
from procurement.ocds.values import nothing


def delivered(*addresses, key="deliveryAddresses", **item):
    return {"tender": {"items": [{"id": "1", key: list(addresses)} | item]}}


def test_place_keeps_what_is_stated_of_it():
    address = {
        "streetAddress": "1 High St\nAnnex", "locality": "Leeds", "region": "UKE42",
        "postalCode": "LS1 1UR", "country": "GB", "countryName": "United Kingdom",
        "description": "The west door",
    }  # fmt: skip

    section = read(delivered(address, relatedLot="3"), nothing)

    assert section == [
        {
            "street": "1 High St Annex", "locality": "Leeds", "region": "UKE42",
            "postcode": "LS1 1UR", "country": "GB", "country_name": "United Kingdom",
            "words": "The west door", "of": "lot", "ids": ["3"],
            "at": "tender/items/0/deliveryAddresses/0",
        }
    ]  # fmt: skip
    assert regions(section) == ["UKE"]


def test_same_place_of_several_lots_is_one_entry_and_the_same_word_elsewhere_another():
    items = [
        {"relatedLot": "1", "deliveryAddresses": [{"region": "London"}]},
        {"relatedLot": "2", "deliveryAddresses": [{"region": "London"}, {"locality": "London"}]},
    ]

    section = read({"tender": {"items": items}}, nothing)

    assert [(one.get("region"), one["ids"]) for one in section] == [
        ("London", ["1", "2"]), (None, ["2"]),
    ]  # fmt: skip


def test_array_that_is_published_as_an_object_is_read_as_one():
    item = {"deliveryAddresses": {"1": {"region": "UKK41"}, "2": None}}

    section = read({"tender": {"items": [item]}}, nothing)

    assert section == [{"region": "UKK41", "at": "tender/items/0/deliveryAddresses/1"}]


def test_locations_addresses_and_gazetteers_are_read_wherever_they_stand():
    release = {
        "planning": {
            "project": {"locations": [{"description": "Barnet", "uri": "https://a.org/b"}]}
        },
        "tender": {
            "deliveryAddresses": [{"country": "LU"}],
            "deliveryLocations": [{"gazetteer": {"scheme": "NUTS", "identifiers": ["UKN0"]}}],
            "items": [{"deliveryLocation": {"description": "Pan-Wales"}}],
        },
        "awards": [{"id": "1", "items": [{"deliveryAddresses": [{"region": "UK"}]}]}],
        "contracts": [{"id": "2", "items": [{"deliveryAddress": {"locality": "Odesa"}}]}],
    }

    section = read(release, nothing)

    assert section == [
        {"country": "LU", "at": "tender/deliveryAddresses/0"},
        {
            "gazetteer": {"scheme": "NUTS", "codes": ["UKN0"]}, "at": "tender/deliveryLocations/0",
        },
        {"words": "Pan-Wales", "at": "tender/items/0/deliveryLocation"},
        {
            "region": "UK", "of": "award", "ids": ["1"],
            "at": "awards/0/items/0/deliveryAddresses/0",
        },
        {
            "locality": "Odesa", "of": "agreement", "ids": ["2"],
            "at": "contracts/0/items/0/deliveryAddress",
        },
        {
            "words": "Barnet", "uri": "https://a.org/b", "of": "planning",
            "at": "planning/project/locations/0",
        },
    ]  # fmt: skip
    assert regions(section) == ["UKN", "UK"]


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ({"region": "UKI"}, ["UKI"]),
        ({"region": "ukm91"}, ["UKM"]),
        ({"region": "TLJ4"}, ["UKJ"]),
        ({"region": "UKZ"}, []),
        ({"region": "LU000"}, []),
        ({"region": "Yorkshire & the Humber", "countryName": "United Kingdom"}, ["UKE"]),
        ({"region": "the North-West"}, ["UKD"]),
        ({"region": "England", "countryName": "United Kingdom"}, ["ENG"]),
        ({"region": "ENG"}, ["ENG"]),
        ({"countryName": "Scotland"}, ["UKM"]),
        ({"countryName": "England", "postalCode": "SW1A2BQ"}, ["UKI"]),
        ({"countryName": "United Kingdom"}, ["UK"]),
        ({"country": "GB", "region": "UK"}, ["UK"]),
        ({"postalCode": "bt7 1nn"}, ["UKN"]),
        ({"postalCode": "DN1 3BU"}, []),
        ({"postalCode": "DN1 3BU", "countryName": "England"}, ["ENG"]),
        ({"postalCode": "1234"}, []),
        ({"postalCode": "B"}, []),
        ({"postalCode": "L-2920", "countryName": "Luxembourg"}, []),
        ({"locality": "London", "country": "CA"}, []),
        ({"locality": "London"}, ["UKI"]),
        ({"locality": "Wales", "postalCode": "S26 5LQ"}, []),
        ({"description": "Wales"}, ["UKL"]),
        ({"description": "Various sites in Wales"}, []),
        ({"countryName": "Channel Islands"}, []),
        ({"country": "TL", "locality": "London"}, []),
        ({"countryName": "Rest of the World"}, []),
    ],
)
def test_region_is_told_where_it_is_beyond_doubt(address, expected):
    assert regions(read(delivered(address), nothing)) == expected


def test_regions_are_in_the_order_of_their_list_each_once():
    places = ({"region": "UK"}, {"region": "UKM1"}, {"region": "UKC"}, {"region": "UKM2"})

    assert regions(read(delivered(*places), nothing)) == ["UKC", "UKM", "UK"]


def test_every_region_of_a_postcode_area_is_on_the_list():
    assert set(_AREAS.values()) <= set(REGION.codes())
    assert not _AREAS.keys() & {"DN", "OX", "SY", "TD", "CH", "LD", "HR", "NP", "DG", "CA", "NE"}

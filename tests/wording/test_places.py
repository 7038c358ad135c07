"""Codes of places and of what is bought, in words."""

import pytest

from procurement.codelists import REGION
from procurement.codelists.areas import AREAS
from procurement.wording.register.bought import bought
from procurement.wording.register.places import country, places, region
from procurement.wording.register.whose import Whose


def body(**register):
    lots = [{"what": "lot", "id": str(number)} for number in (1, 2, 3)]
    head = {"awards": [], "agreements": [], "category": "works", "cpv": ""}
    return head | {"register": {"lots": lots} | register}


def rows(stated):
    found = bought(stated, Whose(stated)).rows
    return {
        row.label: [f"{line.whose}|{line.name or line.text}" for line in row.lines] for row in found
    }


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("UKL18", "Swansea, Wales (UKL18)"),
        ("ukm91", "Scottish Borders, Scotland (UKM91)"),
        ("UKC14", "North East (UKC14)"),
        # the areas of the levels that begin with TL are others
        ("TLM91", "Scotland (TLM91)"),
        ("UKM", "Scotland"),
        ("GB", "United Kingdom"),
        ("Kent", "Kent"),
        ("", ""),
    ],
)
def test_areas_have_their_names(code, words):
    assert region(code) == words


def test_every_area_lies_in_a_region():
    assert [code for code in AREAS if code[:3] not in REGION or len(code) not in (4, 5)] == []


def test_areas_of_the_same_lots_stand_in_one_line_and_addresses_apart():
    lots = {"of": "lot", "ids": ["1", "2"]}
    stated = [
        {"region": "UKL18"} | lots,
        {"words": "The square"} | lots,
        {"region": "UKL12"} | lots,
        {"region": "UKL13", "of": "lot", "ids": ["3"]},
        {"region": "UKC14", "country_name": "United Kingdom"} | lots,
    ]

    assert rows(body(places=stated)) == {
        "Place of delivery": [
            "Lots 1 and 2|Wales: Swansea (UKL18), Gwynedd (UKL12); North East: UKC14",
            "Lot 3|Conwy and Denbighshire, Wales (UKL13)",
            "Lots 1 and 2|The square",
        ]
    }


def test_countries_stand_in_one_line():
    stated = [{"country_name": "Europe"}, {"region": "Kent", "country_name": "United Kingdom"}]

    assert [line.name for _, line in places(stated)] == ["Europe, Kent, United Kingdom"]


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ({"country_name": "ENG"}, "England"),
        ({"country_name": "GB"}, "United Kingdom"),
        ({"country": "WLS"}, "Wales"),
        ({"country": "TL"}, "TL"),
        ({"country": "FR", "country_name": "France"}, "France"),
    ],
)
def test_country_is_told_in_words(place, words):
    assert country(place) == words


def test_codes_without_words_have_their_division_and_lots_their_order():
    said = [("2", "45261000"), ("2", "39141400"), ("2", "45210000"), ("1", "99999999")]
    stated = [{"scheme": "CPV", "code": code, "of": "lot", "ids": [lot]} for lot, code in said]
    named = {"scheme": "CPV", "code": "45000000", "text": "Building", "of": "lot", "ids": ["3"]}

    assert rows(body(classifications=[*stated, named, {"scheme": "UNSPSC", "code": "4511"}])) == {
        "CPV codes": [
            "Lot 3|Building",
            "Lot 1|99999999",
            "Lot 2|45261000, 45210000 (in “Construction work”); 39141400"
            " (in “Furniture, furnishings, domestic appliances and cleaning products”)",
        ],
        "Codes of UNSPSC": ["|4511"],
    }

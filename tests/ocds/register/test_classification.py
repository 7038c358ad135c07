"""What is bought, by codes and categories, from wherever notices have them."""

import pytest

from procurement.ocds.register import categories
from procurement.ocds.register.categories import category
from procurement.ocds.register.classification import cpv, read
from procurement.ocds.values import nothing


def code(id, scheme="CPV", **more):
    return {"scheme": scheme, "id": id} | more


def test_code_that_stands_in_several_lots_is_one_entry():
    items = [
        {"id": "a", "relatedLot": "1", "additionalClassifications": [code("80000000")]},
        {
            "id": "b",
            "relatedLots": ["2", 3],
            "classification": code("80000000", description="School"),
        },
        {"id": "c", "classification": code("45000000", "UNSPSC")},
    ]

    section = read({"tender": {"lots": [{"id": "1"}], "items": items}}, nothing)

    assert section == [
        {
            "scheme": "CPV", "code": "80000000", "of": "lot", "ids": ["1", "2", "3"],
            "at": "tender/items/0/additionalClassifications/0", "text": "School", "main": True,
        },
        {
            "scheme": "UNSPSC", "code": "45000000", "main": True,
            "at": "tender/items/2/classification",
        },
    ]  # fmt: skip


def test_notice_of_the_procurement_act_has_its_codes_on_the_items_of_awards():
    items = [{"id": "1", "relatedLot": "1", "additionalClassifications": [code("90711400")]}]

    section = read({"awards": [{"id": "4", "items": items}]}, nothing)

    assert section == [
        {
            "scheme": "CPV", "code": "90711400", "of": "award", "ids": ["4"],
            "at": "awards/0/items/0/additionalClassifications/0",
        }
    ]  # fmt: skip
    assert cpv(section) == "90711400"


def test_codes_of_plan_project_lot_and_agreement_are_read():
    release = {
        "planning": {
            "items": [{"classification": code("1", "X")}],
            "project": {"additionalClassifications": [code("03.04.05", "GB-EXAMPLE")]},
        },
        "tender": {"lots": [{"id": "L", "additionalClassifications": [code("oth", "eu-cvd")]}]},
        "contracts": [{"id": 5, "items": {"classification": code("2", "Y")}}],
    }

    found = [(one["scheme"], one["of"], one.get("ids")) for one in read(release, nothing)]

    assert found == [
        ("eu-cvd", "lot", ["L"]), ("Y", "agreement", ["5"]), ("X", "planning", None),
        ("GB-EXAMPLE", "planning", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        ([code("72260000-5")], "72260000"),
        ([code("ДК021:2015", "ДК021"), code("45233130.0")], "45233130"),
        ([code("7226000", "CPV"), code(72260000, "cpv")], "72260000"),
        ([code("72260000", "UNSPSC")], ""),
        ([code("٧٢٢٦٠٠٠٠"), {"text": "Roads"}], ""),
        ([], ""),
    ],
)
def test_headline_code_is_the_first_that_is_one_of_the_cpv(section, expected):
    tender = {"additionalClassifications": section}

    assert cpv(read({"tender": tender}, nothing)) == expected


def test_headline_code_is_the_tender_s_before_those_of_its_items():
    tender = {"items": [{"classification": code("45000000")}], "classification": code("71000000")}

    assert cpv(read({"tender": tender}, nothing)) == "71000000"


def test_classification_in_words_alone_is_kept():
    assert read({"tender": {"classification": {"description": "Roads"}}}, nothing) == [
        {"text": "Roads", "main": True, "at": "tender/classification"}
    ]


def test_what_is_unfit_is_noted_each_time_it_is_read():
    noted = []
    release = {"tender": {"classification": code("45000000", description="Ro\u200bads")}}

    for _ in range(2):
        [entry] = read(release, lambda *one: noted.append(one[0]))

    assert entry["text"] == "Roads"
    assert noted == ["tender/classification"] * 2


def test_categories_are_read_from_tender_lots_and_awards():
    release = {
        "tender": {
            "mainProcurementCategoryDetails": "Bienes - Equipos",
            "additionalProcurementCategories": ["works", "consultingServices"],
            "lots": [{"id": 1, "mainProcurementCategory": "services"}],
        },
        "awards": [
            {"id": "1", "mainProcurementCategory": "goods"},
            {"id": "2", "mainProcurementCategory": "goods"},
        ],
    }

    section = categories.read(release, nothing)

    assert section == [
        {"text": "Bienes - Equipos", "at": "tender/mainProcurementCategoryDetails"},
        {"code": "works", "at": "tender/additionalProcurementCategories/0"},
        {"code": "consultingServices", "at": "tender/additionalProcurementCategories/1"},
        {
            "code": "services", "main": True, "of": "lot", "ids": ["1"],
            "at": "tender/lots/0/mainProcurementCategory",
        },
        {
            "code": "goods", "main": True, "of": "award", "ids": ["1", "2"],
            "at": "awards/0/mainProcurementCategory",
        },
    ]  # fmt: skip
    assert category(section) == "services"


@pytest.mark.parametrize(
    ("tender", "expected"),
    [
        ({"mainProcurementCategory": "Works"}, "works"),
        ({"xClassifications": {"ojeuContractType": "Products"}}, "goods"),
        (
            {"mainProcurementCategory": "other", "xClassifications": {"ojeuContractType": "Works"}},
            "works",
        ),
        ({"additionalProcurementCategories": ["works"]}, ""),
        ({"mainProcurementCategory": "other"}, ""),
    ],
)
def test_category_is_the_first_main_one_that_is_known(tender, expected):
    assert category(categories.read({"tender": tender}, nothing)) == expected

"""What notices say of suppliers, in their shapes."""

from procurement.ocds.register import suppliers
from procurement.ocds.values import nothing


def read(**release):
    return suppliers.read(release, nothing)


def award(*named, **fields):
    return {"id": "A", "suppliers": list(named)} | fields


def test_size_and_kind_stand_with_the_awards_of_a_supplier():
    facts = {"scale": "medium", "vcse": True, "shelteredWorkshop": False}
    one = {"id": "S", "name": "Able Ltd", "details": facts}

    found = read(awards=[award(one), award(one, id="B")])

    assert found["named"] == [
        {
            "name": "Able Ltd",
            "id": "S",
            "awards": ["A", "B"],
            "at": "awards/0/suppliers/0",
            "scale": "medium",
            "vcse": True,
            "sheltered": False,
        }
    ]


def test_a_supplier_of_whom_nothing_more_is_said_is_left_to_its_award():
    assert read(awards=[award({"id": "S", "name": "Able Ltd"}), award({"name": "B"})]) == {}


def test_what_is_said_of_the_party_is_its_suppliers_too():
    found = read(
        awards=[award({"id": 7})],
        parties=[{"id": 7, "name": "Able Ltd", "roles": "supplier", "sme": False}],
    )

    assert found["named"] == [
        {"name": "Able Ltd", "id": "7", "awards": ["A"], "at": "awards/0/suppliers/0", "sme": False}
    ]


def test_a_supplier_by_its_role_alone_is_linked_to_no_award():
    found = read(
        parties=[
            {"id": "1", "name": "Alone Ltd", "roles": ["supplier"]},
            {"id": "2", "name": "Gone Ltd", "roles": ["removedSupplier"], "roleDetails": "Merged"},
            {"id": "3", "name": "Council", "roles": ["buyer"], "details": {"scale": "large"}},
            {"id": "4", "name": "Lost Ltd", "roles": ["tenderer"]},
            {
                "id": "5",
                "name": "Small & Lost",
                "roles": ["tenderer"],
                "details": {"scale": "small"},
            },
        ]
    )

    assert found["named"] == [
        {"name": "Alone Ltd", "id": "1", "awards": [], "at": "parties/0"},
        {
            "name": "Gone Ltd",
            "id": "2",
            "awards": [],
            "at": "parties/1",
            "role_details": "Merged",
            "roles": ["removedSupplier"],
        },
        {
            "name": "Small & Lost",
            "id": "5",
            "awards": [],
            "at": "parties/4",
            "scale": "small",
            "roles": ["tenderer"],
        },
    ]


def test_suppliers_that_share_an_id_are_with_applying_by_name():
    rows = [{"id": 0, "name": name, "sme": name == "A"} for name in ("A", "B")]

    named = read(awards=[award(*rows)])["named"]

    assert [(one["name"], one["sme"]) for one in named] == [("A", True), ("B", False)]


def test_an_excluded_supplier_is_told_with_grounds_and_reason():
    told = {
        "exclusionGrounds": {"criteria": [{"id": "tax", "description": "Owed tax"}, {}]},
        "awardRationale": "Nobody else could.",
        "awardRationaleClassification": {"id": "overriding", "scheme": "X"},
    }

    found = read(awards=[award({"name": "S", "details": {"excludedSupplier": told}})])

    assert found["named"][0]["excluded"] == {
        "grounds": [
            {
                "type": "tax",
                "text": "Owed tax",
                "at": "awards/0/suppliers/0/details/excludedSupplier/exclusionGrounds/criteria/0",
            }
        ],
        "why": "Nobody else could.",
        "why_code": {"id": "overriding"},
    }


def test_subcontracting_says_whether_how_much_and_to_whom():
    planned = {
        "minimumPercentage": 0.1,
        "maximumPercentage": 0.3,
        "competitive": True,
        "value": {"amount": 100, "currency": "GBP"},
        "description": "Cleaning",
        "subcontracts": [{"id": 1, "subcontractor": {"id": "C"}, "mainContractors": [{"id": "S"}]}],
    }

    found = read(
        parties=[{"id": "C", "name": "Cleaner"}, {"id": "S", "name": "Main"}],
        awards=[{"id": "1", "hasSubcontracting": True, "subcontracting": planned}],
        contracts=[{"id": "2", "hasSubcontracting": False}],
    )

    assert found["subcontracting"] == [
        {
            "of": "award",
            "id": "1",
            "will": True,
            "text": "Cleaning",
            "least": 0.1,
            "most": 0.3,
            "competitive": True,
            "value": {"minor": 10000, "currency": "GBP"},
            "subcontracts": [
                {"to": {"name": "Cleaner", "id": "C"}, "for": [{"name": "Main", "id": "S"}]}
            ],
            "at": "awards/0",
        },
        {"of": "agreement", "id": "2", "will": False, "at": "contracts/0"},
    ]


def test_what_the_buyer_asks_of_subcontracting_is_no_plan():
    lot = {"id": "L", "subcontractingTerms": {"competitiveMinimumPercentage": 0.2}}

    assert read(tender={"subcontractingTerms": {"description": "Half"}, "lots": [lot]}) == {
        "subcontracting": [
            {"of": "tender", "text": "Half", "terms": True, "at": "tender"},
            {
                "of": "lot",
                "id": "L",
                "competitive_least": 0.2,
                "terms": True,
                "at": "tender/lots/0",
            },
        ]
    }


def test_whom_the_contract_suits_and_is_reserved_for():
    tender = {
        "suitability": {"sme": True, "vcse": False},
        "otherRequirements": {"reservedParticipation": ["smeVcse", "x"]},
        "lotGroups": [{"id": "G", "suitability": {"sme": False}}],
        "exclusionGrounds": "Unpaid tax",
    }

    here = "tender/otherRequirements/reservedParticipation"
    assert read(tender=tender) == {
        "suitable_for": [
            {"sme": True, "vcse": False, "at": "tender/suitability"},
            {
                "sme": False,
                "of": "group of lots",
                "id": "G",
                "at": "tender/lotGroups/0/suitability",
            },
        ],
        "reserved_for": [{"code": "smeVcse", "at": here}, {"code": "x", "at": here}],
        "exclusion_grounds": [{"text": "Unpaid tax", "at": "tender/exclusionGrounds"}],
    }

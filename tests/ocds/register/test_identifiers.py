"""Identifiers of every scheme, as notices state them."""

from procurement.ocds.register import identifiers
from procurement.ocds.values import nothing


def read(**release):
    return identifiers.read(release, nothing)


def test_those_of_registers_are_strong_and_those_of_platforms_hints():
    more = [{"scheme": "pt-nippc", "id": "500 100 144"}, {"scheme": "internal", "id": 77}]
    party = {"id": "P", "name": "Obras", "identifier": {"scheme": "GB-SRS", "id": "x/Y"}}

    found = read(parties=[party | {"additionalIdentifiers": more}])

    who = {"name": "Obras", "id": "P"}
    assert found == [
        who | {"scheme": "GB-SRS", "value": "x/Y", "at": "parties/0/identifier"},
        who
        | {
            "scheme": "pt-nippc",
            "value": "500 100 144",
            "strong": True,
            "at": "parties/0/additionalIdentifiers/0",
        },
        who | {"scheme": "internal", "value": "77", "at": "parties/0/additionalIdentifiers/1"},
    ]


def test_a_local_id_of_a_scheme_is_one_where_no_other_is_stated():
    rows = [
        {"id": "GB-CFS-9", "name": "A", "identifier": {"legalName": "A"}},
        {"id": "GB-CFS-8", "name": "B", "identifier": {"scheme": "GB-COH", "id": "01234567"}},
        {"id": "org-13", "name": "C"},
    ]

    assert [(one["name"], one["scheme"], one["value"]) for one in read(parties=rows)] == [
        ("A", "GB-CFS", "9"),
        ("B", "GB-COH", "01234567"),
    ]


def test_a_number_without_its_scheme_is_left_out():
    assert read(parties=[{"id": "1", "name": "A", "identifier": {"id": "830032532"}}]) == []


def test_references_speak_where_there_are_no_parties():
    supplier = {"id": 0, "name": "S", "identifier": {"scheme": "UA-EDR", "id": "01987037"}}
    buyer = {"name": "B", "identifier": {"scheme": "GB-LAE", "id": "RCC"}}

    found = read(buyer=buyer, awards=[{"suppliers": [supplier]}])

    assert [(one["name"], one["value"], one["at"]) for one in found] == [
        ("B", "RCC", "buyer/identifier"),
        ("S", "01987037", "awards/0/suppliers/0/identifier"),
    ]


def test_things_have_identifiers_too():
    found = read(tender={"lots": [{"id": "L", "identifiers": [{"scheme": "internal", "id": "7"}]}]})

    assert found == [
        {
            "of": "lot",
            "id": "L",
            "scheme": "internal",
            "value": "7",
            "at": "tender/lots/0/identifiers/0",
        }
    ]

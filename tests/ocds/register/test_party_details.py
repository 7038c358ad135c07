"""Where organisations are, what they are and in which part they appear, as notices state it."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from procurement.ocds.register import party_details
from procurement.ocds.values import nothing

ADDRESS = {
    "streetAddress": "1 Long Lane", "locality": "Leeds", "region": "UKE42", "postalCode": "LS1 4HR",
    "country": "GB", "countryName": "England",
}  # fmt: skip
KIND = {
    "scheme": "UK_CA_TYPE",
    "id": "publicAuthorityCentralGovernment",
    "description": "Central government",
}


def read(*parties, **release):
    return party_details.read({"parties": list(parties), **release}, nothing)


def only(**fields):
    [one] = read({"id": "P", "name": "Obras", **fields})
    return one


def test_town_region_and_country_are_read_and_street_and_postcode_are_not():
    assert only(address=ADDRESS) == {
        "name": "Obras", "id": "P", "at": "parties/0",
        "locality": "Leeds", "region": "UKE42", "country": "GB", "country_name": "England",
    }  # fmt: skip


@pytest.mark.parametrize("town", ["12 Long Lane, Leeds", "Leeds LS1 4HR"])
def test_town_that_holds_a_street_or_postcode_is_left_out(town):
    assert "locality" not in only(address=ADDRESS | {"locality": town})


def test_kinds_and_sites_are_read():
    found = only(
        details={
            "url": "HTTPS://Example.ORG/a", "buyerProfile": "https://example.org/b",
            "classifications": [KIND, KIND, {"id": "RSL"}, {"scheme": "COFOG"}],
        },
        identifier={"noIdentifierRationale": "notOnAnyRegister"},
    )  # fmt: skip

    assert (found["url"], found["profile"]) == ("https://example.org/a", "https://example.org/b")
    assert found["types"] == [
        {"scheme": "UK_CA_TYPE", "code": KIND["id"], "text": "Central government"}, {"code": "RSL"},
    ]  # fmt: skip
    assert found["unregistered"] == "notOnAnyRegister"


@pytest.mark.parametrize(
    ("legal", "said"),
    [
        ("Obras Limited", "Obras Limited"),
        ("OBRAS", None),
        (None, None),
        ("", None),
        (7, "7"),
        ([], None),
    ],
)
def test_name_in_law_is_told_where_it_is_another(legal, said):
    assert only(identifier={"legalName": legal}, roles=["funder"]).get("legal_name") == said


@pytest.mark.parametrize("url", ["www.example.org", "javascript:x", "http://10.0.0.1/", 7, ["x"]])
def test_site_that_leads_nowhere_public_is_noted(url):
    noted = []

    party_details.read(
        {"parties": [{"name": "Obras", "details": {"url": url}}]}, lambda *one: noted.append(one[0])
    )

    assert noted == ["parties/0/details/url"]


def test_roles_are_those_that_are_told_nowhere_else():
    roles = ["supplier", "reviewBody", "tenderer", "buyer", "ownRole", "reviewBody", "funder"]

    assert only(roles=roles)["roles"] == ["buyer", "funder", "reviewBody", "ownRole"]


@pytest.mark.parametrize("roles", [["processContactPoint"], ["eSender", "processContactPoint"]])
def test_who_is_only_a_way_to_reach_somebody_is_left_out(roles):
    assert read({"name": "A. Person", "roles": roles, "address": ADDRESS}) == []


def test_owners_and_contact_points_are_left_out():
    owner = {"id": "U", "name": "A. Person", "nationalities": ["BE"], "address": ADDRESS}

    assert (
        read({"name": "Obras", "beneficialOwners": [owner], "contactPoint": {"name": "A. Person"}})
        == []
    )


def test_references_speak_where_there_are_no_parties():
    supplier = {"id": 0, "name": "S", "address": {"locality": "York"}}
    buyer = {"name": "B", "address": {"locality": "Hull"}}

    found = party_details.read({"buyer": buyer, "awards": [{"suppliers": [supplier]}]}, nothing)

    assert [(one["name"], one["locality"], one["at"]) for one in found] == [
        ("B", "Hull", "buyer"),
        ("S", "York", "awards/0/suppliers/0"),
    ]


def test_several_entries_of_one_are_one_and_of_two_names_two():
    one, more = {"id": "1", "name": "A", "address": {"locality": "York"}}, {"id": "1", "name": "A"}

    found = read(one, more | {"roles": ["funder"]}, {"id": "1", "name": "B", "roles": ["payer"]})

    assert [(one["name"], one.get("locality"), one.get("roles")) for one in found] == [
        ("A", "York", ["funder"]),
        ("B", None, ["payer"]),
    ]


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.floats() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(
            ["name", "id", "roles", "address", "details", "classifications", "url", "locality", "region",
             "countryName", "identifier", "noIdentifierRationale", "description", "scheme"]
        ),
        inner,
        max_size=5,
    ),
    max_leaves=20,
)  # fmt: skip


@pytest.mark.once
@given(st.lists(JUNK, max_size=4), JUNK, JUNK)
def test_whatever_stands_there_nothing_raises(parties, buyer, suppliers):
    release = {"parties": parties, "buyer": buyer, "awards": [{"suppliers": suppliers}]}

    found = party_details.read(release, nothing)

    assert json.loads(json.dumps(found)) == found
    assert all(one["name"] for one in found)

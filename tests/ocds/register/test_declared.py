"""The declared sections: all that is declared is read, what is unfit is noted, nothing raises."""

import json

import pytest

from procurement.ocds.register import declared
from procurement.ocds.register.rules import rule_of
from procurement.ocds.register.subjects import Subject
from procurement.ocds.values import nothing
from procurement.sections import SECTIONS, Entry, Field, FieldKind
from tests.declared import release_of

from .test_odd import ODD, places

pytestmark = pytest.mark.once

EVERY = [
    pytest.param(section, entry, of, id=f"{section}-{entry.what}-{of}")
    for section, entries in SECTIONS.items()
    for entry in entries
    for of in entry.of
]


@pytest.mark.parametrize(("section", "entry", "of"), EVERY)
def test_all_that_is_declared_is_read(section, entry, of, notes):
    found = [
        one
        for one in declared.read(release_of(entry, of), notes)[section]
        if one.get("what", "") == entry.what and one["at"].endswith(entry.path.replace("*", "0"))
    ]

    assert len(found) == 1
    assert {field.name for field in entry.fields} <= found[0].keys()
    assert notes == []
    owner = {key: found[0][key] for key in ("of", "id") if key in found[0]}
    if "id" in {field.name for field in entry.fields}:
        owner.pop("id")
    nameless = of in ("release", "tender")
    named = {"of": of} | ({} if of == "planning" else {"id": "7"})
    assert owner == (
        {key: one for key, one in entry.says.items() if key == "of"} if nameless else named
    )


@pytest.mark.parametrize(("section", "entry", "of"), EVERY)
def test_odd_things_are_read_in_every_place(section, entry, of, notes):
    release = release_of(entry, of)
    before = json.dumps(release)
    for inside, key in places(release):
        whole = inside[key]
        for inside[key] in ODD:
            read = declared.read(release, notes)

            assert json.loads(json.dumps(read, allow_nan=False)) == read
        inside[key] = whole
    assert json.dumps(release) == before
    assert notes


def test_what_is_declared_has_one_place():
    """No two fields of an entry have one name, and no two entries of a section are one."""
    for section, entries in SECTIONS.items():
        # What has one name is told apart by where it stands.
        places = {(one.what, of, one.path) for one in entries for of in one.of}
        assert len(places) == sum(len(one.of) for one in entries), section
        for entry in entries:
            names = [field.name for field in entry.fields]
            assert len(set(names)) == len(names), (section, entry.what)
            # A label is the page's, so no two rows have the same.
            labels = [field.label for field in entry.fields if field.label]
            assert len(set(labels)) == len(labels), (section, entry.what)
            # The tender is not named, so what stands in one may have an id of its own.
            owner = set() if entry.of == ("tender",) else {"id"}
            assert not set(names) & ({"what", "of", "ids", "at"} | owner)
            assert [field.key for field in entry.fields if not field.key] in ([], [""])


def read(tender, notes=nothing):
    return declared.read({"tender": tender}, notes)


def test_criteria_of_lots_stand_where_they_stood():
    numbers = [{"number": 60, "weight": "percentageExact"}]
    criteria = [
        {"type": "quality", "name": "Quality", "numbers": numbers},
        {"type": "price", "description": "40"},
    ]
    lots = [{"id": "A"}, {"id": 2, "awardCriteria": {"description": "Both", "criteria": criteria}}]

    assert read({"awardCriteria": "ratedCriteria", "lots": lots})["criteria"] == [
        {"what": "basis", "code": "ratedCriteria", "at": "tender"},
        {"what": "award", "type": "quality", "title": "Quality", "numbers": numbers, "of": "lot", "id": "2",
         "at": "tender/lots/1/awardCriteria/criteria/0"},
        {"what": "award", "type": "price", "text": "40", "of": "lot", "id": "2",
         "at": "tender/lots/1/awardCriteria/criteria/1"},
        {"what": "weighting", "text": "Both", "of": "lot", "id": "2", "at": "tender/lots/1/awardCriteria"},
    ]  # fmt: skip


def test_second_spelling_is_read_where_the_first_is_not_there():
    old, new = {"electronicCataloguePolicy": "required"}, {"electronicCatalogPolicy": "allowed"}

    assert [
        read({"submissionTerms": terms})["terms"][0]["catalogues"]
        for terms in (old, new, old | new)
    ] == ["required", "allowed", "allowed"]


def test_item_that_only_refers_to_a_lot_is_none():
    items = [{"id": "1", "relatedLot": "A"}, {"id": "2", "relatedLot": "A", "quantity": 0}]

    assert read({"items": items}) == {
        "items": [{"what": "item", "quantity": 0, "lot": "A", "at": "tender/items/1"}]
    }
    assert declared.read({"awards": [{"id": "1", "items": items[:1]}]}, nothing) == {
        "items": [{"what": "item", "lot": "A", "of": "award", "id": "1", "at": "awards/0/items/0"}]
    }


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("javascript:alert(1)", "does not start with https"),
        ("www.gov.uk", "does not start with https"),
        ("http://localhost/a", "is private"),
        (7, "is empty"),
    ],
)
def test_address_that_leads_to_no_public_place_is_left_out_and_noted(url, reason, notes):
    documents = [{"id": "1", "title": "Plan", "url": url}]

    [one] = read({"documents": documents}, notes)["documents"]

    assert "url" not in one
    assert [(field, reason in why) for field, _, why in notes] == [("tender/documents/0/url", True)]


@pytest.mark.parametrize(
    ("kind", "value", "said", "noted"),
    [
        (FieldKind.FLAG, "yes", None, True),
        (FieldKind.FLAG, False, False, False),
        (FieldKind.NUMBER, "2.50", 2.5, False),
        (FieldKind.NUMBER, -1, None, True),
        (FieldKind.COUNT, 0, 0, False),
        (FieldKind.MOST, "1e9999", "no limit", False),
        (FieldKind.DAY, "2026-05-21", "2026-05-21", False),
        (FieldKind.DAY, "soon", None, True),
        (FieldKind.LINE, "  a  b ", "a b", False),
        (FieldKind.LINE, ["a"], None, True),
        (FieldKind.PROSE, "a<br/>b", "a\nb", False),
        (FieldKind.LINES, "a", ["a"], False),
        (FieldKind.LINES, [], None, False),
        (FieldKind.AMOUNT, {"amount": 1, "currency": "GBP"}, {"minor": 100, "currency": "GBP"}, False),
        (FieldKind.AMOUNT, {"amount": 1}, None, True),
        (FieldKind.GROSS, {"amountGross": 1, "currency": "GBP"}, {"minor": 100, "currency": "GBP"}, False),
        (FieldKind.ID, 7, "7", False),
        (FieldKind.NAMES, [{"id": "1", "name": "Larch"}, {"id": "2"}], ["Larch", "2"], False),
        (FieldKind.OBJECT, {"a": "b"}, {"x": "b"}, False),
        (FieldKind.OBJECT, {"a": ""}, None, False),
        (FieldKind.OBJECT, "b", None, True),
        (FieldKind.ROWS, [{"a": "b"}, {"a": ""}, {}], [{"x": "b"}], False),
    ],
)  # fmt: skip
def test_kinds(kind, value, said, noted, notes):
    field = Field("x", "deep/a", kind, rows=(Field("x", "a"),))
    rule = rule_of("test", Entry("test", ("tender",), "", (field,)))
    thing = Subject({"deep": {"a": value}}, "", [], "tender")

    found = list(declared.entries(rule, thing, notes))

    assert found == ([] if said is None else [{"what": "test", "x": said, "at": "tender"}])
    assert bool(notes) is noted


def test_values_that_are_no_objects_are_entries_too(notes):
    tender = {"specialRegime": ["utilities", 7, None, {}], "coveredBy": "GPA", "crossBorderLaw": ""}

    found = declared.read({"tender": tender}, notes)["procedure"]

    assert [(one["code"], one["at"]) for one in found] == [
        ("utilities", "tender/specialRegime/0"),
        ("7", "tender/specialRegime/1"),
        ("GPA", "tender/coveredBy/0"),
    ]

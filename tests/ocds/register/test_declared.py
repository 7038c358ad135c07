"""The declared sections: all that is declared is read, what is unfit is noted, nothing raises."""

import json

import pytest

from procurement.ocds.register import declared
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
        if one["what"] == entry.what
    ]

    assert len(found) == 1
    assert {field.name for field in entry.fields} <= found[0].keys()
    assert notes == []
    owner = {key: found[0][key] for key in ("of", "id") if key in found[0]}
    assert owner == (
        {}
        if of in ("release", "tender")
        else {"of": of} | {"id": "7"}
        if of != "planning"
        else {"of": of}
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
        # What has one name has the same fields.
        assert len({one.what for one in entries}) == len(
            {(one.what, one.fields) for one in entries}
        )
        for entry in entries:
            names = [field.name for field in entry.fields]
            assert len(set(names)) == len(names), (section, entry.what)
            assert not set(names) & {"what", "of", "id", "ids", "at"}


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
        (FieldKind.ROWS, [{"a": "b"}, {"a": ""}, {}], [{"x": "b"}], False),
    ],
)  # fmt: skip
def test_kinds(kind, value, said, noted, notes):
    field = Field("x", "deep/a", kind, rows=(Field("x", "a"),))
    rule = declared.rule_of("test", Entry("test", ("tender",), "", (field,)))

    found = declared.read_fields({"deep": {"a": value}}, "tender", rule.nodes, notes)

    assert found == ({} if said is None else {"x": said})
    assert bool(notes) is noted

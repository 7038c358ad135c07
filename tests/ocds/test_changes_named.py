"""What changes are called: awards by what a page shows of them, organisations by their old and new names."""

import pytest

from procurement.ocds.changes import changed
from procurement.ocds.register import compiled, document, embedded
from procurement.ocds.values import nothing
from tests.ocds.samples import party, release

pytestmark = pytest.mark.once
ACME, BERT = party("Acme", "GB-COH-01234567"), party("Bert", "GB-COH-07654321")


def after(*releases):
    whole = embedded(releases[0], nothing)
    for one in releases[1:]:
        whole = compiled([whole, embedded(one, nothing)])
    return document(whole, "ocds-test-1")


def told(*releases):
    """Give (what, before, after) of what the last of some releases changed."""
    found = changed(after(*releases[:-1]), after(*releases))
    return [(one["what"], one["before"], one["after"]) for one in found]


def reference(who):
    return {"id": who["id"], "name": who["name"]}


def award(number, who=ACME, **fields):
    return {"id": f"s{number}", "status": "active", "suppliers": [reference(who)]} | fields


def two(first, second):
    return [award(1, **first), award(2, **second)]


def worth(amount):
    return {"value": {"amount": amount, "currency": "GBP"}}


@pytest.mark.parametrize(
    ("first", "second", "name"),
    [
        ({"title": "Salt"}, {"title": "Grit"}, "“Salt”"),
        ({"title": "Salt", **worth(5)}, {"who": BERT, "title": "Salt", **worth(5)}, "to Acme"),
        ({"title": "Salt", **worth(5)}, {**worth(6)}, "of £5"),
        ({}, {}, "s1"),
    ],
)
def test_award_is_named_by_what_tells_it_from_the_others(first, second, name):
    parties = {"parties": [ACME, BERT]}
    rows = two(first, second)
    again = [rows[0] | {"description": "By road."}, rows[1]]

    found = told(release(awards=rows, **parties), release(2, awards=again, **parties))

    assert [what.rpartition(": ")[0] for what, *_ in found] == [f"Award {name}"]


def test_award_among_three_is_named_by_vendor_and_value_where_neither_alone_tells_it():
    rows = [*two(worth(5), worth(6)), award(3, BERT, **worth(5))]
    again = [rows[0] | {"description": "By road."}, *rows[1:]]
    parties = {"parties": [ACME, BERT]}

    found = told(release(awards=rows, **parties), release(2, awards=again, **parties))

    assert [what.rpartition(": ")[0] for what, *_ in found] == ["Award to Acme of £5"]


@pytest.mark.parametrize(
    ("gone", "said"),
    [([BERT], "Award: Bert was removed"), ([ACME, BERT], "Award: Acme, Bert were removed")],
)
def test_vendor_that_is_removed_is_not_told_as_added(gone, said):
    left = party("Carl", "GB-COH-01112223")
    row = award(1) | {"suppliers": [reference(one) for one in (ACME, BERT, left)]}
    change = {"amendments": [{"id": "1", "suppliersRemoved": [reference(one) for one in gone]}]}
    parties = {"parties": [ACME, BERT, left]}

    found = told(release(awards=[row], **parties), release(2, awards=[row | change], **parties))

    assert (said, "", "") in found
    assert not [after for what, _, after in found if what != "Change" and "Bert" in after]


def test_id_of_a_change_is_not_called_a_notice_and_its_ground_stands_once():
    ground = {"id": "unforeseen", "scheme": "x", "description": "Unforeseeable circumstances"}
    change = {"id": "m1", "rationale": "Flood", "rationaleClassifications": [ground]}
    rows = [award(1)], [award(1, amendments=[change])]

    found = told(*(release(one, awards=row) for one, row in enumerate(rows, 1)))

    assert found == [
        ("Change", "", "its id: m1; rationale: Flood; grounds: Unforeseeable circumstances")
    ]


def test_price_of_one_is_told_as_money():
    def items(amount):
        unit = {"value": {"amount": amount, "currency": "GBP"}}
        return {"tender": {"items": [{"id": "1", "description": "Salt", "unit": unit}]}}

    found = told(release(**items(100000)), release(2, **items(1.255)))

    assert found == [("Item: price", "£100,000", "£1.255")]


def test_what_an_award_counted_as_before_is_no_change_of_its_notice():
    body = after(release(awards=[award(1, **worth(5))]))
    marked = {"otherwise": {"counted_as": "decided", "why": "The decision stands."}}

    assert changed(body, body | {"awards": [body["awards"][0] | marked]}) == []


def renamed(old, new, *others):
    """What is told where an award to one, with others, is one to another."""
    rows = [
        award(1) | {"suppliers": [reference(one) for one in (who, *others)]} for who in (old, new)
    ]
    first, second = (
        release(number, awards=[row], parties=[who, *others])
        for number, (row, who) in enumerate(zip(rows, (old, new), strict=True), 1)
    )
    return told(first, second)


@pytest.mark.parametrize("others", [(), (BERT,)])
def test_vendor_of_one_number_under_a_new_name_is_not_another(others):
    now = party("Acme plc", "GB-COH-01234567")

    assert renamed(ACME, now, *others) == [("Name of an organisation", "Acme", "Acme plc")]


def test_vendor_of_another_number_is_another():
    found = renamed(ACME, party("Acme plc", "GB-COH-01234568", id=ACME["id"]))

    assert ("Vendors", "Acme", "Acme plc") in found
    assert "Name of an organisation" not in [what for what, *_ in found]


def test_number_that_two_bear_says_of_none_that_it_is_another():
    number = "GB-COH-01234567"
    two_of_it = [party("Dora", number), party("Acme plc", number, id="x")]
    row = award(1) | {"suppliers": [reference(one) for one in two_of_it]}

    found = told(
        release(awards=[award(1)], parties=[ACME]),
        release(2, awards=[row], parties=two_of_it),
    )

    assert found[0] == ("Vendors", "Acme", "Acme plc, Dora")
    assert "Name of an organisation" not in [what for what, *_ in found]

"""What a page says of the declared sections: criteria with their weights, documents, items, terms, reviews."""

import pytest

from procurement.ocds.register import declared as reader
from procurement.ocds.values import nothing
from procurement.sections import SECTIONS, Entry, Field, FieldKind
from procurement.wording import register
from procurement.wording.names import spelled_out
from procurement.wording.register import declared
from procurement.wording.register.whose import Whose
from tests.declared import release_of

pytestmark = pytest.mark.once


def body(**sections):
    """Give a structure with a register part that says this alone."""
    return {
        "register": sections, "awards": [], "agreements": [], "notices": [], "dates": {}, "cpv": "",
        "category": "not_stated", "method": "not_stated", "title": "Roads", "description": "",
        "buyer": None, "user_body": None, "vendors": [], "by_role": [],
        "value": None,
    }  # fmt: skip


def words(**sections):
    """Give {label: [line]} of a page, what folds too; the parts of a line with "|" between."""
    return {
        row.label: ["|".join(filter(None, (one.whose, one.name, one.text, one.words, one.url))) for one in
                    (*row.lines, *row.folded)]
        for group in register.groups(body(**sections))
        for row in (*group.rows, *group.more)
    }  # fmt: skip


LOTS = [{"what": "lot", "id": "1", "title": "North"}, {"what": "lot", "id": "2", "title": "South"}]


def criterion(lot, **fields):
    return {"what": "award", "of": "lot", "id": lot, "at": f"tender/lots/{lot}"} | fields


def test_criteria_that_are_the_same_of_all_lots_stand_once():
    weight = {"number": 60, "weight": "percentageExact"}
    quality = [criterion(lot, type="quality", title="Method", numbers=[weight]) for lot in "12"]
    price = [criterion("1", type="price", text="40"), criterion("2", type="price", title="price")]

    said = words(lots=LOTS, criteria=[*quality, *price])

    assert said["Award criteria"] == [
        "All 2 lots|Method|Quality, 60 %",
        "Lot 1|Price|40",
        "Lot 2|price",
    ]


@pytest.mark.parametrize(
    ("ids", "said"),
    [
        (["LOT-0001", "LOT-0002"], "Lot 2"),
        (["A", "B.1"], "Lot B.1"),
        (["iuUfm8MqmKQ=", "i5Yaxy1ge1o="], "Lot 2"),
        # No place is taken for the number of another.
        (["2", "i5Yaxy1ge1o="], "Lot 2"),
        (["494ad72f", "5366a769"], "Lot 2"),
    ],
)
def test_lots_are_named_by_ids_that_are_words_else_numbered(ids, said):
    lots = [{"what": "lot", "id": id_, "title": f"Part {id_}"} for id_ in ids]
    [line] = words(lots=lots, criteria=[criterion(ids[1], text="Both")])["Award criteria"]

    assert line == f"{said}|Both"


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("belowThreshold", "below threshold"),
        ("aboveThresholdUA", "above threshold UA"),
        ("environmental.climateChangeMitigation", "environmental: climate change mitigation"),
        ("example.org", "example.org"),
        ("eSourcing", "eSourcing"),
        ("X_weird", "X_weird"),
        ("services", "services"),
        ("A title of Some words", "A title of Some words"),
        ("ACME", "ACME"),
        ("", ""),
    ],
)
def test_codes_that_are_words_written_together_are_spelled_out(code, said):
    assert spelled_out(code) == said


@pytest.mark.parametrize(
    ("code", "said"), [("fsr-no-obj", "no objection"), ("fsr-other", "fsr-other")]
)
def test_bid_says_what_came_of_a_look_at_foreign_subsidies(code, said):
    bids = {"details": [{"id": "1", "foreign_subsidies": code}]}

    assert words(bids=bids)["The bids"] == [f"Foreign subsidies: {said}"]


def test_bids_of_one_value_are_told_as_one_with_the_value_of_each():
    def bid(*lots, minor=400000):
        made = {"tenderers": [{"name": "Acme"}], "value": {"minor": minor, "currency": "GBP"}}
        return made | {"lots": [*lots]}

    assert words(lots=LOTS, bids={"details": [bid("1"), bid("2")]})["The bids"] == [
        "All 2 lots|Acme|£4,000 each"
    ]
    # One bid for both, and two that differ.
    assert words(lots=LOTS, bids={"details": [bid("1", "2")]})["The bids"] == [
        "All 2 lots|Acme|£4,000"
    ]
    assert words(lots=LOTS, bids={"details": [bid("1"), bid("2", minor=5)]})["The bids"] == [
        "Lot 1|Acme|£4,000",
        "Lot 2|Acme|£0.05",
    ]


def test_lots_of_which_a_line_says_nothing_are_counted():
    lots = [
        {"what": "lot", "id": id_} | ({"title": "North"} if id_ == "1" else {}) for id_ in "123"
    ]

    assert words(lots=lots)["3 lots"] == [
        "Lot 1|North",
        "2 without a title, description or amount of their own",
    ]
    assert words(lots=lots[:2])["2 lots"][1] == (
        "1 without a title, description or amount of its own"
    )
    assert "1 lot" not in words(lots=lots[1:2])


def test_milestone_that_is_described_by_its_title_says_it_once():
    once = {"what": "milestone", "title": "Report", "text": "Report", "ends_on": "2025-05-01"}

    assert words(periods=[once])["Milestone"] == ["Report|Due 1 May 2025"]


def test_period_of_one_day_is_that_day():
    one_day = {
        "what": "deciding",
        "of": "tender",
        "starts_on": "2015-12-30",
        "ends_on": "2015-12-30",
    }

    assert words(periods=[one_day])["Assessment and decision"] == ["30 December 2015"]


def test_auction_says_its_day_and_its_step():
    step = {"minor": 55000, "currency": "UAH"}
    auction = {"what": "auction", "of": "tender", "starts_on": "2019-03-04", "step": step}

    assert words(periods=[auction])["Electronic auction"] == [
        "From 4 March 2019, steps of at least UAH 550"
    ]


def test_what_is_said_of_a_group_of_lots_is_said_of_no_lot_and_not_of_all():
    def of_group(id_):
        return {"what": "award", "of": "group", "id": id_, "type": "quality", "text": "Together"}

    group = {"what": "group", "id": "G1", "lots": ["1", "2"]}
    three = [*LOTS, {"what": "lot", "id": "3", "title": "West"}]

    assert words(lots=[*three, group], criteria=[of_group("G1")])["Award criteria"] == [
        "Lots 1 and 2 as a group|Quality|Together"
    ]
    # Of one whose lots are not stated.
    assert words(lots=three, criteria=[of_group("G7")])["Award criteria"] == [
        "A group of lots|Quality|Together"
    ]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        ({"number": 60, "weight": "percentageExact"}, "60 %"),
        ({"number": 60, "weight": "percentageRangeMiddle"}, "About 60 %"),
        ({"number": 0.6, "weight": "decimalExact"}, "0.6 of 1"),
        ({"number": 0.25, "weight": "decimalRangeMiddle"}, "About 0.25 of 1"),
        ({"number": 1, "weight": "pointsExact"}, "1 point"),
        ({"number": 1200, "weight": "pointsRangeMiddle"}, "About 1,200 points"),
        ({"number": 2, "weight": "order"}, "Place 2 in importance"),
        ({"number": 3}, "The number 3"),
        ({"number": 3, "weight": "unheard"}, "3 (unheard)"),
        ({"weight": "percentageExact"}, "Per cent"),
        ({"number": 20, "threshold": "minimumScore"}, "At least 20 to pass"),
        ({"number": 5, "threshold": "maximumBids"}, "The best 5 pass"),
        ({"number": 5, "threshold": "unheard"}, "5 (unheard)"),
        ({"number": 9.5, "fixed": "total"}, "Fixed in all 9.5"),
        ({"fixed": "unit"}, "Fixed per unit"),
    ],
)
def test_numbers_are_told_as_they_are_stated(number, said):
    found = words(criteria=[criterion("1", title="Method", numbers=[number])])

    assert found["Award criteria"] == [f"Lot|Method|{said}"]


def test_conditions_stand_by_their_type():
    finance = {
        "what": "selection",
        "type": "economic",
        "text": "Insured",
        "minimum": "£5m",
        "applies_to": ["supplier"],
    }
    other = {"what": "selection", "text": "Honest", "for_shortlist": True}

    said = words(criteria=[finance, other])

    assert said == {
        "Conditions for bidders: economic standing": ["For the bidder|Insured", "At least:|£5m"],
        "Conditions for bidders: not said of what": ["To choose who is invited to bid|Honest"],
    }  # fmt: skip


def test_documents_but_for_the_notices_themselves():
    notice = {
        "what": "document",
        "type": "awardNotice",
        "url": "https://notices.example.org/1",
        "at": "a/1",
    }
    plain = {"what": "document", "text": "n/a", "url": "https://a.example.org/x", "at": "a/2"}
    signed = {
        "what": "document", "type": "contractSigned", "title": "Deed", "format": "application/pdf", "language": "cy",
        "published_on": "2026-05-21", "changed_on": "2026-05-22", "url": "https://a.example.org/y", "at": "a/3",
    }  # fmt: skip
    bare = {"what": "document", "type": "economicSelectionCriteria", "at": "a/4"}
    stated = body(documents=[notice, plain, signed, bare])
    stated["notices"] = [{"url": notice["url"], "published_at": ""}]

    [group] = register.groups(stated)
    lines = group.rows[0].lines

    assert [(one.name, one.text, one.url) for one in lines] == [
        ("Deed", "Signed contract, in Welsh, PDF, published 21 May 2026, changed 22 May 2026", signed["url"]),
        (plain["url"], "", plain["url"]),
        ("Conditions of economic standing", "", ""),
    ]  # fmt: skip
    assert lines[-1].meaning == "The notice says that they stand in the documents."


def test_items_say_how_many_of_what():
    beds = {
        "what": "item",
        "text": "Beds",
        "quantity": 1200,
        "unit": "pieces",
        "ends_on": "2026-05-21",
    }
    items = [
        beds | {"at": "tender/items/0"},
        beds | {"of": "award", "id": "1", "at": "awards/0/items/0"},
        {"what": "item", "text": "See description of related tender.", "at": "tender/items/1"},
        {"what": "item", "attributes": [{"title": "Size", "value": "XL"}], "lot": "2", "at": "tender/items/2"},
    ]  # fmt: skip

    assert words(lots=LOTS, items=items)["Items"] == [
        "1,200 pieces, until 21 May 2026|Beds",
        "Lot 2|Size: XL",
    ]


def test_reviews_say_how_many_and_of_which_lot():
    counted = {
        "what": "statistic",
        "scope": "complaints",
        "measure": "complainants",
        "value": 3,
        "lot": "1",
    }
    odd = {"what": "statistic", "measure": "unheard", "value": 0}

    assert words(lots=LOTS, reviews=[counted, odd, {"what": "details", "text": "To the court."}]) == {
        "2 lots": ["Lot 1|North", "Lot 2|South"],
        "Complaints": ["Lot 1|Who asked for a review|3"],
        "Reviews": ["0|unheard"],
        "Review of decisions": ["To the court."],
    }  # fmt: skip


LABELLED = [
    pytest.param(section, entry, field, id=f"{section}-{entry.what}-{field.name}")
    for section, entries in SECTIONS.items()
    for entry in entries
    for field in entry.fields
    if field.label
]


@pytest.mark.parametrize(("section", "entry", "field"), LABELLED)
def test_each_field_with_a_label_is_on_the_page(section, entry, field):
    release = release_of(entry._replace(fields=(field,)), entry.of[0])

    said = words(**reader.read(release, nothing))

    assert said[field.label], said


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        (FieldKind.LINE, "a", "“a”"),
        (FieldKind.TITLE, "a", "a"),
        (FieldKind.FLAG, False, "No"),
        (FieldKind.NUMBER, 1200, "1,200"),
        (FieldKind.COUNT, 0, "0"),
        (FieldKind.MOST, "no limit", "no limit"),
        (FieldKind.DAY, "2026-05-21", "21 May 2026"),
        (FieldKind.AMOUNT, {"minor": 100, "currency": "GBP"}, "£1"),
        (FieldKind.GROSS, {"minor": 100, "currency": "GBP"}, "£1 with VAT"),
        (FieldKind.PRICE, {"amount": "0.2345", "currency": "GBP"}, "£0.2345"),
        (
            FieldKind.PRICE,
            {"amount": "1234.50", "currency": "GBP", "basis": "net"},
            "£1,234.50 without VAT",
        ),
        (FieldKind.PRICE, {"gross": "1558333", "currency": "PYG"}, "PYG 1,558,333 with VAT"),
        (FieldKind.LINES, ["a", "b"], "“a” “b”"),
        (FieldKind.ID, "a", "“a”"),
        (FieldKind.NAMES, ["a", "b"], "a b"),
        (FieldKind.OBJECT, {"a": "x"}, "“x”"),
        (FieldKind.ROWS, [{"a": "x", "b": "y"}], "“x: y”"),
    ],
)
def test_kinds_in_words(monkeypatch, kind, value, said):
    field = Field("it", "it", kind, "It", rows=(Field("a", "a"), Field("b", "b")))
    monkeypatch.setitem(declared.SECTIONS, "test", (Entry("one", ("tender",), "", (field,)),))
    stated = body(test=[{"what": "one", "it": value}])

    [row] = declared.labelled(stated, Whose(stated), "test")

    assert " ".join(f"“{one.words}”" if one.words else one.says for one in row.lines) == said


def test_framework_that_is_open_to_some_alone_says_to_whom_and_where():
    one = {
        "what": "framework", "is": True, "minimum": 2, "maximum": "no limit", "at": "tender/techniques",
        "for_buyers": [{"scheme": "UK_CA_TYPE", "code": "privateUtility"}, {"text": "Schools", "code": "s"}],
        "for_places": [{"words": "Kent"}, {"codes": ["UKJ4", "UKJ2"]}, {"scheme": "NUTS"}],
    }  # fmt: skip

    assert words(procedure=[one])["Framework agreement"] == [
        "No limit to the number of vendors, for privateUtility and Schools, in Kent and UKJ4, UKJ2"
    ]


def test_a_part_of_the_budget_stands_with_its_amount_once():
    part = {
        "what": "part",
        "of": "planning",
        "at": "planning/budget/budgetBreakdown/0",
        "text": "2026/2027",
    }
    amount = {
        "of": "planning",
        "kind": "budget_part",
        "minor": 1_600_000_00,
        "currency": "GBP",
        "at": "planning/budget/budgetBreakdown/0/amount/amount",
        "text": "2026/2027",
    }
    other = amount | {"at": "planning/budget/budgetBreakdown/10/amount/amount", "text": "2027/2028"}
    days = {"starts_on": "2026-04-01", "ends_on": "2027-03-31"}

    said = words(funding=[part | days], amounts=[amount, other])

    assert said == {
        "Parts of the budget": ["2026/2027|£1,600,000, 1 April 2026 to 31 March 2027"],
        "Part of the budget": ["2027/2028|£1,600,000"],
    }


def test_who_pays_is_told_apart_from_parts_that_nobody_is_said_to_pay():
    paid = {
        "what": "finance",
        "source": "Regional Fund",
        "title": "Roads for all",
        "starts_on": "2026-05-21",
    }
    year = {"what": "part", "text": "2026/2027", "starts_on": "2026-04-01", "ends_on": "2027-03-31"}
    titled = {"what": "finance", "title": "Loan", "text": "Of the bank"}

    said = words(funding=[paid, year, titled, {"what": "budget", "project": "Ring road"}])

    assert said == {
        "Who pays": ["Regional Fund|Roads for all, from 21 May 2026"],
        "Parts of the budget": ["2026/2027|1 April 2026 to 31 March 2027", "Loan|Of the bank"],
        "Project": ["Ring road"],
    }


def test_those_who_were_told_of_a_tender_are_not_said_to_have_bid():
    told = {"name": "Oak", "role": "notifiedSupplier"}
    found = words(bids={"tenderers": [{"name": "Ash"}, told]})

    assert (found["Who bid"], found["Told of the tender"]) == (["Ash"], ["Oak"])


def test_who_runs_it_stands_among_the_key_facts_alone():
    rows = [
        {"name": "Agency", "roles": ["procuringEntity"]},
        {"name": "Court", "roles": ["procuringEntity"]},
    ]

    assert words(organisations=rows, run_by={"name": "Agency"})["Others named"] == [
        "Court|Runs the procurement"
    ]

"""The list of contracts: what each parameter takes in and leaves out, and every order."""

import datetime

import pytest
from django.http import QueryDict

from procurement.filters import ContractFilter
from procurement.models import PublicContract
from tests import factories as make

pytestmark = pytest.mark.django_db


def found(query):
    listing = ContractFilter(QueryDict(query))
    assert listing.problems == []
    rows = [contract.title for contract in listing.every_row()]
    assert listing.count == listing.total == len(rows)
    assert rows[:25] == [contract.title for contract in listing.page.object_list]
    return rows


def public(title="One", *, ready=True, at=None, **columns):
    """Publish a contract; `columns` are put into its public copy as they are."""
    contract = make.make_ready_contract(title=title) if ready is True else ready
    make.publish(contract, at=at)
    copy = PublicContract.objects.get(title=contract.title)
    return make.alter_copy(copy, **columns)


@pytest.mark.parametrize(
    ("inside", "outside", "query"),
    [
        ({"stage": "award"}, {"stage": "tender"}, "stage=award&stage=active"),
        ({"hold": "on_hold"}, {"hold": "none"}, "hold=on_hold"),
        ({"ever": ",on_hold,blocked,"}, {"ever": ",under_review,"}, "ever=blocked&ever=conditional"),
        ({"category": "goods"}, {"category": "works"}, "category=goods"),
        ({"method": "open"}, {"method": "direct"}, "method=open"),
        ({"disputed": ",stage,"}, {}, "disputed=1"),
        ({"disputed": ",stage,value,"}, {"disputed": ",stage,"}, "disputed=value"),
        ({"value_minor": 500}, {"value_minor": 499}, "value_min=5"),
        ({"value_minor": 500}, {"value_minor": 501}, "value_max=£5"),
        ({"value_minor": 500}, {"value_minor": None, "currency": ""}, "value_max=5"),
        ({"value_minor": 500, "currency": "EUR"}, {"value_minor": 500}, "value_min=1&currency=EUR"),
        ({"dated_on": "2026-05-01"}, {"dated_on": "2026-04-30"}, "date_from=May 2026"),
        ({"dated_on": "2026-05-31"}, {"dated_on": "2026-06-01"}, "date_to=2026-05"),
        ({"dated_on": "2025-12-31"}, {"dated_on": "2026-01-01"}, "date_to=2025"),
    ],
)  # fmt: skip
def test_a_column_is_inside_or_outside(inside, outside, query):
    public("Inside", **inside)
    public("Outside", **outside)

    assert found(query) == ["Inside"]


def test_a_word_means_any_form_of_it_and_a_star_what_begins_so():
    public("Border scanners")
    public("School meals")

    assert found("q=scanner borders") == ["Border scanners"]
    assert found("q=scan bord") == []
    assert found("q=scan* bord*") == ["Border scanners"]


def test_parties_are_named_by_id_or_identifier():
    vendor = make.make_vendor(name="Fenwick Labs")
    make.make_identifier(vendor=vendor, value="01234567")
    buyer = make.make_buyer(name="Southmarch")
    make.make_identifier(buyer=buyer, scheme="GB-LAE", value="HCK")
    ready = make.make_ready_contract(title="Inside", vendors=[vendor], buyer=buyer)
    inside = public(ready=ready)
    outside = public("Outside")
    vendors = f"vendor={inside.vendors.get().public_id}&vendor={outside.vendors.get().public_id}"

    assert found("vendor=gb-coh-1234567") == ["Inside"]
    assert found("vendor=GB-COH-76543210") == []
    assert found("vendor=GB-COH-01234567&buyer=GB-LAE-HCK") == ["Inside"]
    assert found(f"vendor={inside.vendors.get().public_id}") == ["Inside"]
    assert sorted(found(vendors)) == ["Inside", "Outside"]
    assert found(f"buyer={inside.buyer.public_id}") == ["Inside"]
    assert found("buyer=999999999&vendor=999999999") == []


def test_what_is_asked_of_acts_holds_of_the_same_one():
    ready = make.make_ready_contract(title="Held by one, objected to by another")
    objector = make.make_stakeholder(name="Campaigners")
    act = make.make_intervention(ready, type="objection", stakeholder=objector, ready=True)
    make.make_ground_link(act, "public_trust")
    make.make_citation(intervention=act)
    ready.refresh_from_db()
    copy = public(ready=ready)
    campaigners = copy.interventions.get(type="objection").actors[0].public_id

    assert found(f"type=hold&stakeholder={campaigners}") == []
    assert found("type=hold&ground=public_trust") == []
    assert found(f"type=objection&type=hold&ground=public_trust&stakeholder={campaigners}") == [
        copy.title
    ]
    assert found("type=objection&outcome=upheld") == []
    assert found("effect=value_changed&type=objection") == []


def test_orders():
    day = datetime.date
    early = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    late = datetime.datetime(2026, 2, 1, tzinfo=datetime.UTC)
    euro = {"value_minor": 900, "currency": "EUR"}
    public("A", last_event_on=day(2026, 3, 1), value_minor=100, held_since=None, appeared_at=early)
    public("B", last_event_on=None, held_since=day(2026, 1, 1), appeared_at=late, **euro)
    since = day(2025, 1, 1)
    public("C", last_event_on=day(2026, 4, 1), value_minor=300, held_since=since, appeared_at=early)
    nothing = {"value_minor": None, "currency": ""}
    public("D", last_event_on=None, held_since=None, appeared_at=None, **nothing)

    assert found("") == ["C", "A", "D", "B"]
    assert found("sort=-last_event") == ["C", "A", "D", "B"]
    assert found("sort=-value") == ["C", "A", "B", "D"]
    assert found("sort=value") == ["A", "C", "B", "D"]
    assert found("sort=value&currency=EUR") == ["B", "A", "C", "D"]
    assert found("sort=-published") == ["B", "C", "A", "D"]
    assert found("sort=-days_on_hold") == ["C", "B", "A", "D"]


def test_relevance_puts_what_the_title_holds_all_of_first():
    day = datetime.date
    meals = make.make_ready_contract(title="Meals for Northmarch", purpose="meals in schools")
    other = make.make_ready_contract(title="Kitchens", purpose="meals in schools")
    public(ready=other, last_event_on=day(2026, 5, 1))
    public("School meals", last_event_on=day(2026, 2, 1))
    public("Scanners for schools, with meals", last_event_on=day(2026, 3, 1))
    public(ready=meals, last_event_on=day(2026, 4, 1))
    tiers = [
        "Scanners for schools, with meals",
        "School meals",
        "Meals for Northmarch",
        "Kitchens",
    ]

    assert found("q=school meal") == found("q=school meal&sort=relevance") == tiers
    assert found("q=school meal&sort=-last_event") == [tiers[number] for number in (3, 2, 0, 1)]
    assert found("q=meal -kitchen") == [tiers[number] for number in (2, 0, 1)]


def test_invented_rows_step_back_once_a_real_contract_is_public():
    invented = make.make_ready_contract(title="Invented", **make.INVENTED)
    public(ready=invented)

    assert found("") == ["Invented"]

    public("Real")

    assert found("") == ["Real"]
    assert sorted(found("sample=1")) == ["Invented", "Real"]


def test_each_choice_is_counted_under_all_filters_but_its_own():
    public("A", stage="tender", hold="none")
    public("B", stage="award", hold="none")
    public("C", stage="award", hold="on_hold")

    listing = ContractFilter(QueryDict("stage=award&hold=none"))

    assert listing.count == 1
    assert listing.tallies["stage"] == ({"tender": 1, "award": 1}, {}, False)
    assert listing.tallies["hold"] == ({"none": 1, "on_hold": 1}, {}, False)
    assert listing.tallies["buyer"] == ({"2": 1}, {"2": "Northmarch Council"}, False)
    assert listing.tallies["type"] == ({"hold": 1}, {}, False)


def test_a_chip_takes_one_value_off_and_keeps_the_rest():
    listing = ContractFilter(QueryDict("stage=award&stage=tender&q=data&sort=value&page=2&utm=x"))

    assert [(chip["label"], chip["text"], chip["query"]) for chip in listing.chips] == [
        ("Search", "data", "stage=award&stage=tender&sort=value"),
        ("Stage", "Awarded", "q=data&stage=tender&sort=value"),
        ("Stage", "Tender", "q=data&stage=award&sort=value"),
    ]

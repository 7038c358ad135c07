"""Lists as pages: statuses, queries, what is said of a query string."""

import pytest
from django.urls import reverse

from procurement.filters import ContractFilter, InterventionFilter, PartyFilter
from procurement.management import founding_case
from tests import factories as make
from tests.filters.corpus import GIVEN

pytestmark = pytest.mark.django_db

LISTS = {
    "contract-list": ContractFilter,
    "intervention-list": InterventionFilter,
    "buyer-list": PartyFilter,
    "vendor-list": PartyFilter,
    "stakeholder-list": PartyFilter,
}
BAD = [
    "", "%00", "-1", "0", "1e999", "9223372036854775808", "1" + "0" * 100, "NaN", "x" * 10_000,
    "'", "%22", "%25", "*", "(", "OR OR", "-", "٣", "\u202e",
]  # fmt: skip


def status(name, given):
    if name not in GIVEN[given]:
        return 400
    return 404 if name == "page" and given else 200


@pytest.mark.parametrize("listed", LISTS)
@pytest.mark.parametrize("given", BAD, ids=[repr(given[:12].encode()) for given in BAD])
def test_bad_input_is_answered_in_words(client, listed, given):
    names = LISTS[listed].get_filters()

    answers = {name: client.get(f"{reverse(listed)}?{name}={given}").status_code for name in names}

    assert answers == {name: status(name, given) for name in names}


@pytest.mark.parametrize("listed", LISTS)
@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("a[]=1&a__gt=1&password=x&_connector=OR", 200),
        ("page=1", 200),
        ("page=2", 404),
        ("page=abc", 400),
        ("page=1.5", 400),
        ("page=1&page=2", 400),
        ("q=a&q=b", 400),
        ("sort=password", 400),
        ("sort=-", 400),
        ("sample=0", 400),
    ],
)
def test_statuses(client, listed, query, status):
    assert client.get(f"{reverse(listed)}?{query}").status_code == status


def publish(rows):
    for number in range(rows):
        contract = make.make_ready_contract(
            title=f"Contract {number}", stakeholder=make.make_stakeholder(name=f"Office {number}")
        )
        make.make_ground_link(contract.interventions.get())
        contract.refresh_from_db()
        make.publish(contract)


@pytest.mark.parametrize("rows", [1, 3])
def test_contract_list_queries(client, django_assert_num_queries, rows):
    publish(rows)

    # 7 queries:
    # * version of the data, for the ETag
    # * whether a real contract is public
    # * contracts by stage and hold: the count, and the number beside each choice
    # * the contracts of the page, with their buyers
    # * their vendors
    # * grounds on offer
    # * buyers, vendors and stakeholders on offer
    with django_assert_num_queries(7):
        response = client.get(reverse("contract-list"), {"hold": "on_hold", "type": "hold"})

    assert len(response.context["page"]) == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_intervention_list_queries(client, django_assert_num_queries, rows):
    publish(rows)

    # 8 queries:
    # * version of the data, for the ETag
    # * whether a real contract is public
    # * the count
    # * the interventions of the page, with stakeholder, contract and buyer
    # * their grounds
    # * vendors of their contracts
    # * grounds on offer
    # * buyers, vendors and stakeholders on offer
    with django_assert_num_queries(8):
        response = client.get(reverse("intervention-list"), {"type": "hold"})

    assert len(response.context["page"]) == rows


def test_a_refused_search_keeps_what_was_typed(client):
    founding_case.load()

    response = client.get(
        reverse("contract-list"), {"q": "pal\x00antir", "value_min": "lots", "stage": "award"}
    )
    page = response.content.decode()

    assert response.status_code == 400
    assert [problem["field"].name for problem in response.context["listing"].problems] == [
        "q",
        "value_min",
    ]
    for fragment in (
        '<a href="#f-value_min">',
        'id="f-value_min" name="value_min" type="text" value="lots"',
        'value="award" checked',
        'value="pal\\u0000antir"',
        "<title>Error: ",
        '<meta name="robots" content="noindex">',
    ):
        assert page.count(fragment) == 1, fragment
    assert "\x00" not in page


def test_nothing_found_says_so_and_how_to_loosen(client):
    founding_case.load()

    page = client.get(reverse("contract-list"), {"q": "zebra"}).content.decode()

    assert page.count("No contracts match this search") == 1
    assert page.count('<a href="/contracts/">see all contracts</a>') == 1


def test_the_founding_case_is_found(client):
    contract = founding_case.load()

    response = client.get(reverse("contract-list"), {"q": "palantir", "utm_source": "letter"})
    page = response.content.decode()

    assert [row.public_id for row in response.context["page"]] == [contract.public_id]
    assert page.count('<link rel="canonical" href="http://testserver/contracts/?q=palantir">') == 1
    assert page.count('<meta name="robots" content="noindex">') == 1


def test_the_whole_list_may_be_indexed(client):
    founding_case.load()

    page = client.get(reverse("contract-list")).content.decode()

    assert page.count("noindex") == 0
    assert page.count('<link rel="canonical" href="http://testserver/contracts/">') == 1
    assert page.count("The register holds 1 contract:") == 1


def test_the_page_says_where_demonstration_rows_are(client):
    founding_case.load()
    make.publish(make.make_ready_contract())

    without = client.get(reverse("contract-list")).content.decode()
    among = client.get(reverse("contract-list"), {"sample": "1"}).content.decode()

    assert without.count('<a href="/contracts/?sample=1">Show it too</a>') == 1
    assert among.count('<a href="/contracts/">Leave it out</a>') == 1


def test_pages_follow_one_another(client, monkeypatch):
    monkeypatch.setattr("procurement.filters.listing.PER_PAGE", 1)
    publish(3)

    page = client.get(reverse("contract-list"), {"page": "2", "hold": "on_hold"}).content.decode()

    assert page.count('<link rel="prev" href="?hold=on_hold&amp;page=1">') == 1
    assert page.count('<link rel="next" href="?hold=on_hold&amp;page=3">') == 1
    assert page.count('<a rel="next" href="?hold=on_hold&amp;page=3">') == 1
    assert page.count("contracts/?hold=on_hold&amp;page=2") == 1
    assert client.get(reverse("contract-list"), {"page": "4"}).status_code == 404


def test_a_list_is_kept_until_the_record_changes(client):
    make.publish(make.make_ready_contract())
    address = reverse("contract-list")
    etag = client.get(address).headers["ETag"]

    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304

    make.publish(make.make_ready_contract(title="Another"))

    assert client.get(address, headers={"If-None-Match": etag}).status_code == 200

"""Lists as pages: statuses, queries, what is said of a query string."""

import html
import re

import pytest
from django.http import QueryDict
from django.urls import reverse

from procurement.filters import ContractFilter, InterventionFilter, PartyFilter, TotalFilter
from procurement.management import founding_case
from tests import factories as make
from tests.filters.corpus import GIVEN

pytestmark = pytest.mark.django_db

LISTS = {
    "contract-list": ContractFilter,
    "intervention-list": InterventionFilter,
    "buyer-list": TotalFilter,
    "vendor-list": TotalFilter,
    "stakeholder-list": PartyFilter,
}
BAD = [
    "", "%00", "-1", "0", "1e999", "9223372036854775808", "1" + "0" * 100, "NaN", "x" * 10_000,
    "'", "%22", "%25", "*", "(", "OR OR", "-", "٣", "\u202e",
]  # fmt: skip


def status(name, given):
    if name not in GIVEN[given]:
        return 400
    if not given:
        return 302
    return 404 if name == "page" else 200


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
        ("page=1", 302),
        ("page=2", 404),
        ("page=abc", 400),
        ("page=1.5", 400),
        ("page=1&page=2", 400),
        ("q=a&q=b", 400),
        ("sort=password", 400),
        ("sort=-", 400),
        ("sample=0", 200),
        ("sample=2", 400),
    ],
)
def test_statuses(client, listed, query, status):
    assert client.get(f"{reverse(listed)}?{query}").status_code == status


def words(response):
    """Give the words of a page with single spaces, its tags left out."""
    plain = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", response.content.decode()))
    return plain.replace(" ,", ",")


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

    # 4 queries:
    # * version of the data, for the ETag
    # * whether a real contract is public, and the grounds on offer
    # * the count, and the number beside each choice
    # * the contracts of the page, with their buyers and vendors
    with django_assert_num_queries(4):
        response = client.get(reverse("contract-list"), {"hold": "on_hold", "type": "hold"})

    assert len(response.context["page"]) == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_contract_search_queries(client, django_assert_num_queries, rows):
    fields = {"buyer": make.make_buyer(), "vendors": [make.make_vendor()]}
    actor = make.make_stakeholder()
    for number in range(rows):
        ready = make.make_ready_contract(title=f"Records {number}", stakeholder=actor, **fields)
        make.publish(ready)
    asked = {"q": "records -zebra", "hold": "on_hold", "stage": "award", "value_min": "1m"}
    asked |= {"buyer": "1", "vendor": "1", "stakeholder": "1", "sort": "-value"}

    # 6 queries:
    # * version of the data, for the ETag
    # * whether a real contract is public, and the grounds on offer
    # * the buyer, vendor and stakeholder asked for
    # * the count, and the number beside each choice
    # * the contracts of the page, with their buyers and vendors
    # * what they say, for the passages with the words
    with django_assert_num_queries(6):
        response = client.get(reverse("contract-list"), asked)

    assert len(response.context["page"]) == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_contract_search_without_results_queries(client, django_assert_num_queries, rows):
    publish(rows)

    # 6 queries: the first four of a search; the words of names that are like a misspelt one; what
    # is found without one of the filters. No row is found, so there is no page to read.
    with django_assert_num_queries(6):
        response = client.get(
            reverse("contract-list"), {"q": "zebra", "hold": "on_hold", "vendor": "1"}
        )

    assert len(response.context["page"]) == 0


@pytest.mark.parametrize("rows", [1, 3])
def test_whole_contract_list_queries(client, django_assert_num_queries, rows):
    for _ in range(rows):
        make.make_register_contract(vendors=[make.make_vendor(), make.make_vendor()])

    # 5 queries: those of a list, and what the register holds
    with django_assert_num_queries(5):
        response = client.get(reverse("contract-list"))

    assert len(response.context["page"]) == rows


def test_the_whole_list_says_what_the_register_holds(client):
    make.make_register_contract(value_minor=12_34)
    make.make_register_contract(value_minor=1)
    make.make_register_contract(value_minor=50_00, currency="EUR")
    make.make_register_contract(**make.INVENTED)

    page = words(client.get(reverse("contract-list")))
    searched = words(client.get(reverse("contract-list"), {"q": "roads"}))

    said = "The register holds 3 contracts by 3 buyers; decided value £12.34 and €50 in 2 of them."
    assert page.count(said) == 1
    assert page.count("amounts that are no price (1 contract)") == 1
    assert searched.count("The register holds") == 0


@pytest.mark.parametrize(
    ("number", "named"),
    [
        (1, "V0"),
        (4, "V0, V1, V2, V3"),
        (5, "V0, V1, V2 and 2 more"),
        (34, "V0, V1, V10 and 31 more"),
    ],
)
def test_a_row_names_few_of_many_vendors(client, number, named):
    vendors = [make.make_vendor(name=f"V{place}") for place in range(number)]
    make.make_register_contract(vendors=vendors)

    page = words(client.get(reverse("contract-list")))

    assert page.count(f"vendor: {named} · £1m (decided value)") == 1
    assert page.count("2 January 2025: Contract award notice (UK6)") == 1


def test_a_row_without_a_price_says_so(client):
    make.make_register_contract(value_minor=1)

    assert (
        words(client.get(reverse("contract-list"))).count(
            "Fenwick Systems · no price on this record"
        )
        == 1
    )


@pytest.mark.parametrize("rows", [1, 3])
def test_intervention_list_queries(client, django_assert_num_queries, rows):
    publish(rows)

    # 6 queries:
    # * version of the data, for the ETag
    # * whether a real contract is public, and the grounds on offer
    # * the count
    # * the interventions of the page, with their contract
    # * who acted, and their grounds
    with django_assert_num_queries(6):
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
        'name="q" type="search" value="palantir"',
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


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("q=palantr", ["Did you mean palantir? It finds 1."]),
        (
            "q=palantr&stage=award_proposed",
            ["Did you mean palantir? It finds 1.", "1 without Search: palantr"],
        ),
        ("q=palantr&stage=tender", ["Did you mean palantir? Without the filters, it finds 1."]),
        ("q=palantr+zebra", []),
        (
            "q=palantir&stage=tender&hold=on_hold",
            ["Without one of its parts, the search finds: 1 without Stage: Tender"],
        ),
        ("q=palantir&stage=tender&category=goods", []),
        ("stage=tender", []),
    ],
)
def test_nothing_found_says_what_is_near(client, asked, said):
    founding_case.load()

    listing = client.get(f"/contracts/?{asked}")
    page = listing.content.decode()
    part = page[page.index("No contracts match this search") : page.index("Each word and")]
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", part))
    offered = re.findall(r'href="([^"]*)"', part)

    assert listing.context["listing"].count == 0
    assert [one for one in said if one in words] == said
    assert len(offered) == len(said)
    for address in offered:
        assert client.get(html.unescape(address)).context["listing"].count == 1


def test_the_founding_case_is_found(client):
    contract = founding_case.load()

    response = client.get(reverse("contract-list"), {"q": "palantir", "utm_source": "letter"})
    page = response.content.decode()

    assert [row.id for row in response.context["page"]] == [contract.public_id]
    assert page.count('<link rel="canonical" href="http://testserver/contracts/?q=palantir">') == 1
    assert page.count('<meta name="robots" content="noindex">') == 1


def test_the_whole_list_may_be_indexed(client):
    founding_case.load()

    page = client.get(reverse("contract-list")).content.decode()

    assert page.count("noindex") == 0
    assert page.count('<link rel="canonical" href="http://testserver/contracts/">') == 1
    assert " ".join(page.split()).count("The register holds 1 contract by 1 buyer.") == 1


def test_the_page_says_where_invented_rows_are(client):
    make.make_register_contract(**make.INVENTED)
    make.publish(make.make_ready_contract())

    without = client.get(reverse("contract-list")).content.decode()
    among = client.get(reverse("contract-list"), {"sample": "1"}).content.decode()

    assert without.count('<a href="/contracts/?sample=1">Show them too</a>') == 1
    assert among.count('<a href="/contracts/">Leave them out</a>') == 1


def test_pages_follow_one_another(client, monkeypatch):
    monkeypatch.setattr("procurement.filters.results.PER_PAGE", 1)
    publish(3)

    page = client.get(reverse("contract-list"), {"page": "2", "hold": "on_hold"}).content.decode()

    assert page.count('<link rel="prev" href="/contracts/?hold=on_hold">') == 1
    assert page.count('<link rel="next" href="/contracts/?hold=on_hold&amp;page=3">') == 1
    assert page.count('<a rel="next" href="/contracts/?hold=on_hold&amp;page=3">') == 1
    assert (
        page.count('rel="canonical" href="http://testserver/contracts/?hold=on_hold&amp;page=2"')
        == 1
    )
    assert client.get(reverse("contract-list"), {"page": "4"}).status_code == 404


def test_a_list_is_kept_until_the_record_changes(client):
    make.publish(make.make_ready_contract())
    address = reverse("contract-list")
    etag = client.get(address).headers["ETag"]

    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304

    make.publish(make.make_ready_contract(title="Another"))

    assert client.get(address, headers={"If-None-Match": etag}).status_code == 200


@pytest.mark.parametrize(
    ("asked", "short"),
    [
        ("contracts/?q=&vendor=&value_min=&currency=GBP", "contracts/"),
        ("contracts/?stage=&sort=-last_event&page=1", "contracts/"),
        ("contracts/?q=data&stage=&sort=relevance&page=1", "contracts/?q=data"),
        ("contracts/?q=data&stage=&sort=-last_event", "contracts/?q=data&sort=-last_event"),
        ("contracts/?currency=GBP&value_min=5m", "contracts/?value_min=5m"),
        ("interventions/?sort=-date&type=hold", "interventions/?type=hold"),
        ("vendors/?q=%20&sort=-contracts", "vendors/?sort=-contracts"),
    ],
)
def test_an_untouched_form_leads_to_the_short_address(client, asked, short):
    response = client.get(f"/{asked}")

    assert (response.status_code, response["Location"]) == (302, f"/{short}")
    assert (response["Cache-Control"], response.get("ETag")) == ("no-store", None)
    assert client.get(f"/{short}").status_code == 200


@pytest.mark.parametrize("query", ["stage=&page=x", "q=&hold=nowhere"])
def test_a_refused_search_is_not_sent_on(client, query):
    assert client.get(f"/contracts/?{query}").status_code == 400


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("page=9", 'This list has 3 pages. <a href="/contracts/?page=3">'),
        (
            "hold=on_hold&page=9",
            'This list has 3 pages. <a href="/contracts/?hold=on_hold&amp;page=3">',
        ),
        ("q=zebra&page=2", 'This list has 1 page. <a href="/contracts/?q=zebra">'),
    ],
)
def test_beyond_the_end_the_last_page_is_named(client, monkeypatch, query, said):
    monkeypatch.setattr("procurement.filters.results.PER_PAGE", 1)
    publish(3)

    response = client.get(f"/contracts/?{query}")

    assert response.status_code == 404
    assert response.content.decode().count(said) == 1


def test_a_party_that_is_not_there_is_said_not_to_be(client):
    publish(1)

    page = client.get("/contracts/?vendor=999&buyer=1&stakeholder=998").content.decode()

    assert page.count("There is no vendor number 999 on this record.") == 1
    assert page.count("There is no stakeholder number 998 on this record.") == 1
    assert page.count("There is no buyer number") == 0


@pytest.mark.parametrize(
    "address", ["/contracts/?q=zebra", "/interventions/?q=zebra", "/vendors/?q=zebra"]
)
def test_a_list_says_that_rows_are_made_up_only_where_some_are(client, address):
    assert client.get(address).content.decode().count("made up") == 0

    make.publish(make.make_ready_contract(**make.INVENTED))

    assert client.get(address.split("?")[0]).content.decode().count("made up") == 1


def test_choosers_offer_the_buyers_found_and_who_is_chosen(client):
    publish(1)
    make.publish(make.make_ready_contract(buyer=make.make_buyer(name="Southmarch")))

    def offered(query):
        listing = client.get(f"/contracts/?{query}").context["listing"]
        parts = {part["field"].name: part for part in [*listing.in_view, *listing.more]}
        return {
            kind: [(one["label"], one["on"], one["number"]) for one in parts[kind]["options"]]
            for kind in ("buyer", "vendor", "stakeholder")
        }

    assert offered("") == {
        "buyer": [("Northmarch Council", False, 1), ("Southmarch", False, 1)],
        "vendor": [],
        "stakeholder": [],
    }
    assert offered("buyer=1&vendor=1&stakeholder=1") == {
        "buyer": [("Northmarch Council", True, 1)],
        "vendor": [("Fenwick Systems", True, None)],
        "stakeholder": [("Office 0", True, None)],
    }


@pytest.mark.parametrize("path", ["/contracts/", "/interventions/"])
@pytest.mark.parametrize("text", ["Fenwick Systems", "fenwick  SYSTEMS", "Fenw", "system"])
def test_a_name_leads_to_the_number_of_the_one_party_it_fits(client, path, text):
    for name in ("Fenwick Systems", "Other"):
        make.publish(make.make_ready_contract(vendors=[make.make_vendor(name=name)]))

    response = client.get(path, {"vendor": [text, "2"], "type": "hold"})

    assert response.status_code == 302
    told = QueryDict(response.url.removeprefix(f"{path}?"))
    assert dict(told.lists()) == {"vendor": ["1", "2"], "type": ["hold"]}
    assert len(client.get(response.url).context["page"]) == 2


def test_a_name_that_fits_several_is_a_question(client):
    for name in ("Fenwick Systems", "Fenwick Labs", "Other"):
        vendor = make.make_vendor(name=name)
        make.publish(make.make_ready_contract(title=f"Of {name}", vendors=[vendor]))

    response = client.get("/contracts/", {"vendor": ["fenwick", "3"], "stage": "award"})
    [problem] = response.context["listing"].problems

    assert response.status_code == 200
    assert [(one["answer"].label, one["query"]) for one in problem["answers"]] == [
        ("Fenwick Systems", "stage=award&vendor=1&vendor=3"),
        ("Fenwick Labs", "stage=award&vendor=2&vendor=3"),
    ]
    assert problem["message"].startswith("“fenwick” fits the names of 2 vendors.")
    assert client.get(f"/contracts/?{problem['answers'][0]['query']}").status_code == 200
    said = client.get("/contracts.csv", {"vendor": "fenwick"}).content.decode()
    assert "It may be 1 (Fenwick Systems), 2 (Fenwick Labs)." in said
    assert client.get("/contracts/", {"vendor": "Zebra"}).status_code == 400
    assert client.get("/contracts/", {"vendor": "Other"}).url == "/contracts/?vendor=3"
    assert client.get("/contracts/", {"buyer": "Other"}).status_code == 400


def test_a_refusal_names_field_and_labels_once(client):
    page = client.get("/contracts/?stage=nowhere").content.decode()

    assert page.count("tender, award_proposed (Proposed award)") == 1
    assert page.count('<p class="field-error">“nowhere” is not on offer. Accepted: planning,') == 1
    assert page.count('<a href="#f-stage">Stage: <bdi>“nowhere” is not on offer.</bdi></a>') == 1


def test_the_search_box_is_there_once(client):
    assert client.get("/contracts/").content.decode().count('type="search"') == 1


def test_what_cannot_be_seen_is_not_printed_back(client):
    page = client.get("/contracts/?q=a%E2%80%AEb%07").content.decode()

    assert page.count('value="ab"') == 1
    assert "\\u202e" not in page and "\u202e" not in page

"""Pages of buyers, vendors and stakeholders, and their lists."""

import datetime
import html
import re

import pytest
from django.core.management import call_command
from django.urls import reverse

from procurement.management import founding_case
from procurement.models import PublicParty, Tombstone
from tests import factories as make
from tests.ocds.samples import Importing, awarded, party

pytestmark = pytest.mark.django_db


def text(client, party):
    return client.get(address(party)).content.decode()


def address(party):
    return reverse(f"{party.kind}-detail", args=[party.public_id, party.slug])


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("kind", ["buyer", "vendor", "stakeholder"])
def test_party_list_queries(client, django_assert_num_queries, kind, rows):
    for _ in range(rows):
        make.publish(make.make_ready_contract())

    # 4 queries: version of the data, whether a real contract is public, the count, the rows.
    with django_assert_num_queries(4):
        response = client.get(reverse(f"{kind}-list"))

    assert len(response.context["page"]) == rows


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("kind", ["buyer", "vendor", "stakeholder"])
def test_party_page_queries(client, django_assert_num_queries, kind, rows):
    fields = {"buyer": make.make_buyer(), "vendors": [make.make_vendor()]}
    actor = make.make_stakeholder()
    for _ in range(rows):
        contract = make.make_ready_contract(stakeholder=actor, **fields)
        make.make_ground_link(contract.interventions.get())
        contract.refresh_from_db()
        make.publish(contract)
    party = PublicParty.objects.get(kind=kind)

    # 8 queries: version of the data, the party, those that are the same body, its contracts: which,
    # and what is shown of them; interventions, who acted, their grounds;
    # 2 more of a stakeholder, for what it is cited for: contracts, and their newest revisions;
    # 7 more of a buyer or vendor, for its part in each contract, its years, what they leave out, and who is
    # at the other end: the foremost, sums, names, how many.
    more = {"stakeholder": 2, "buyer": 7, "vendor": 7}
    with django_assert_num_queries(8 + more[kind]):
        response = client.get(address(party))

    assert len(response.context["rows"]) == len(response.context["interventions"]) == rows


def test_a_party_page_says_what_is_known(client):
    vendor = make.make_vendor(
        name="Fenwick", aliases="Fenwick UK\nFW", website="https://fw.example/"
    )
    make.make_identifier(vendor=vendor, value="01234567")
    make.make_identifier(vendor=vendor, scheme="GB-PPON", value="PQRS-1234-TUVW")
    make.publish(make.make_ready_contract(vendors=[vendor]))

    page = text(client, PublicParty.objects.get(name="Fenwick"))

    for fragment in (
        "<h1><bdi>Fenwick</bdi></h1>",
        "<bdi>Fenwick UK</bdi>, <bdi>FW</bdi>",
        'company/01234567" rel="nofollow noopener">GB-COH 01234567</a> (Companies House)',
        "GB-PPON PQRS-1234-TUVW (Public Procurement Organisation Number)",
        '<h3 class="row-title"><a href="/contracts/1-records-system-for-northmarch/">',
        '<h3 class="row-title"><a href="/interventions/1/">',
    ):
        assert page.count(fragment) == 1, fragment


def test_the_same_body_is_linked_both_ways(client):
    founding_case.load()
    buyer = PublicParty.objects.get(kind="buyer")
    stakeholder = PublicParty.objects.get(kind="stakeholder", same_as=buyer)

    assert text(client, buyer).count(f'the stakeholder <a href="{address(stakeholder)}">') == 1
    assert text(client, stakeholder).count(f'the buyer <a href="{address(buyer)}">') == 1


def test_a_stakeholder_shows_its_own_interventions(client):
    founding_case.load()
    mayor = PublicParty.objects.get(name="Mayor of London")

    response = client.get(address(mayor))

    assert [act.type for act in response.context["interventions"]] == ["hold"]


@pytest.mark.parametrize("slug", ["", "-wrong"])
def test_another_slug_leads_to_the_right_address(client, slug):
    founding_case.load()

    response = client.get(f"/vendors/1{slug}/")

    assert (response.status_code, response.headers["Location"]) == (301, "/vendors/1-palantir/")


def test_a_party_that_never_was_or_is_no_more(client):
    founding_case.load()
    Tombstone.objects.create(
        kind="vendor", public_id=7, reason="Entered twice.", at="2026-01-01T00:00Z"
    )

    assert client.get("/vendors/7/").status_code == 410
    assert client.get("/buyers/7/").status_code == 404


def test_who_is_only_cited_is_said_to_be_and_for_what(client):
    speaker = make.make_stakeholder(name="A speaker", is_a="person", takes_the=False)
    decider = make.make_stakeholder(name="A decider", is_a="office", takes_the=False)
    contract = make.make_ready_contract()
    act = contract.interventions.get()
    make.make_citation(intervention=act, speaker=speaker, quotation="It was stopped.")
    claim = make.make_claim(
        contract,
        fact="decision_maker",
        value_minor=None,
        currency="",
        stakeholder=decider,
        ready=True,
    )
    make.make_citation(claim=claim)
    contract.refresh_from_db()
    make.publish(contract)

    spoken = text(client, PublicParty.objects.get(name="A speaker"))
    decided = text(client, PublicParty.objects.get(name="A decider"))

    where = '<a href="/contracts/1-records-system-for-northmarch/#cite-'
    for page in (spoken, decided):
        assert page.count("1 contract; cited only, made no intervention") == 1
        assert page.count(where) == 1
        assert page.count("made 0 interventions") == page.count("None is on this record.") == 0
    assert "Hold by the Northmarch Scrutiny Committee</a>: <q>It was stopped.</q>" in spoken
    assert "The decision-maker</a>" in decided


# Totals


def words(response):
    """Give the words of a page with single spaces, its tags left out."""
    plain = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))
    return re.sub(r" ([,.;:])", r"\1", plain)


def page(client, name):
    return words(client.get(address(PublicParty.objects.get(name=name))))


@pytest.fixture
def fenwick():
    """Give a vendor with £3m in two years from one buyer, and four contracts that count for less."""
    buyer, vendor = make.make_buyer(name="Northmarch"), make.make_vendor(name="Fenwick")
    others = [make.make_vendor(name=f"Other {number}") for number in range(33)]
    deals = {"buyer": buyer, "vendors": [vendor]}
    day = datetime.date(2023, 5, 1)
    make.make_register_contract(title="Earlier", value_minor=1_000_000_00, decided_on=day, **deals)
    make.make_register_contract(title="Later", value_minor=2_000_000_00, **deals)
    make.make_register_contract(title="Token", value_minor=1, **deals)
    make.make_register_contract(title="Open", value_minor=None, **deals)
    make.make_register_contract(
        title="Shared", buyer=buyer, vendors=[vendor, *others], value_minor=4_000_000_00
    )
    partly = [(500_000_00, "GBP", [vendor]), (250_000_00, "GBP", [others[0]])]
    make.make_register_contract(title="Partly", buyer=buyer, awards=partly)
    return vendor


def test_a_vendor_page_says_what_its_total_includes(client, fenwick):
    said = page(client, "Fenwick")

    assert (
        said.count(
            "£3.5m £3,500,000 Decided values of 3 contracts awarded to it alone. Not added up:"
            " amounts that are no price (1 contract); value stated for it and other vendors (1 contract);"
            " no amount stated for it alone (1 contract)."
        )
        == 1
    )


def test_a_buyer_page_says_what_its_total_includes(client, fenwick):
    said = page(client, "Northmarch")

    assert (
        said.count(
            "£7.75m £7,750,000 Decided values of 4 contracts. Not added up:"
            " amounts that are no price (1 contract); no amount stated (1 contract)."
        )
        == 1
    )


def test_a_total_without_exceptions_says_no_more(client):
    make.make_register_contract(vendors=[make.make_vendor(name="Fenwick")])

    said = page(client, "Fenwick")

    assert said.count("£1m £1,000,000 Decided values of 1 contract awarded to it alone. By") == 1


def test_who_has_no_total_is_said_to_have_none(client, fenwick):
    said = page(client, "Other 1")

    assert (
        said.count(
            "There is no decided value to add up. Not added up: value stated for it and other vendors"
            " (1 contract)."
        )
        == 1
    )
    assert said.count("By year") == 0


def test_years_stand_as_bars_and_in_a_table(client, fenwick):
    said = page(client, "Fenwick")
    html = text(client, PublicParty.objects.get(name="Fenwick"))

    assert said.count("2025 has the highest total: £2.5m of £3.5m.") == 1
    assert (
        said.count(
            "2023 £1,000,000 2024 no contract on this record 2025 £2,500,000 Exact numbers by year"
        )
        == 1
    )
    table = (
        "2023 1 1 £1,000,000 – 2024 no contract on this record 2025 5 2 £2,500,000 amounts that are"
    )
    assert said.count(table) == 1
    assert "£0" not in said
    assert re.findall(r'<rect width="(\d+)"', html) == ["400", "1000"]


def test_years_lead_to_a_search_for_them(client, fenwick):
    page = text(client, PublicParty.objects.get(name="Fenwick"))
    [address] = re.findall(r'href="([^"]*)" aria-label="5 contracts in 2025"', page)

    assert address == "/contracts/?vendor=1&amp;year=2025"
    assert client.get(html.unescape(address)).context["listing"].count == 5


def test_searches_of_a_party_of_the_demonstration_find_its_rows(client):
    call_command("load_demo", verbosity=0)
    buyer = PublicParty.objects.filter(kind="buyer").order_by("-contract_count").first()
    make.make_register_contract()
    page = text(client, buyer)
    searches = set(re.findall(r'href="(/contracts/\?[^"]*)"', page))

    assert len(searches) > 10
    for address in searches:
        assert client.get(html.unescape(address)).context["listing"].count > 0


def test_counterparties_lead_to_a_search_for_both(client, fenwick):
    html = text(client, PublicParty.objects.get(name="Fenwick"))
    search = "/contracts/?vendor=1&amp;buyer=1"

    assert page(client, "Fenwick").count("Northmarch 6 £3,500,000 in 3") == 1
    assert html.count(f'<a href="{search}" aria-label="6 contracts with Northmarch">6</a>') == 1
    response = client.get(search.replace("&amp;", "&"))
    assert len(response.context["page"].object_list) == 6


def test_foremost_counterparties_of_many_are_said_to_be(client, fenwick):
    said = page(client, "Northmarch")

    assert said.count("Of 34 vendors, the 10 with the most contracts.") == 1
    assert said.count("Fenwick 6 £3,500,000 in 3") == 1


def test_rows_of_a_vendor_say_what_part_is_its(client, fenwick):
    said = page(client, "Fenwick")

    assert said.count("£4m (decided value), stated for it and 33 others") == 1
    share = "its share published with a value that is not a price"
    assert said.count(f"no price on this record, {share}") == 1
    assert said.count("£750,000 (decided value), of which £500,000 is for it alone") == 1
    assert said.count("£2m (decided value) 2 January 2025") == 1


@pytest.mark.parametrize(
    ("buyer", "said"), [("Council", "Council; run by Agency"), ("Agency", "Agency")]
)
def test_row_of_who_runs_a_procurement_for_another_says_so(client, buyer, said):
    agency = make.make_buyer(name="Agency")
    buys = agency if buyer == "Agency" else make.make_buyer(name=buyer)
    make.make_register_contract(buyer=buys, run_by=agency, vendors=[make.make_vendor(name="Acme")])

    body = client.get(address(PublicParty.objects.get(name="Agency"))).content.decode()

    row = re.search(r'<p class="row-parties">(.*?)<span aria-hidden', body, re.DOTALL)[1]
    assert " ".join(re.sub(r"<[^>]*>", "", row).split()) == said


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("kind", ["buyer", "vendor"])
def test_party_page_of_the_register_queries(client, django_assert_num_queries, kind, rows):
    buyer, vendors = make.make_buyer(), [make.make_vendor(name="A"), make.make_vendor(name="B")]
    for _ in range(rows):
        make.make_register_contract(buyer=buyer, vendors=vendors)
    party = PublicParty.objects.filter(kind=kind).first()

    # those of any other party, but that no act has grounds or vendors to load
    with django_assert_num_queries(13):
        client.get(address(party))


# Lists with totals


def test_a_row_says_what_it_adds_up_to_and_what_is_in_no_total(client, fenwick):
    said = words(client.get("/vendors/"))

    assert (
        said.count(
            "Fenwick 6 contracts £3.5m £3,500,000 Not in the total: amounts that are no price"
            " (1 contract); value stated for it and other vendors (1 contract); no amount stated for it"
            " alone (1 contract)"
        )
        == 1
    )
    assert said.count("34 vendors: organisations that supply") == 1


@pytest.mark.parametrize(
    ("sort", "names"),
    [
        ("", ["A", "B", "C", "D"]),
        ("?sort=-value", ["C", "B", "A", "D"]),
        ("?sort=-contracts", ["D", "A", "B", "C"]),
    ],
)
def test_vendors_by_name_by_contracts_and_by_total(client, sort, names):
    for name, minor, currency in (("A", 100_00, "GBP"), ("B", 200_00, "GBP"), ("C", 300_00, "GBP")):
        vendor = make.make_vendor(name=name)
        make.make_register_contract(vendors=[vendor], value_minor=minor, currency=currency)
    euros = make.make_vendor(name="D")
    for _ in range(2):
        make.make_register_contract(vendors=[euros], value_minor=900_00, currency="EUR")

    response = client.get(f"/vendors/{sort}")

    assert [row.name for row in response.context["page"]] == names
    said = "Values are compared in GBP; no rate of exchange is applied."
    assert words(response).count(said) == ("value" in sort)


def test_stakeholders_have_no_total_to_sort_by(client):
    assert client.get("/stakeholders/?sort=-value").status_code == 400
    assert client.get("/stakeholders/").content.decode().count("Totals are") == 0


def test_row_says_what_is_the_vendors_own_where_its_award_is_only_proposed(client, tmp_path):
    decided, proposed = party("Acme", id="1"), party("Bert", id="2")
    body = awarded(1, suppliers=[decided], parties=[proposed])
    body["awards"].append({
        "id": "2", "status": "pending", "value": {"amount": 70, "currency": "GBP"},
        "suppliers": [{"id": "2", "name": "Bert"}],
    })  # fmt: skip
    Importing(tmp_path)(body)

    page = client.get(address(PublicParty.objects.get(name="Bert"))).content.decode()

    row = re.search(r'<span class="row-value">(.*?)</span>', page)[1]
    assert row == "£5,000 (decided value); for it alone: £70 proposed"

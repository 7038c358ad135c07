"""Pages of buyers, vendors and stakeholders, and their lists."""

import pytest
from django.urls import reverse

from procurement.management import founding_case
from procurement.models import PublicParty, Tombstone
from tests import factories as make

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

    # 8 queries: version of the data, the party, those that are the same body, its contracts,
    # their vendors, interventions, their grounds, vendors of their contracts;
    # 2 more of a stakeholder, for what it is cited for: contracts, and their newest revisions;
    # 5 more of a buyer, for its years and its vendors: the foremost, sums, names, how many;
    # 6 more of a vendor: its part in each contract, too.
    more = {"stakeholder": 2, "buyer": 5, "vendor": 6}
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
        assert page.count("1 contract; only cited, made no intervention") == 1
        assert page.count(where) == 1
        assert page.count("made 0 interventions") == page.count("None is on this record.") == 0
    assert "Hold by the Northmarch Scrutiny Committee</a>: <q>It was stopped.</q>" in spoken
    assert "The decision-maker</a>" in decided

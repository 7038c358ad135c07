"""The page of one intervention."""

import pytest

from procurement.models import Contract, PublicIntervention, Tombstone
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_an_intervention_says_what_is_stated_and_how_it_is_known(client):
    speaker = make.make_stakeholder(name="A speaker", is_a="person", takes_the=False)
    contract = make.make_ready_contract()
    hold = contract.interventions.get()
    hold.citations.update(hedge="it seems")
    ground = make.make_ground_link(hold, "public_trust", layer="attributed")
    make.make_citation(ground=ground, speaker=speaker, hedge="perhaps", quotation="a loss of trust")
    contract.refresh_from_db()
    make.publish(contract)

    page = client.get("/interventions/1/").content.decode()

    for fragment in (
        "Hold by <bdi>the Northmarch Scrutiny Committee</bdi>"
        ' <span class="hedge">(reportedly)</span></h1>',
        "<title>Hold by the Northmarch Scrutiny Committee (reportedly): ",
        "<q>it seems</q>",
        "<q>a loss of trust</q>, hedged with <q>perhaps</q>",
        "<dd>date not stated</dd>",
        "<dt>By which power</dt><dd>not stated</dd>",
        "Ascribed to the Northmarch Scrutiny Committee by a speaker",
        "<dt>The contract</dt>",
        '<li id="source-1" value="1">',
        'aria-label="Back to hold by the Northmarch Scrutiny Committee: public trust"',
    ):
        assert page.count(fragment) == 1, fragment
    assert page.count("not stated</dd>") == 2


def test_what_an_act_follows_and_what_follows_it(client):
    contract = make.make_ready_contract()
    hold = contract.interventions.get()
    lift = make.make_intervention(
        contract, type="ruling", related=hold, relation="lifts", ready=True
    )
    make.make_citation(intervention=lift)
    contract.refresh_from_db()
    make.publish(contract)
    ids = {act.type: act.public_id for act in PublicIntervention.objects.all()}

    first = client.get(f"/interventions/{ids['hold']}/").content.decode()
    second = client.get(f"/interventions/{ids['ruling']}/").content.decode()

    assert first.count(f'<a href="/interventions/{ids["ruling"]}/">') == 1
    assert second.count(f'<a href="/interventions/{ids["hold"]}/">') == 1


@pytest.mark.parametrize("actors", [["O’Brien"], ["Northmarch", "\u0634\u0631\u0643\u0629"]])
@pytest.mark.parametrize("day", ["2026-03-05", None])
def test_a_record_names_the_earlier_act_in_its_link(client, actors, day):
    contract = make.make_ready_contract()
    hold = contract.interventions.get()
    hold.set_actors([make.make_stakeholder(name=one, takes_the=False) for one in actors])
    hold.happened_on, hold.happened_on_precision = day, "day" if day else ""
    hold.save()
    ruling = make.make_intervention(
        contract, type="ruling", related=hold, relation="resolves", ready=True
    )
    make.make_citation(intervention=ruling)
    make.publish(Contract.objects.get(pk=contract.pk))
    number = PublicIntervention.objects.get(type="hold").public_id

    page = client.get("/contracts/1/", follow=True).text

    named = " and ".join(f"<bdi>{one}</bdi>" for one in actors)
    when = "5 March 2026" if day else "date not stated"
    link = f'<a href="#act-{number}">Hold by {named}, {when}</a>'
    assert f"<dt>Resolves</dt><dd>{link}</dd>" in page


@pytest.mark.parametrize("rows", [1, 3])
def test_intervention_page_queries(client, django_assert_num_queries, rows):
    contract = make.make_ready_contract()
    for _ in range(rows):
        make.make_ground_link(make_ready(contract))
    contract.refresh_from_db()
    make.publish(contract)

    # 5 queries: version of the data, the intervention with its contract, who acted, its grounds, and the newest
    # revision.
    with django_assert_num_queries(5):
        response = client.get("/interventions/1/")

    assert len(response.context["body"]["interventions"]) == rows + 1


def make_ready(contract):
    act = make.make_intervention(contract, type="objection", ready=True)
    make.make_citation(intervention=act)
    return act


def test_one_that_never_was_or_is_no_more(client):
    Tombstone.objects.create(
        kind="intervention", public_id=7, reason="Entered twice.", at="2026-01-01T00:00Z"
    )

    assert client.get("/interventions/7/").status_code == 410
    assert client.get("/interventions/8/").status_code == 404

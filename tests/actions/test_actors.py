"""An act that several did together: each is named in the editor's order, wherever the act is told."""

import csv
import io
import json

import pytest

from procurement import actions, public
from procurement.actions import Refused
from procurement.models import (
    Contract,
    InterventionActor,
    PublicIntervention,
    PublicParty,
    Stakeholder,
)
from tests.factories import (
    make_citation,
    make_ground_link,
    make_intervention,
    make_ready_contract,
    make_source,
    make_stakeholder,
    make_user,
    publish,
)

pytestmark = pytest.mark.django_db
TOGETHER = "the Mayor, Zoo staff and Brookside Council"


@pytest.fixture
def contract():
    """Give a published contract to which three objected together, with a ground."""
    contract = make_ready_contract()
    named = (("Mayor", True), ("Zoo staff", False), ("Brookside Council", False))
    actors = [
        make_stakeholder(name=name, takes_the=the, aliases=f"Also {name[:3]}alias")
        for name, the in named
    ]
    act = make_intervention(
        contract, type="objection", effect="procurement_paused", ready=True, actors=actors
    )
    make_citation(intervention=act, source=make_source(), attribution="official_record")
    make_ground_link(act)
    publish(contract)
    return contract


def told(contract):
    return next(
        one
        for one in public.dossier(contract.public_id)["interventions"]
        if one["type"] == "objection"
    )


@pytest.fixture
def stored(contract):
    return Contract.objects.get(pk=contract.pk)


def test_the_dossier_lists_its_actors_and_its_target(stored):
    act = told(stored)

    assert [one["name"] for one in act["actors"]] == ["Mayor", "Zoo staff", "Brookside Council"]
    assert act["targets"] == [{"kind": "contract", "id": stored.public_id}]
    assert act["sentence"] == f"{TOGETHER[0].upper()}{TOGETHER[1:]} objected to the contract."
    assert act["grounds"][0]["ascription"] == f"given by {TOGETHER}"


def test_pages_and_files_name_them_all(client, stored):
    id_ = told(stored)["id"]

    contract = client.get(f"/contracts/{stored.public_id}/", follow=True).content.decode()
    page = client.get(f"/interventions/{id_}/").content.decode()
    listed = client.get("/interventions/?type=objection").content.decode()
    [row] = csv.DictReader(
        io.StringIO(client.get("/interventions.csv?type=objection").getvalue().decode("utf-8-sig"))
    )
    [form] = json.loads(client.get("/interventions.json?type=objection").getvalue())[
        "interventions"
    ]
    feed = client.get("/interventions.atom?type=objection").content.decode()

    assert f"<title>Objection by {TOGETHER}" in page
    assert "<bdi>the Mayor</bdi>, <bdi>Zoo staff</bdi> and <bdi>Brookside Council</bdi>" in listed
    for one in PublicParty.objects.filter(name__in=["Mayor", "Zoo staff", "Brookside Council"]):
        assert f'/stakeholders/{one.public_id}-{one.slug}/"><bdi>{one.name}</bdi>' in contract
    assert row["actors"] == "Mayor; Zoo staff; Brookside Council"
    assert row["actor_ids"] == "; ".join(str(one["id"]) for one in form["actors"])
    assert [one["name"] for one in form["actors"]] == ["Mayor", "Zoo staff", "Brookside Council"]
    assert form["targets"] == [{"kind": "contract", "id": stored.public_id}]
    assert f"Objection by {TOGETHER}" in feed


def test_the_act_is_found_by_each_of_them_once(client, stored):
    ids = PublicParty.objects.filter(kind="stakeholder", acts__intervention__type="objection")
    numbers = ids.values_list("public_id", flat=True)

    assert len(numbers) == 3
    both = "&".join(f"stakeholder={one}" for one in numbers)
    for query in (*(f"stakeholder={one}" for one in numbers), both, f"{both}&ground=data_security"):
        for path in ("interventions", "contracts"):
            found = json.loads(client.get(f"/{path}.json?{query}").getvalue())[path]
            assert len(found) == 1, query
    for name in ("mayor", "zoo", "brookside", "mayalias", "broalias"):
        found = json.loads(client.get(f"/interventions.json?q={name}").getvalue())["interventions"]
        assert [one["type"] for one in found] == ["objection"]
    assert [one.intervention_count for one in ids] == [1, 1, 1]


def test_each_has_the_act_on_its_page(client, stored):
    for one in PublicParty.objects.filter(name__in=["Mayor", "Zoo staff", "Brookside Council"]):
        page = client.get(f"/stakeholders/{one.public_id}/", follow=True).content.decode()
        assert f"/interventions/{told(stored)['id']}/" in page


def test_a_hold_of_several_is_by_all_of_them():
    two = [make_stakeholder(name="Board"), make_stakeholder(name="Auditor", takes_the=True)]
    contract = make_ready_contract()
    contract.interventions.get().set_actors(two)
    revision = publish(contract)

    body = public.dossier(revision.subject_id)

    assert [one["name"] for one in body["hold"]["by"]] == ["Board", "Auditor"]
    assert "after an intervention by the Board and the Auditor" in body["headline"]


def test_two_who_are_merged_are_one_actor_and_two_again(stored):
    first, second = (Stakeholder.objects.get(name=name)
                     for name in ("Mayor", "Brookside Council"))  # fmt: skip
    before = list(PublicIntervention.objects.get(type="objection").actors)

    merge = actions.merge_parties(first, second, by=make_user(), reason="One body.")

    assert [one.name for one in PublicIntervention.objects.get(type="objection").actors] == [
        "Mayor", "Zoo staff",
    ]  # fmt: skip
    assert [one["name"] for one in told(stored)["actors"]] == ["Mayor", "Zoo staff"]
    assert PublicParty.objects.get(name="Mayor").intervention_count == 1
    actions.undo_merge(merge, by=make_user(), reason="Two bodies.")
    assert list(PublicIntervention.objects.get(type="objection").actors) == before


def test_their_order_is_the_editors_and_a_change_of_it(stored):
    act = stored.interventions.get(type="objection")
    version = stored.version

    act.set_actors(act.actors)
    assert Contract.objects.get(pk=stored.pk).version == version
    act.set_actors([*act.actors[::-1], act.actors[0]])

    assert [one.name for one in act.actors] == ["Brookside Council", "Zoo staff", "Mayor"]
    assert Contract.objects.get(pk=stored.pk).version > version
    publish(stored, "In another order.")
    assert [one.name for one in PublicIntervention.objects.get(type="objection").actors] == [
        "Brookside Council", "Zoo staff", "Mayor",
    ]  # fmt: skip


def test_an_act_of_nobody_is_not_published():
    contract = make_ready_contract()
    InterventionActor.objects.all().delete()

    with pytest.raises(Refused) as refused:
        publish(contract)

    assert refused.value.problems == ["Nobody acts in the intervention “Hold”: say who did."]

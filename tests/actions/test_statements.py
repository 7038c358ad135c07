"""A publication takes exactly what is ticked; of all else the public reads what it read before."""

import datetime
import json
import random

import pytest

from procurement import actions, dossier
from procurement.actions import statements
from procurement.dossier.loading import loaded
from procurement.dossier.statement_states import _PLACES, _stated, key_of
from procurement.models import Claim, Conflict, Contract, Intervention, PublicIntervention, Revision
from procurement.models.versions import touch
from tests.factories import (
    alter_document,
    make_buyer,
    make_citation,
    make_claim,
    make_ground_link,
    make_identifier,
    make_intervention,
    make_ready_contract,
    make_register_contract,
    make_source,
    make_stakeholder,
    make_user,
    make_vendor,
    publish,
)

pytestmark = pytest.mark.django_db

GROUNDS = ("data_security", "public_trust", "value_for_money", "other")
FACTS = (
    {"fact": "value"},
    {"fact": "stage", "stage": "award"},
    {"fact": "stage", "stage": "tender"},
)


def reload(contract):
    return Contract.objects.get(pk=contract.pk)


def only(contract, *keys, reason="Some of it."):
    return actions.publish(reload(contract), by=make_user(), reason=reason, only=keys)


def body_of(contract):
    return statements.public_form(reload(contract))


def state(contract, key="heading"):
    return next(one for one in actions.desk(reload(contract)).statements if one.key == key).state


def add_act(contract, rng, **fields):
    day = rng.choice([None, datetime.date(2026, rng.randint(1, 8), rng.randint(1, 28))])
    act = make_intervention(contract, ready=True, happened_on=day, happened_on_precision="day" if day else "",
                            summary=f"Act {rng.random()}", **fields)  # fmt: skip
    make_citation(intervention=act, source=make_source(title=f"Source {rng.random()}"))
    for code in rng.sample(GROUNDS, rng.randint(0, 2)):
        ground = make_ground_link(act, code)
        if rng.random() < 0.5:
            make_citation(ground=ground, source=make_source(title=f"Source {rng.random()}"))
    return act


def add_claim(contract, rng):
    claim = make_claim(contract, ready=True, **rng.choice(FACTS))
    make_citation(claim=claim, source=make_source(title=f"Source {rng.random()}"))
    return claim


def alter(row, rng):
    """Change one thing about a statement, whatever it is."""
    if isinstance(row, Contract):
        row.title = f"Title {rng.random()}"
        row.vendors.set([make_vendor(name=f"Vendor {rng.random()}")])
        row.save()
        touch(row)
        return
    what = rng.choice(["out", "text", "cite", "uncite", "ground"])
    if what == "out":
        row.ready = not row.ready
    elif isinstance(row, Claim):
        row.value_kind = rng.choice(["proposed", "estimate"])
    else:
        row.summary = f"Altered {rng.random()}"
    row.save()
    if what == "cite":
        make_citation(
            source=make_source(title=f"Source {rng.random()}"), **{row._meta.model_name: row}
        )
    elif what == "uncite" and row.citations.count() > 1:
        row.citations.last().delete()
    elif what == "ground" and isinstance(row, Intervention) and row.grounds.exists():
        ground = row.grounds.first()
        ground.ready = not ground.ready
        ground.save()


def said(body, row):
    """What a structure says in a statement, whatever the numbers of its sources; None for nothing."""
    if isinstance(row, Contract):
        return {key: body[key] for key in ("title", "purpose", "vendors")}
    name, key, leaf = _PLACES[row._meta.model_name]
    entry = next((one for one in body[name] if one[key] == row.public_id), None)
    return entry and _stated(leaf, entry, body)


@pytest.mark.parametrize("seed", range(25))
def test_what_is_ticked_goes_out_and_of_the_rest_nothing_changes(seed):
    rng = random.Random(seed)  # noqa: S311 - to draw a world, not a secret
    contract = make_ready_contract()
    rows = [add_act(contract, rng) for _ in range(rng.randint(1, 4))]
    rows += [add_claim(contract, rng) for _ in range(rng.randint(0, 3))]
    publish(reload(contract))
    for row in rng.sample([reload(contract), *rows], rng.randint(1, len(rows))):
        alter(row, rng)
    related = (
        {"related": rows[0], "relation": "responds_to"} if isinstance(rows[0], Intervention) else {}
    )
    for _ in range(rng.randint(0, 2)):
        add_act(contract, rng, **rng.choice([{}, related]))
    before, whole = body_of(contract), loaded(contract.pk)
    keys = {key_of(row) for row in statements.statements_of(whole)}
    ticked = statements.with_what_they_rest_on(
        rng.sample(sorted(keys), rng.randint(0, len(keys))), statements.rests_on(whole, before)
    )
    drafts = {one.key for one in actions.desk(contract).statements if one.state == "not_ready"}
    ticked -= drafts

    try:
        only(contract, *ticked)
    except actions.Refused as refused:
        says = "Nothing would change" if ticked else "Tick what is to be published"
        assert says in str(refused)
    after, whole = body_of(contract), loaded(contract.pk)
    full = dossier.build(reload(contract))
    for row in statements.statements_of(whole):
        expected = full if key_of(row) in ticked else before
        assert said(after, row) == said(expected, row), key_of(row)
    assert [one["number"] for one in after["sources"]] == list(range(1, len(after["sources"]) + 1))
    assert after == dossier.finish(json.loads(json.dumps(after)))
    left = [one for one in actions.desk(contract).statements if one.is_pending]
    assert bool(left) == (reload(contract).state == "pending")
    if left:
        publish(reload(contract))
    assert body_of(contract) == dossier.build(reload(contract))


def test_a_state_for_each_way_that_a_statement_can_stand():
    contract = make_ready_contract()
    assert state(contract) == "new"
    publish(contract)
    assert state(contract) == "published"
    act = contract.interventions.get()
    key = key_of(act)
    assert state(contract, key) == "published"
    act.summary = "More about it."
    act.save()
    assert state(contract, key) == "changed"
    act.ready = False
    act.save()
    assert state(contract, key) == "taking_out"
    only(contract, key)
    assert state(contract, key) == "taken_out"
    act.ready = True
    act.save()
    assert state(contract, key) == "new"
    number = act.public_id
    publish(reload(contract))
    assert Intervention.objects.get(pk=act.pk).public_id == number
    draft = make_intervention(contract)
    assert state(contract, key_of(draft)) == "not_ready"


def test_nothing_is_public_without_its_title_and_parties():
    contract = make_ready_contract()
    only(contract, key_of(contract.interventions.get()))

    body = body_of(contract)
    assert body["title"] == contract.title
    assert len(body["interventions"]) == 1
    assert body["claims"] == []
    assert reload(contract).state == "pending"


def test_an_act_takes_along_the_new_one_that_it_answers():
    contract = make_ready_contract()
    publish(contract)
    earlier = make_intervention(contract, ready=True, type="objection")
    later = make_intervention(
        contract, ready=True, type="response", related=earlier, relation="responds_to"
    )
    for act in (earlier, later):
        make_citation(intervention=act)

    only(contract, key_of(later))

    told = {act["id"]: act["related"] for act in body_of(contract)["interventions"]}
    earlier.refresh_from_db(), later.refresh_from_db()
    assert earlier.public_id is not None
    assert told[later.public_id] == earlier.public_id


def test_an_act_that_is_taken_out_is_nothing_that_another_leads_to():
    contract = make_ready_contract()
    earlier = contract.interventions.get()
    later = make_intervention(contract, ready=True, related=earlier, relation="responds_to")
    make_citation(intervention=later)
    publish(reload(contract))
    earlier.ready = False
    earlier.save()

    only(contract, key_of(earlier))

    assert [one["related"] for one in body_of(contract)["interventions"]] == [None]


def test_a_claim_that_is_preferred_takes_along_the_one_that_is_not_any_more():
    contract = make_ready_contract()
    old = contract.claims.get(fact="value")
    old.rank = "preferred"
    old.save()
    publish(reload(contract))
    new = make_claim(contract, ready=True, rank="preferred", value_minor=12_000_000_00)
    make_citation(claim=new)
    old.rank = "normal"
    old.save()

    only(contract, key_of(new))

    assert body_of(contract)["value"]["minor"] == 12_000_000_00


def test_two_preferred_claims_are_refused_also_where_one_of_them_stays():
    contract = make_ready_contract()
    contract.claims.filter(fact="value").update(rank="preferred")
    publish(reload(contract))
    new = make_claim(contract, ready=True, rank="preferred", value_minor=12_000_000_00)
    make_citation(claim=new)

    with pytest.raises(actions.Refused, match="prefer one"):
        only(contract, key_of(new))


def test_a_draft_that_is_ticked_is_refused_by_name():
    contract = make_ready_contract()
    publish(contract)
    draft = make_intervention(contract)

    with pytest.raises(actions.Refused, match="not marked as ready"):
        only(contract, key_of(draft))


def test_a_fault_of_what_is_not_ticked_holds_nothing_up():
    contract = make_ready_contract()
    publish(contract)
    make_intervention(contract, ready=True)  # nothing backs it
    claim = contract.claims.get(fact="value")
    claim.value_minor = 7_00
    claim.save()

    only(contract, key_of(claim))

    assert body_of(contract)["value"]["minor"] == 7_00
    assert actions.problems(reload(contract))


def test_a_statement_that_moved_on_is_a_conflict_and_others_are_not():
    contract = make_ready_contract()
    act, claim = contract.interventions.get(), contract.claims.get(fact="value")
    claim.save()
    desk = actions.desk(reload(contract)).statements
    seen = {key: version for one in desk for key, version in one.versions.items()}
    actions.publish(
        reload(contract), by=make_user(), reason="First.", only=["heading"], versions=seen
    )
    act.save()

    with pytest.raises(Conflict):
        actions.publish(
            reload(contract), by=make_user(), reason="More.", only=[key_of(act)], versions=seen
        )


def test_the_register_goes_on_beside_what_is_kept():
    contract = make_register_contract()
    actions.track(contract, by=make_user())
    act = make_intervention(contract, ready=True)
    claim = make_claim(contract, ready=True)
    make_citation(intervention=act)
    make_citation(claim=claim)
    only(contract, key_of(act))
    assert body_of(contract)["claims"] == []
    act.summary = "Kept back."
    act.save()
    alter_document(contract, lambda said: said.update(stage="active"))

    only(contract, key_of(claim))

    body = body_of(contract)
    assert body["register"]["stage"] == "active"
    assert body["interventions"][0]["summary"] == ""
    assert [one["value"]["minor"] for one in body["claims"]] == [claim.value_minor]


def test_the_desk_shows_drafts_and_what_has_no_actor_yet():
    contract = make_ready_contract()
    act = make_intervention(contract)
    act.set_actors([])
    make_claim(contract)

    found = actions.desk(reload(contract))

    assert {one["desk"] for one in found.body["interventions"]} >= {key_of(act)}
    assert "omebody not named yet" in str(found.body["interventions"])
    assert found.before is None
    assert Intervention.objects.get(pk=act.pk).public_id is None


def test_the_desk_says_what_a_statement_lacks():
    contract = make_ready_contract()
    act = make_intervention(contract, ready=True)

    [lacking] = [one for one in actions.desk(contract).statements if one.lacks]

    assert lacking.key == key_of(act)
    assert "No citation backs" in lacking.lacks[0]


# Putting a revision back


def test_what_a_revision_said_is_public_again_and_nothing_of_the_record_is_lost():
    contract = make_ready_contract(buyer=make_buyer(name="Buyer of before"))
    first = publish(contract)
    then = body_of(contract)
    act = contract.interventions.get()
    act.ready = False
    act.save()
    added = make_intervention(
        contract, ready=True, stakeholder=make_stakeholder(name="Another office")
    )
    make_citation(intervention=added)
    publish(reload(contract))

    revision = actions.put_back(
        reload(contract), first.number, by=make_user(), reason="It was right."
    )

    assert revision.number == 3
    assert revision.kind == "put_back"
    assert body_of(contract) == then
    assert PublicIntervention.objects.filter(public_id=act.public_id).exists()
    states = {one.key: one.state for one in actions.desk(reload(contract)).statements}
    assert states[key_of(act)] == "taking_out"
    assert states[key_of(added)] == "new"
    assert reload(contract).state == "pending"
    assert not Revision.objects.broken()


def test_a_withdrawn_record_comes_back_as_it_was():
    contract = make_ready_contract()
    publish(contract)
    then = body_of(contract)
    actions.withdraw(reload(contract), by=make_user(), reason="In error.")

    actions.put_back(reload(contract), 1, by=make_user(), reason="It was no error.")

    assert body_of(contract) == then


def test_with_four_eyes_nobody_undoes_what_they_published_alone(settings):
    """What they withdrew they may put back, as it was and not as it was before."""
    settings.FOUR_EYES = True
    contract, by = make_ready_contract(), make_user()
    publish(contract)
    Contract.objects.filter(pk=contract.pk).update(title="Another title")
    Contract.objects.touch()
    publish(reload(contract), by=by)
    with pytest.raises(actions.Refused, match="You made revision 2"):
        actions.put_back(reload(contract), 1, by=by, reason="It was right.")
    actions.withdraw(reload(contract), by=by, reason="In error.")
    with pytest.raises(actions.Refused, match="You made revision 3"):
        actions.put_back(reload(contract), 1, by=by, reason="It was right.")

    actions.put_back(reload(contract), 2, by=by, reason="It was no error.")
    actions.put_back(reload(contract), 1, by=make_user(), reason="It was right.")


@pytest.mark.parametrize("number", [0, 1, 2, 9])
def test_what_cannot_be_put_back_says_why(number):
    contract = make_ready_contract()
    publish(contract)
    if number == 2:
        actions.withdraw(reload(contract), by=make_user(), reason="In error.")

    with pytest.raises(actions.Refused):
        actions.put_back(reload(contract), number, by=make_user(), reason="Back.")


def test_what_the_law_took_out_is_not_put_back():
    contract = make_ready_contract()
    publish(contract)
    act = contract.interventions.get()
    act.summary = "More."
    act.save()
    publish(reload(contract))
    actions.empty_leaf(reload(contract).public_id, f"act {act.public_id}", by=make_user(), reason="A court's order.",
                       number=2)  # fmt: skip

    with pytest.raises(actions.Refused, match="law"):
        actions.put_back(reload(contract), 1, by=make_user(), reason="Back.")


def test_what_becomes_public_of_a_new_party_and_a_new_source_is_among_the_differences():
    """Not its name alone: all that its page will say."""
    contract = make_ready_contract()
    publish(contract)
    vendor = make_vendor(name="O'Acme", website="https://acme.example/", aliases="Fraud\nFright")
    make_identifier(vendor=vendor, value="07777777")
    claim = make_claim(contract, fact="vendor", vendor=vendor, ready=True)
    make_citation(claim=claim, source=make_source(title="A letter", url="https://e.example/doc"))
    plain = make_claim(contract, fact="vendor", vendor=make_vendor(name="Plain"), ready=True)
    make_citation(claim=plain)

    told = {
        (one.key, line["what"]): line["after"]
        for one in actions.desk(contract).statements
        for line in one.changes
        if line["what"].startswith("New ")
    }

    assert told[key_of(claim), "New vendor: O'Acme"] == (
        "also called Fraud; also called Fright; GB-COH-07777777; https://acme.example/"
    )
    assert [text for (key, what), text in told.items() if "A letter" in what] == [
        "News report; https://e.example/doc"
    ]
    assert not any("Plain" in what for _, what in told)

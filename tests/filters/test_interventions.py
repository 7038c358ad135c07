"""The list of interventions, and those of parties: what each parameter takes in, and their orders."""

import datetime

import pytest
from django.http import QueryDict

from procurement import wording
from procurement.filters import InterventionFilter, PartyFilter
from procurement.models import PublicIntervention
from tests import factories as make

pytestmark = pytest.mark.django_db


def found(query):
    listing = InterventionFilter(QueryDict(query))
    assert listing.problems == []
    assert listing.count == len(listing.qs)
    return [wording.listed([one.name for one in act.actors]) for act in listing.qs]


def public(name, **columns):
    """Publish a contract held by a stakeholder of that name; `columns` are put into the copy."""
    contract = make.make_ready_contract(stakeholder=make.make_stakeholder(name=name))
    make.publish(contract)
    copies = PublicIntervention.objects.filter(acting__party__name=name)
    copies.update(**columns)
    return copies.get()


@pytest.mark.parametrize(
    ("inside", "outside", "query"),
    [
        ({"type": "hold"}, {"type": "ruling"}, "type=hold&type=objection"),
        ({"effect": "contract_ended"}, {"effect": "unknown"}, "effect=contract_ended"),
        ({"outcome": "upheld"}, {"outcome": "pending"}, "outcome=upheld"),
        ({"happened_on": "2026-05-01"}, {"happened_on": "2026-04-30"}, "date_from=2026-05"),
        ({"happened_on": "2026-05-31"}, {"happened_on": None}, "date_to=2026-05"),
    ],
)
def test_a_column_is_inside_or_outside(inside, outside, query):
    public("Inside", **inside)
    public("Outside", **outside)

    assert found(query) == ["Inside"]


def test_who_acted_and_on_which_ground_is_asked_of_one_act():
    mayor, auditor = public("Mayor"), public("Auditor")
    auditor.grounds.create(ground="public_trust", name="Public trust", layer="stated")
    of = f"stakeholder={mayor.actors[0].public_id}"

    assert found(f"{of}&ground=public_trust") == found(f"{of}&layer=stated") == []
    assert found(f"stakeholder={auditor.actors[0].public_id}&ground=public_trust") == ["Auditor"]


def test_parties_grounds_and_words():
    act = public("Mayor")
    public("Auditor")
    act.grounds.create(ground="public_trust", name="Public trust")
    act.grounds.create(ground="accountability", name="Accountability")
    contract = act.contract

    assert found(f"stakeholder={act.actors[0].public_id}") == ["Mayor"]
    assert found(f"buyer={contract.buyer.public_id}") == ["Mayor"]
    assert found(f"vendor={contract.vendors.get().public_id}") == ["Mayor"]
    assert found("ground=public_trust&ground=accountability") == ["Mayor"]
    assert found("q=mayors") == found("q=mayo*") == ["Mayor"]
    assert found("q=mayo") == []


def test_orders_put_what_has_no_date_last():
    public("A", happened_on=datetime.date(2026, 1, 1))
    public("B", happened_on=None)
    public("C", happened_on=datetime.date(2026, 2, 1))

    assert found("") == ["C", "A", "B"]
    assert found("sort=date") == ["A", "C", "B"]


def test_parties_are_in_the_same_order_on_both_databases():
    for name in ("beta Ltd", "Alpha", "Élan", "a-b", "Zeta", "alpha co"):
        make.publish(make.make_ready_contract(vendors=[make.make_vendor(name=name)]))

    def names(query):
        return [party.name for party in PartyFilter(QueryDict(query), "vendor").qs]

    assert names("") == ["a-b", "Alpha", "alpha co", "beta Ltd", "Élan", "Zeta"]
    assert names("sort=-contracts") == names("")
    assert names("q=alp*") == ["Alpha", "alpha co"]
    assert names("q=alp") == []

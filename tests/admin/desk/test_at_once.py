"""Two editors at the same moment: nobody waits while a form is looked at, and what does not go together is said."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections
from django.urls import reverse

from procurement.admin.desk.statement_forms import StatementForm
from procurement.management import founding_case
from procurement.models import Claim, Intervention, Source, Stakeholder
from tests import factories

from ..conftest import login
from .test_statements import filled, sent, url

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def contract(transactional_db):
    return founding_case.load()


@pytest.fixture
def ann(transactional_db):
    return login("ann", is_superuser=True)


def test_a_form_is_looked_at_before_others_have_to_wait(ann, contract, monkeypatch):
    """SQLite has one lock for all who write: it is held to compare and save, and where a party is made on the way."""
    looked, held = StatementForm.is_valid, []

    def is_valid(form):
        held.append(connection.in_atomic_block)
        return looked(form)

    monkeypatch.setattr(StatementForm, "is_valid", is_valid)
    act = contract.interventions.first()
    address = url(contract, f"intervention-{act.pk}")
    new = {"actors_text": "A. Person", "actors": ["new-person-A. Person"]}

    for typed in ({"summary": "Other words."}, new):
        answer = sent(ann, address, filled(ann, address), **typed)
        assert answer.status_code == 302

    assert held == [False, True]
    assert Stakeholder.objects.filter(name="A. Person").exists()


def test_of_two_that_prefer_at_once_one_is_told_so(contract, monkeypatch):
    contract.claims.update(rank="normal")
    rows = [factories.make_claim(contract), factories.make_claim(contract)]
    checked, met, looked = Claim.clean, Barrier(2, timeout=20), set()

    def clean(claim):
        checked(claim)
        if claim.pk not in looked:
            looked.add(claim.pk)
            met.wait()

    def prefer(place):
        client = login(f"editor{place}", is_superuser=True)
        address = url(contract, f"claim-{rows[place].pk}")
        data = filled(client, address)
        answer = sent(client, address, data, rank="preferred")
        connections.close_all()
        return answer.status_code, "is preferred (" in answer.text

    monkeypatch.setattr(Claim, "clean", clean)
    with ThreadPoolExecutor(2) as two:
        answers = sorted(two.map(prefer, range(2)))

    assert answers == [(200, True), (302, False)]
    assert Claim.objects.filter(rank="preferred").count() == 1


@pytest.mark.parametrize("model", [Source, Intervention])
def test_of_two_that_close_a_circle_at_once_one_is_told_so(contract, monkeypatch, model):
    if model is Source:
        rows = [factories.make_source(title=title) for title in ("One", "Two")]
        places = [reverse("admin:procurement_source_edit", args=[row.pk]) for row in rows]
    else:
        rows = [factories.make_intervention(contract) for _ in range(2)]
        places = [url(contract, f"intervention-{row.pk}") for row in rows]
    checked, met, looked = model.clean, Barrier(2, timeout=20), set()

    def clean(row):
        checked(row)
        if row.pk not in looked:
            looked.add(row.pk)
            met.wait()

    def lead(place):
        client, other = login(f"editor{place}", is_superuser=True), rows[1 - place].pk
        typed = {"repeats": other} if model is Source else {"related": other, "relation": "lifts"}
        answer = sent(client, places[place], filled(client, places[place]), **typed)
        connections.close_all()
        return answer.status_code

    monkeypatch.setattr(model, "clean", clean)
    with ThreadPoolExecutor(2) as two:
        answers = sorted(two.map(lead, range(2)))

    assert answers == [200, 302]

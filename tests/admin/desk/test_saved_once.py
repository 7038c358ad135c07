"""What is new is saved once, however often its form is sent."""

import pytest
from django.urls import reverse

from procurement.models import Claim, Contract, Intervention, Source, Stakeholder
from tests import factories

from .test_statements import faults, filled, sent, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(contract):
    return f"{url(contract, 'claim', name='statement_add')}?fact=value"


def said(client, answer):
    return [str(one) for one in client.get(answer["Location"]).context["messages"]]


def test_a_claim_that_is_sent_twice_is_saved_once(editor, address):
    data = filled(editor, address) | {"value_minor": "£343,434"}
    first, second = (sent(editor, address, data) for _ in range(2))

    assert Claim.objects.filter(value_minor=34343400).count() == 1
    assert first["Location"].partition("#")[0] == second["Location"].partition("#")[0]
    assert "It was saved already: “Value: £343,434”." in said(editor, second)
    # Deleted since, it is entered again; another page enters another.
    Claim.objects.filter(value_minor=34343400).delete()
    sent(editor, address, data)
    sent(editor, address, filled(editor, address) | {"value_minor": "£343,434"})
    assert Claim.objects.filter(value_minor=34343400).count() == 2


def test_gone_back_to_and_changed_it_is_asked_whether_it_is_another(editor, address):
    data = filled(editor, address) | {"value_minor": "£343,434"}
    sent(editor, address, data)
    answer = sent(editor, address, data, value_minor="£5m")

    assert (answer.status_code, Claim.objects.filter(value_minor=500000000).count()) == (200, 0)
    assert "It was saved already, as “Value: £343,434”" in faults(answer)[0]
    again = sent(editor, address, data, value_minor="£5m", _once=answer.context["once"])
    assert (again.status_code, Claim.objects.filter(value_minor=500000000).count()) == (302, 1)


def test_a_page_that_names_no_key_or_a_forged_one_is_saved(editor, address):
    data = filled(editor, address) | {"value_minor": "£343,434"}
    for key in (
        None,
        "",
        "x",
        data["_once"][0][:-1] if isinstance(data["_once"], list) else "a:b:c",
    ):
        sent(editor, address, data, _once=key)
    assert Claim.objects.filter(value_minor=34343400).count() == 4


def test_who_is_made_for_an_act_is_made_once(editor, contract):
    address = f"{url(contract, 'intervention', name='statement_add')}?type=hold"
    data = filled(editor, address) | {"actors": "new-person-Ann Other", "summary": "She asked."}
    before = Intervention.objects.count()
    for _ in range(2):
        sent(editor, address, data)
    assert Intervention.objects.count() == before + 1
    assert Stakeholder.objects.filter(name="Ann Other").count() == 1


@pytest.mark.parametrize(
    ("model", "typed"),
    [
        (Contract, {"title": "Entered once"}),
        (
            Source,
            {"title": "Entered once", "url": "https://example.org/once", "kind": "news_report"},
        ),
    ],
)
def test_a_contract_or_source_is_entered_once(editor, model, typed):
    factories.make_source()
    address = reverse(f"admin:procurement_{model._meta.model_name}_add")
    data = filled(editor, address) | typed
    for _ in range(2):
        sent(editor, address, data)
    assert model.objects.filter(title="Entered once").count() == 1

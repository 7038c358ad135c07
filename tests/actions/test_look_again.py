"""Looked again, nothing new: a revision of that day alone."""

import pytest

from procurement import actions, dates, dossier
from procurement.models import Contract, Intervention, Revision
from tests.factories import make_intervention, make_ready_contract, make_user, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def contract():
    contract = make_ready_contract()
    publish(contract)
    return Contract.objects.get(pk=contract.pk)


def body():
    return dossier.rest_of(Revision.objects.order_by("number").last().body.text)


def test_it_publishes_that_day_and_nothing_else(contract, settings, client):
    settings.FOUR_EYES = True
    act, by = contract.interventions.get(), make_user()
    Intervention.objects.update(summary="not published", saved_by=by)
    Contract.objects.touch()
    before = body()

    revision = actions.look_again(act, by=by)

    day = dates.today().isoformat()
    assert (revision.kind, revision.one_person) == ("looked_again", None)
    assert before.pop("interventions")[0] | {"looked_on": day} == body()["interventions"][0]
    assert {key: one for key, one in body().items() if key != "interventions"} == before
    contract.refresh_from_db()
    assert contract.state == "pending"
    page = client.get(f"/interventions/{act.public_id}/").content.decode()
    assert "nothing new found" in page
    with pytest.raises(actions.Refused, match="today already"):
        actions.look_again(act, by=by)


def test_nothing_is_pending_by_it(contract):
    actions.look_again(contract.interventions.get(), by=make_user())

    contract.refresh_from_db()
    assert contract.state == "published"
    assert not any(one.is_pending for one in actions.desk(contract).statements)


def test_what_is_not_public_or_has_ended_is_refused(contract):
    with pytest.raises(actions.Refused, match="not public"):
        actions.look_again(make_intervention(contract), by=make_user())
    contract.interventions.exclude(public_id=None).update(outcome="rejected")
    Contract.objects.touch()
    contract.refresh_from_db()
    publish(contract)
    with pytest.raises(actions.Refused, match="how this act ended"):
        actions.look_again(contract.interventions.exclude(public_id=None).get(), by=make_user())
    actions.withdraw(contract, by=make_user(), reason="x")
    with pytest.raises(actions.Refused, match="not public"):
        actions.look_again(contract.interventions.exclude(public_id=None).get(), by=make_user())

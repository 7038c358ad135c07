"""The publish page of parties and sources: what will change, and in which contracts; and the reason."""

import pytest
from django.urls import reverse

from procurement import actions, public
from procurement.models import (
    Contract,
    PublicParty,
    Revision,
)
from tests import factories
from tests.controls import largest

pytestmark = pytest.mark.once


def url(thing, act="publish"):
    return reverse(f"admin:procurement_{thing._meta.model_name}_{act}", args=[thing.pk])


def seen(contract):
    return Contract.objects.values_list("version", flat=True).get(pk=contract.pk)


def test_an_edit_of_a_party_is_pending_until_it_is_published(publisher, contract):
    buyer = contract.buyer
    change = reverse("admin:procurement_buyer_edit", args=[buyer.pk])
    publisher.post(
        change, largest(publisher.get(change).text).data() | {"name": "Metropolitan Police Service"}
    )
    public = PublicParty.objects.get(kind="buyer").name

    page = publisher.get(url(buyer)).context
    publisher.post(url(buyer), {"_version": page["version"], "reason": "Its full name."})

    assert public == "Metropolitan Police"
    assert page["changes"] == [
        {"what": "Name", "before": "Metropolitan Police", "after": "Metropolitan Police Service"}
    ]
    assert [(row.title, bool(changes)) for row, changes in page["touched"]] == [
        (contract.title, True)
    ]
    assert PublicParty.objects.get(kind="buyer").name == "Metropolitan Police Service"
    assert Revision.objects.latest_of(contract).reason == "Its full name."


def test_publishing_a_source_shows_what_it_repeats_and_what_follows(publisher):
    first, second = factories.make_source(title="first"), factories.make_source(title="second")
    contract = factories.make_ready_contract(source=first)
    factories.make_citation(intervention=contract.interventions.get(), source=second)
    factories.publish(contract)
    change = reverse("admin:procurement_source_edit", args=[second.pk])
    publisher.post(change, largest(publisher.get(change).text).data() | {"repeats": first.pk})

    page = publisher.get(url(second)).context

    assert page["changes"] == [{"what": "Repeats", "before": "", "after": "first"}]
    [(touched, changes)] = page["touched"]
    publisher.post(url(second), {"_version": page["version"], "reason": "One story."})
    assert (touched.title, changes) == (contract.title, public.changes(1)[0]["changes"])


def test_publishing_a_stakeholder_shows_the_same_body(publisher):
    contract = factories.make_ready_contract()
    factories.publish(contract)
    [office] = contract.interventions.get().actors
    change = reverse("admin:procurement_stakeholder_edit", args=[office.pk])
    typed = {"buyer": f"buyer-{contract.buyer.pk}"}
    publisher.post(change, largest(publisher.get(change).text).data() | typed)

    page = publisher.get(url(office)).context

    assert page["changes"] == [
        {"what": "The same body", "before": "", "after": "Northmarch Council"}
    ]
    assert page["touched"] == []


def test_publishing_an_edit_that_changes_nothing_public_is_refused(publisher):
    contract = factories.make_ready_contract()
    factories.publish(contract)
    change = reverse("admin:procurement_buyer_edit", args=[contract.buyer.pk])
    publisher.post(change, largest(publisher.get(change).text).data() | {"notes": "doubtful"})

    page = publisher.get(url(contract.buyer)).context
    response = publisher.post(
        url(contract.buyer), {"_version": page["version"], "reason": "Because."}
    )

    assert (page["changes"], page["touched"]) == ([], [])
    assert response.context["problems"] == ["Nothing would change in public."]
    assert Revision.objects.count() == 1


def test_state_of_a_party_in_words(publisher):
    contract = factories.make_ready_contract()
    said = []
    for act in (None, factories.publish, lambda contract: actions.withdraw(
        contract, by=publisher.user, reason="x"
    )):  # fmt: skip
        if act:
            act(contract)
        page = publisher.get(reverse("admin:procurement_buyer_changelist"))
        cl = page.context["cl"]
        said.append(cl.model_admin.state(cl.result_list[0]))

    assert said == ["Draft", "Published", "Not public any more"]


def test_an_editor_may_not_publish_a_party(editor, contract):
    response = editor.post(url(contract.buyer), {"reason": "Forged."})

    assert response.status_code == 403
    assert Revision.objects.count() == 1

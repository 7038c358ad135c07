"""The publish page: what will change, what stays behind, what is wrong; and the reason."""

import pytest
from django.urls import reverse

from procurement import actions, public
from procurement.models import (
    Claim,
    Contract,
    Intervention,
    PublicContract,
    PublicIntervention,
    PublicParty,
    Revision,
    Tombstone,
)
from tests import factories
from tests.controls import largest

from .pages import sent

pytestmark = pytest.mark.once


def url(thing, act="publish"):
    return reverse(f"admin:procurement_{thing._meta.model_name}_{act}", args=[thing.pk])


def seen(contract):
    return Contract.objects.values_list("version", flat=True).get(pk=contract.pk)


def test_publishing_shows_what_changes_and_changes_it(publisher, contract):
    act = Intervention.objects.get(type="hold")
    change = reverse("admin:procurement_intervention_change", args=[act.pk])
    data = sent(publisher.get(change))
    publisher.post(change, data | {"effect": "signature_blocked"})
    before = PublicIntervention.objects.get(public_id=act.public_id).effect

    shown = publisher.get(url(contract)).context
    response = publisher.post(
        url(contract), {"_version": shown["version"], "reason": "The report says so."}, follow=True
    )

    assert before == "procurement_paused"
    assert shown["changes"] == [
        {
            "what": f"Intervention {act.public_id}: effect",
            "before": "Procurement paused",
            "after": "Signature blocked",
        }
    ]
    assert PublicIntervention.objects.get(public_id=act.public_id).effect == "signature_blocked"
    revision = Revision.objects.latest_of(contract)
    assert (revision.number, revision.reason, revision.by) == (
        2,
        "The report says so.",
        publisher.user,
    )
    link = "/contracts/1-new-data-platform-for-the-metropolitan-police/"
    assert f'<a href="{link}">' in str(list(response.context["messages"])[0])


def test_publishing_asks_for_the_reason_at_its_field(publisher):
    contract = factories.make_ready_contract()

    response = publisher.post(url(contract), {"_version": seen(contract), "reason": " "})

    assert response.context["form"].errors == {
        "reason": ["Say why: the reason is published with it."]
    }
    assert Revision.objects.count() == 0


def test_publishing_keeps_a_reason_that_is_refused(publisher):
    contract = factories.make_ready_contract()
    typed = {"_version": seen(contract), "reason": "because\u202e"}

    response = publisher.post(url(contract), typed)

    assert list(response.context["form"].errors) == ["reason"]
    assert response.context["form"]["reason"].value() == "because\u202e"


def test_publishing_what_has_moved_on_is_a_conflict_that_keeps_the_reason(publisher):
    contract = factories.make_ready_contract()
    version = seen(contract)
    factories.make_claim(contract, fact="ends_on", value_minor=None, currency="",
                         stated_on="2027-01-01", stated_on_precision="year")  # fmt: skip

    response = publisher.post(url(contract), {"_version": version, "reason": "Because."})

    assert response.status_code == 409
    assert response.context["form"]["reason"].value() == "Because."
    assert response.context["version"] == version + 1
    assert "was changed since this page was opened" in response.context["problems"][0]
    assert Revision.objects.count() == 0


def test_publishing_names_each_uncited_statement_with_a_link(publisher):
    contract = factories.make_ready_contract()
    claim, act = contract.claims.get(fact="value"), contract.interventions.get()
    ground = factories.make_ground_link(act, layer="attributed")
    contract.citations.all().delete()
    claim.citations.all().delete()

    page = publisher.get(url(contract)).context
    response = publisher.post(url(contract), {"_version": seen(contract), "reason": "Because."})

    change = reverse("admin:procurement_contract_change", args=[contract.pk])
    assert [fault["url"] for fault in page["faults"]] == [
        change,
        f"{change}#claim-{claim.pk}",
        f"{change}#interventionground-{ground.pk}",
    ]
    assert response.context["problems"] == [fault["says"] for fault in page["faults"]]
    assert Revision.objects.count() == 0


def test_what_stays_behind_can_be_marked_as_ready(publisher):
    contract = factories.make_ready_contract()
    behind = [factories.make_claim(contract, rank="deprecated") for _ in range(2)]
    citation = factories.make_citation(claim=behind[0], ready=False)
    page = publisher.get(url(contract)).context

    publisher.post(
        url(contract),
        {
            "_ready": "1",
            "_version": page["version"],
            "ready": [f"claim-{behind[0].pk}", f"citation-{citation.pk}", "claim-999"],
        },
    )

    assert [key for key, _ in page["behind"]] == [
        f"claim-{behind[0].pk}",
        f"claim-{behind[1].pk}",
        f"citation-{citation.pk}",
    ]
    assert [Claim.objects.get(pk=claim.pk).ready for claim in behind] == [True, False]
    citation.refresh_from_db()
    assert citation.ready


def test_marking_as_ready_what_has_moved_on_marks_nothing(publisher):
    contract = factories.make_ready_contract()
    claim = factories.make_claim(contract, rank="deprecated")
    data = {"_ready": "1", "_version": seen(contract) - 1, "ready": [f"claim-{claim.pk}"]}

    publisher.post(url(contract), data)

    assert not Claim.objects.get(pk=claim.pk).ready


def test_withdrawing_takes_the_contract_out(publisher, contract):
    page = publisher.get(url(contract, "withdraw"))
    unsaid = publisher.post(url(contract, "withdraw"), {"reason": ""})
    public = PublicContract.objects.count()
    publisher.post(url(contract, "withdraw"), {"reason": "Wrong contract."})

    assert "410" in page.content.decode()
    assert (list(unsaid.context["form"].errors), public) == (["reason"], 1)
    assert PublicContract.objects.count() == 0
    assert Tombstone.objects.get(kind="contract").reason == "Wrong contract."


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


@pytest.mark.parametrize("act", ["publish", "withdraw"])
def test_an_editor_may_not_publish(editor, contract, act):
    data = {"_version": seen(contract), "reason": "Forged."}

    responses = [editor.get(url(contract, act)), editor.post(url(contract, act), data)]

    assert [one.status_code for one in responses] == [403, 403]
    assert "for publishers" in responses[0].content.decode()
    assert Revision.objects.count() == 1


def test_an_editor_may_not_publish_a_party_or_mark_as_ready(editor, contract):
    claim = factories.make_claim(contract, rank="deprecated")
    forged = {"_ready": "1", "_version": seen(contract), "ready": [f"claim-{claim.pk}"]}

    responses = [editor.post(url(contract.buyer), {"reason": "Forged."}),
                 editor.post(url(contract), forged)]  # fmt: skip

    assert [one.status_code for one in responses] == [403, 403]
    assert not Claim.objects.get(pk=claim.pk).ready


def test_nobody_publishes_without_signing_in(client, contract):
    response = client.post(url(contract), {"_version": seen(contract), "reason": "Forged."})

    assert (response.status_code, response.context["title"]) == (403, "Log in")
    assert Revision.objects.count() == 1


def test_the_preview_changes_nothing(publisher):
    contract = factories.make_ready_contract()

    page = publisher.get(url(contract)).context

    assert page["headline"] == factories.told(actions.preview(contract))["headline"]
    assert Contract.objects.get(pk=contract.pk).public_id is None

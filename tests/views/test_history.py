"""The history of a contract: what was done, in which role, when and why."""

import re

import pytest
from django.contrib.auth.models import Group

from procurement import actions, dossier
from procurement.actions import Change
from procurement.actions.revisions import add_revision
from procurement.models import Citation, Contract, Revision
from procurement.models.revision import TAKEN_OUT
from tests.factories import make_ready_contract, make_user, publish
from tests.ocds.samples import Importing, awarded, party

pytestmark = pytest.mark.django_db
ACME = party("Acme Roads", "GB-COH-01234567")


def entries(client, contract):
    """Give the words of each entry of a contract's history, newest first, as one reads them."""
    contract.refresh_from_db()
    page = client.get(f"/contracts/{contract.public_id}/history/").content.decode()
    told = page.split('<ol class="revisions"', 1)[1].split("</ol>", 1)[0]
    told = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", told))
    return [words.split(" Hash ")[0] for words in told.split(" Revision ")[1:]]


def in_role(name):
    user = make_user(is_superuser=False)
    user.groups.add(Group.objects.get(name=name))
    return user


def retitle(contract, title):
    Contract.objects.filter(pk=contract.pk).update(title=title)
    Contract.objects.filter(pk=contract.pk).touch()


def test_each_entry_says_what_was_done_in_which_role_and_why(client):
    contract = make_ready_contract()
    publish(contract, "It is reported.", by=in_role("Publishers"))
    retitle(contract, "A better title")
    publish(contract, "A better title.", by=in_role("Editors"))
    actions.withdraw(contract, by=make_user(), reason="The report was retracted.")
    publish(contract, "It was put right.", by=in_role("Publishers"))

    fourth, third, second, first = entries(client, contract)

    assert re.match(
        r"4 Published again \d+ \w+ \d{4}, [\d:]+ Publishers It was put right\.", fourth
    )
    assert re.match(r"3 Withdrawn .+ Administrator The report was retracted\.", third)
    assert re.match(r"2 Published .+ Editors A better title\.", second)
    assert re.match(r"1 Published .+ Publishers It is reported\.", first)


CORRECTED = Change("corrected", "The buyer is Northmarch.", "The buyer is Eastmoor.")


def test_a_correction_says_what_was_said_and_what_is_right(client):
    contract = make_ready_contract()
    publish(contract)
    retitle(contract, "A better title")
    by = in_role("Publishers")
    actions.publish(contract, by=by, reason="A reader told us.", change=CORRECTED)
    retitle(contract, "A still better title")
    actions.publish(contract, by=by, reason="A letter was missing.", change=Change("slip"))

    third, second, _ = entries(client, contract)

    assert re.match(r"3 A slip put right .+ Publishers A letter was missing\.", third)
    told = "What was said The buyer is Northmarch. What is right The buyer is Eastmoor."
    assert re.match(rf"2 Corrected .+ Publishers A reader told us\. {told}", second)
    page = client.get(f"/contracts/{contract.public_id}/history/2/").content.decode()
    assert ">The buyer is Eastmoor.<" in page
    data = client.get(f"/contracts/{contract.public_id}/history.json").json()["revisions"]
    assert [(one["number"], one["kind"], one["is_right"]) for one in data] == [
        (3, "slip", ""),
        (2, "corrected", "The buyer is Eastmoor."),
        (1, "published", ""),
    ]
    assert data[0]["previous"] == data[1]["hash"]


@pytest.mark.parametrize(
    ("one_person", "told"),
    [(True, "one person"), (False, "two people"), (None, "")],
)
def test_who_wrote_it_is_said_as_one_person_or_two(client, one_person, told):
    contract = make_ready_contract()
    first = publish(contract, by=in_role("Publishers"))
    body = dossier.rest_of(first.body.text)
    add_revision(
        contract, body, Change("slip"), by=make_user(), reason="Why.", one_person=one_person
    )

    said = f"Administrator: written and published by {told} Why." if told else "Administrator Why."
    assert said in entries(client, contract)[0]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (Change("corrected", "", "Right."), "A correction says what was said, and what is right"),
        (Change("corrected", "Wrong.", " "), "A correction says what was said, and what is right"),
        (Change("slip", "Wrong.", "Right."), "are of a correction"),
        (Change("withdrawn"), "Say what kind of change it is"),
        (Change("corrected", "Wrong.", "\u202eRight."), "What is right: "),
        (Change("corrected", "x" * 2001, "Right."), "longer than 2,000 characters"),
        (Change("corrected", f" {TAKEN_OUT}", "Right."), "What was said: this sentence stands for"),
        (Change("corrected", "Wrong.", TAKEN_OUT), "What is right: this sentence stands for"),
    ],
)
def test_a_kind_of_change_is_whole_or_refused(change, says):
    contract = make_ready_contract()
    publish(contract)
    retitle(contract, "A better title")

    with pytest.raises(actions.Refused, match=says):
        actions.publish(contract, by=make_user(), reason="Why.", change=change)

    assert Revision.objects.count() == 1


@pytest.mark.parametrize(
    ("columns", "is_slip"),
    [
        ({}, True),
        ({"summary": "He is corrupt."}, False),
        ({"effect": "signature_blocked"}, False),
        ({"happened_on": "2026-05-01", "happened_on_precision": "day"}, False),
        ({"ready": False}, False),
        ({"position": 7}, True),
    ],
)
def test_a_slip_changes_no_fact(columns, is_slip):
    contract = make_ready_contract()
    publish(contract)
    contract.interventions.update(**columns)
    Contract.objects.filter(pk=contract.pk).update(title="A better title")
    contract.refresh_from_db()

    def put_right():
        actions.publish(contract, by=make_user(), reason="Why.", change=Change("slip"))

    if is_slip:
        put_right()
        return
    with pytest.raises(actions.Refused, match="this changes a fact"):
        put_right()
    assert Revision.objects.count() == 1


@pytest.mark.parametrize("columns", [{"hedge": ""}, {"quotation": "The mayor paused it."}])
def test_a_hedge_and_a_quotation_are_no_words_of_ours(columns):
    contract = make_ready_contract()
    said = {"hedge": "appears to", "quotation": "The mayor appears to have paused it."}
    Citation.objects.update(**said)
    publish(contract)
    Citation.objects.update(**columns)
    retitle(contract, "A better title")

    with pytest.raises(actions.Refused, match="this changes a fact"):
        actions.publish(contract, by=make_user(), reason="Why.", change=Change("slip"))


def test_of_what_was_never_public_nothing_is_put_right():
    with pytest.raises(actions.Refused, match="nothing to put right"):
        actions.publish(make_ready_contract(), by=make_user(), reason="Why.", change=CORRECTED)


def test_lines_are_published_changed_or_taken_away(client):
    contract = make_ready_contract()
    publish(contract)
    retitle(contract, "A better title")
    publish(contract, "A better title.")
    actions.withdraw(contract, by=make_user(), reason="The report was retracted.")
    publish(contract, "It was put right.")

    said = [
        re.search(r"lines? (published|changed|taken away)", one)[1]
        for one in entries(client, contract)
    ]

    assert said == ["published", "taken away", "changed", "published"]


def test_what_an_import_did_is_not_said_to_be_an_editors(client, tmp_path):
    importing = Importing(tmp_path)
    importing([awarded(1, suppliers=[ACME])])
    contract = actions.track(Contract.objects.get(), by=make_user())
    publish(contract)

    importing([awarded(2, suppliers=[ACME], award={"value": {"amount": 7, "currency": "GBP"}})])

    assert re.match(
        r"2 Register changed .+ Register import An official notice", entries(client, contract)[0]
    )
    assert Revision.objects.latest_of(contract).holds()

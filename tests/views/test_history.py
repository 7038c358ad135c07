"""The history of a contract: what was done, in which role, when and why."""

import re

import pytest
from django.contrib.auth.models import Group

from procurement import actions
from procurement.models import Contract, Revision
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

"""What buyer and publisher call a procurement and its notices by is shown, found and put back."""

import json

import pytest

from procurement import actions
from procurement.models import PublicContract

from .samples import release

pytestmark = pytest.mark.django_db
MADE_UP = ("ocds-test-1", "7", "2d2d24a2-df84-449e-8695-fb66ef504a5a")


def found(client, text):
    answer = client.get("/contracts.jsonl", {"q": text})
    return len(b"".join(answer.streaming_content).splitlines())


def page_of(client):
    return client.get(f"/contracts/{PublicContract.objects.get().public_id}/", follow=True).text


def tender_of(client, contract):
    answer = client.get(f"/contracts/{contract.public_id}.ocds.json")
    package = json.loads(b"".join(answer) if answer.streaming else answer.content)
    return package["releases"][0]["tender"]


def test_reference_is_shown_found_and_put_back(client, importing):
    importing([release(tender={"id": "SBC/CPS/1633", "title": "Roads"})])
    contract = PublicContract.objects.get()

    assert "Reference <code>SBC/CPS/1633</code>" in page_of(client)
    assert found(client, "SBC/CPS/1633") == 1
    assert found(client, "SBC/CPS/1634") == 0
    assert tender_of(client, contract)["id"] == "SBC/CPS/1633"


def test_number_of_any_notice_finds_its_contract(client, importing):
    importing([release(1), release(2)])

    assert [found(client, f"{number:06}-2025") for number in (1, 2, 3)] == [1, 1, 0]
    actions.rewrite([PublicContract.objects.get().pk])
    assert [found(client, f"{number:06}-2025") for number in (1, 2, 3)] == [1, 1, 0]


@pytest.mark.parametrize("made_up", MADE_UP)
def test_what_a_program_made_up_is_no_reference(client, importing, made_up):
    importing([release(tender={"id": made_up, "title": "Roads"})])
    contract = PublicContract.objects.get()

    assert "Reference <code>" not in page_of(client)
    assert tender_of(client, contract)["id"] == "ocds-test-1"


def test_reference_of_a_contract_is_the_newest(client, importing):
    importing([release(1, tender={"id": "Old/1"}), release(2, tender={"id": "New/2"})])

    page = page_of(client)
    assert "Reference <code>New/2</code>" in page
    assert "Reference <code>Old/1</code>" not in page

"""A contract of which a body was emptied: its addresses say that it is gone, whatever caches have kept."""

import pytest

from procurement.models import Contract, RevisionBody
from tests.factories import make_ready_contract, publish

pytestmark = pytest.mark.django_db
PAGES = ("/contracts/1-records-system-for-northmarch/", "/contracts/1.json")


@pytest.fixture
def contract():
    """Give a contract of two revisions, of which the newest has the title of the first."""
    contract = make_ready_contract()
    publish(contract)
    Contract.objects.filter(pk=contract.pk).update(purpose="a bridge", version=9)
    publish(Contract.objects.get(pk=contract.pk), "It has a purpose.")
    return contract


def empty(**which):
    RevisionBody.objects.filter(**which).update(text="", salts="")


@pytest.mark.parametrize("address", [*PAGES, "/contracts/1/history/2/"])
def test_no_cache_is_told_that_what_it_kept_is_so_still(client, contract, address):
    kept = {"If-None-Match": client.get(address)["ETag"]}
    assert client.get(address, headers=kept).status_code == 304

    empty(revision__number=2)

    assert client.get(address, headers=kept).status_code == 410


def test_a_past_revision_is_not_kept_either(client, contract):
    past = "/contracts/1/history/1/"
    kept = {"If-None-Match": client.get(past)["ETag"]}

    empty(revision__number=1)

    assert client.get(past, headers=kept).status_code == 410
    assert client.get(PAGES[0]).status_code == 200


def test_all_addresses_of_its_newest_say_the_same(client, contract):
    empty(revision__number=2)

    assert {client.get(one).status_code for one in (*PAGES, "/interventions/1/")} == {410}
    assert client.get(PAGES[1]).json()["reason"] == "It has a purpose."


def test_its_history_lists_what_can_still_be_read(client, contract):
    empty(revision__number=2)

    page = client.get("/contracts/1/history/").content.decode()

    assert 'id="revision-1"' in page
    assert client.get("/contracts/1/history/1/").status_code == 200

    empty()

    assert client.get("/contracts/1/history/").status_code == 410

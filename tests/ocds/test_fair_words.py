"""What pages say of those whom notices name, and in which words they leave out what says nothing."""

import pytest

from procurement import wording
from procurement.models import PublicContract

from .samples import awarded, release

pytestmark = pytest.mark.django_db
REMOVED = {"id": "2", "name": "Larch College", "roles": ["removedSupplier"]}


def page_of(client):
    return client.get(f"/contracts/{PublicContract.objects.get().public_id}/", follow=True).text


def found(client, text):
    answer = client.get("/contracts.jsonl", {"q": text})
    return len(b"".join(answer.streaming_content).splitlines())


@pytest.mark.parametrize("details", [{}, {"details": {"scale": "large"}}])
def test_who_was_taken_off_a_list_is_no_vendor_and_is_found(client, importing, details):
    importing([release(parties=[REMOVED | details])])

    page = page_of(client)
    assert "Removed from the list of vendors" in page
    assert ">Vendors</h" not in page
    assert "Size and kind" not in page
    assert [found(client, text) for text in ("Larch", "Larch College", "Oak")] == [1, 1, 0]


@pytest.mark.parametrize(("status", "is_known"), [(None, False), ("active", True)])
def test_stage_not_on_record_is_not_said_to_be_of_the_official_one(
    client, importing, status, is_known
):
    importing([release(tag=["x"], tender={"title": "Roads", "status": status})])

    page = page_of(client)
    assert ('<span class="stamp-known">' in page) is is_known
    assert ("Stage not on this record" in page) is not is_known


@pytest.mark.parametrize(
    "words", ["See description of related tender", "See description of related tender."]
)
def test_award_is_not_called_by_what_stands_in_the_place_of_a_title(client, importing, words):
    importing([awarded(award={"description": words, "value": {"amount": 5000, "currency": "GBP"}})])

    assert words not in page_of(client)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Ash Europe (AE) acting on behalf of", "Ash Europe (AE)"),
        ("Ash, acting for and on behalf of", "Ash"),
        ("Ash acting on behalf of Oak", "Ash acting on behalf of Oak"),
    ],
)
def test_name_that_is_broken_off_ends_where_it_names_somebody(name, said):
    assert wording.party_name(name, takes_the=False) == said


@pytest.mark.parametrize(
    ("code", "name"), [("GB", "United Kingdom"), ("ENG", "England"), ("FR", "FR")]
)
def test_country_is_named(client, importing, code, name):
    place = {"deliveryAddresses": [{"locality": "Ashdown", "country": code}], "id": "1"}
    importing([release(tender={"title": "Roads", "items": [place]})])

    assert f"Ashdown, {name}" in page_of(client)


def test_who_is_no_small_firm_is_still_what_it_is(client, importing):
    trust = {"id": "1", "name": "Oak Trust", "vco": True, "sme": False}
    importing([awarded(suppliers=[trust])])

    words = "Voluntary, community or social enterprise, not a small or medium-sized firm"
    assert words in page_of(client)

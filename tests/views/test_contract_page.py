"""The page of one contract, its twin, its history, and the page as it once stood."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template import engines

from procurement import actions, public
from procurement.management import founding_case
from procurement.models import Contract

pytestmark = pytest.mark.django_db
ADDRESS = "/contracts/1-new-data-platform-for-the-metropolitan-police/"
ADDRESSES = [
    ADDRESS,
    "/contracts/1/",
    "/contracts/1-another-slug/",
    "/contracts/1/history/",
    "/contracts/1/history/1/",
]


@pytest.fixture
def contract():
    return founding_case.load()


def text(response):
    """Give the words of a page with single spaces, its tags left out."""
    main = response.content.decode().split("<main", 1)[1].split("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def republish(contract, title, reason="A better title."):
    contract = Contract.objects.get(pk=contract.pk)
    contract.title = title
    contract.save()
    actions.publish(contract, by=founding_case._user(), reason=reason)


# What it says


def test_page_says_what_the_record_says(client, contract):
    response = client.get(ADDRESS)
    words = text(response)

    assert response.status_code == 200
    assert public.dossier(1)["headline"] in words
    assert "Proposed award — on hold" in words
    assert "since when is not stated · reported by one source" in words
    assert "£50m £50,000,000 proposed value; reported by one source" in words
    assert "No date of any intervention is stated." in words
    assert "Hold by the Mayor of London: the power it rests on is not stated." in words
    assert "1 revision, with every change" in words
    assert "“New data platform for the Metropolitan Police”, Public decisions" in words


def test_page_names_hold_and_title_in_its_tab(client, contract):
    page = client.get(ADDRESS).content.decode()

    assert re.findall(r"<title>(.*?)</title>", page) == [
        "On hold (reportedly): New data platform for the Metropolitan Police · Public decisions"
    ]


def test_power_is_said_to_be_missing_only_where_an_act_needs_one(client, contract):
    assert text(client.get(ADDRESS)).count("By which power not stated") == 1


def test_both_sides_stand_beside_each_other(client, contract):
    words = text(client.get(ADDRESS))
    against, favour = words.split(" For and against ")[1].split(" For Investigations ")

    assert "Civil liberties" in against
    assert "Ascribed to the Mayor of London by a spokesperson for the Mayor’s office" in against
    assert "What modern policing needs to deal with complex crime" in favour


def test_hedges_of_the_source_are_quoted(client, contract):
    words = text(client.get(ADDRESS))

    assert "In the source’s words: appears to have prioritised" in words
    assert "hedged with reportedly" in words


def test_dated_acts_are_drawn_on_a_line(client, contract):
    assert '<svg class="ribbon"' not in client.get(ADDRESS).content.decode()

    contract.interventions.filter(type="hold").update(
        happened_on="2026-05-01", happened_on_precision="month"
    )
    contract.interventions.filter(type="concern_raised").update(
        happened_on="2026-06-09", happened_on_precision="day"
    )
    republish(contract, contract.title, "Two dates.")
    page = client.get(ADDRESS).content.decode()

    assert "Dated acts from May 2026 to 9 June 2026; the list below has them all" in page
    assert "May 2026: Hold by the Mayor of London</title>" in page


# Notes


@pytest.mark.parametrize("address", [ADDRESS, "/contracts/1/history/1/"])
def test_every_note_leads_to_a_source_and_every_link_back_to_its_note(client, contract, address):
    page = client.get(address).content.decode()
    ids = re.findall(r'\bid="([^"]+)"', page)
    links = re.findall(r'href="#([^"]+)"', page)
    keys = {key for key in links if key.startswith("cite-")}

    assert sorted(ids) == sorted(set(ids))
    assert set(links) - set(ids) == set()
    assert len(keys) == sum(len(source["backs"]) for source in public.dossier(1)["sources"])
    assert keys == {one for one in ids if one.startswith("cite-")}


def test_a_claim_that_the_headline_does_not_follow_has_its_note_too(client, contract):
    claim = contract.claims.get(fact="value")
    citation = claim.citations.get()
    claim.pk, claim.public_id, claim.rank, claim.value_minor = None, None, "normal", 2_000_000_000
    claim._state.adding = True
    claim.save()
    citation.pk, citation.public_id, citation.claim = None, None, claim
    citation._state.adding = True
    citation.save()
    republish(contract, contract.title, "A second value.")

    response = client.get(ADDRESS)
    ids = re.findall(r'\bid="([^"]+)"', response.content.decode())

    assert "Accounts differ Value" in text(response)
    assert "proposed value; reported by one source; accounts differ" in text(response)
    assert "£20,000,000" in text(response)
    assert sorted(ids) == sorted(set(ids))
    assert [one for one in ids if one.startswith("cite-")] != []
    assert {f"cite-{back['key']}" for back in public.dossier(1)["sources"][0]["backs"]} <= set(ids)


# Addresses


@pytest.mark.parametrize("address", ["/contracts/1/", "/contracts/1-another-slug/"])
def test_every_slug_leads_to_the_right_one(client, contract, address):
    response = client.get(address)

    assert (response.status_code, response["Location"]) == (301, ADDRESS)


def test_json_is_the_dossier(client, contract):
    response = client.get("/contracts/1.json")

    assert response["Content-Type"] == "application/json"
    assert response.json() == public.dossier(1)


@pytest.mark.parametrize(
    "address",
    [
        "/contracts/2/",
        "/contracts/2-new/",
        "/contracts/0/",
        "/contracts/1234567890/",
        "/contracts/2/history/",
        "/contracts/2/history/1/",
        "/contracts/1/history/2/",
    ],
)
def test_an_address_that_never_was_is_not_found(client, contract, address):
    response = client.get(address)

    assert response.status_code == 404
    assert "There is no page here" in text(response)


def test_json_of_an_unknown_contract_is_not_found_in_json(client, contract):
    response = client.get("/contracts/2.json")

    assert (response.status_code, response.json()) == (404, {"error": "not found"})


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_address_of_a_withdrawn_contract_says_why(client, contract, address):
    actions.withdraw(contract, by=founding_case._user(), reason="The report was retracted.")

    response = client.get(address)

    assert response.status_code == 410
    assert "The report was retracted." in text(response)
    assert "ETag" not in response


def test_json_of_a_withdrawn_contract_says_why(client, contract):
    actions.withdraw(contract, by=founding_case._user(), reason="The report was retracted.")

    response = client.get("/contracts/1.json")

    assert response.status_code == 410
    assert (response.json()["error"], response.json()["reason"]) == (
        "gone",
        "The report was retracted.",
    )


# History


def test_history_tells_each_revision_and_what_changed(client, contract):
    republish(contract, "A data platform")

    words = text(client.get("/contracts/1/history/"))

    assert "Revision 2" in words
    assert "A better title." in words
    assert "Before New data platform for the Metropolitan Police After A data platform" in words
    assert founding_case.REASON in words
    assert all(revision.hash in words for revision in public.history(1))


def test_an_old_revision_stands_as_it_stood_and_says_so(client, contract):
    republish(contract, "A data platform")

    words = text(client.get("/contracts/1/history/1/"))

    assert "As it stood. This is revision 1" in words
    assert "New data platform for the Metropolitan Police" in words
    assert "A data platform" not in words


# Cost and caching


def test_a_repeat_visit_is_answered_before_a_page_is_made(
    client, contract, monkeypatch, django_assert_num_queries
):
    etag = client.get(ADDRESS)["ETag"]

    def refuse(*args, **kwargs):
        raise AssertionError("A template was loaded.")

    monkeypatch.setattr(engines["django"].engine, "get_template", refuse)
    # the hash of the newest revision
    with django_assert_num_queries(1):
        response = client.get(ADDRESS, headers={"If-None-Match": etag})

    assert (response.status_code, response.content) == (304, b"")


def test_a_publication_makes_a_new_etag(client, contract):
    etag = client.get("/contracts/1.json")["ETag"]
    republish(contract, "A data platform")

    response = client.get("/contracts/1.json", headers={"If-None-Match": etag})

    assert (response.status_code, response.json()["title"]) == (200, "A data platform")


@pytest.mark.parametrize(
    "address", [ADDRESS, "/contracts/1.json", "/contracts/1/history/", "/contracts/1/history/1/"]
)
def test_pages_may_be_kept_and_set_no_cookie(client, contract, address):
    response = client.get(address)

    assert response.status_code == 200
    assert response["Cache-Control"] == "public, max-age=0, s-maxage=30, must-revalidate"
    assert "Vary" not in response
    assert not response.cookies


@pytest.mark.parametrize("acts", [1, 50])
def test_page_costs_the_same_with_many_interventions(
    client, contract, acts, django_assert_num_queries
):
    act = contract.interventions.get(type="hold")
    actors = act.actors
    for _ in range(acts):
        citation = act.citations.first()
        act.pk, act.public_id = None, None
        act._state.adding = True
        act.save()
        act.set_actors(actors)
        citation.pk, citation.public_id, citation.intervention = None, None, act
        citation._state.adding = True
        citation.save()
    republish(contract, contract.title)

    # the hash of the newest revision; that revision with its body
    with django_assert_num_queries(2):
        response = client.get(ADDRESS)

    assert response.content.decode().count('id="act-') == 6 + acts


def test_page_is_light(client, contract):
    styles = [
        finders.find(f"procurement/css/{name}.css")
        for name in ("tokens", "base", "layout", "components")
    ]
    weight = sum(len(Path(style).read_bytes()) for style in styles)

    assert len(client.get(ADDRESS).content) + weight < 60_000

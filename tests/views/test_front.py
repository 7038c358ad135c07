"""The front page and the page about the record."""

import html
import re

import pytest
from django.core.management import call_command

from procurement.management import founding_case
from tests import factories as make

pytestmark = pytest.mark.django_db


def text(response):
    """Give the words of a page with single spaces, its tags left out."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def test_front_says_what_is_held_up_and_what_happened_last(client):
    founding_case.load()

    words = text(client.get("/"))

    assert "1 contract by 1 buyer. Not added up: £50,000,000 proposed (1 contract)." in words
    assert "1 held up or under review now , 6 interventions , 1 source." in words
    assert (
        "Proposed award — on hold (reportedly) since when is not stated · reported by one source"
        in words
    )
    assert "Metropolitan Police → vendor: Palantir · £50m (proposed value)" in words
    assert "Hold by the Mayor of London (reportedly)" in words


def test_front_says_what_will_be_there_while_nothing_is(client):
    words = text(client.get("/"))

    assert (
        "0 contracts by 0 buyers. 0 held up or under review now , 0 interventions , 0 sources."
        in words
    )
    assert "When one is, it will appear here first." in words
    assert "Nobody has yet stepped in on a contract on this record." in words


def test_front_has_one_search_box(client):
    page = client.get("/").content.decode()

    assert re.findall(r'<form [^>]*action="([^"]*)"', page) == ["/contracts/"]


def test_front_asks_questions_that_are_answered(client):
    make.publish(make.make_ready_contract(title="Held"))
    page = client.get("/").content.decode()
    [nav] = re.findall(r'<nav class="questions".*?</nav>', page, re.DOTALL)
    asked = [html.unescape(href) for href in re.findall(r'href="([^"]*)"', nav)]

    found = {address: client.get(address).context["listing"] for address in asked}

    assert [listing.problems for listing in found.values()] == [[]] * len(asked)
    assert found["/contracts/?hold=on_hold&sort=-days_on_hold"].count == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_front_costs_a_fixed_number_of_queries(client, django_assert_num_queries, rows):
    founding_case.load()
    for _ in range(rows):
        make.publish(make.make_ready_contract())
        make.make_register_contract()

    # data version; what stands; which questions find something; holdings; held: count, rows,
    # vendors; latest changes; latest notices: rows, vendors; acts: rows, actors, grounds,
    # vendors; counts of acts and sources
    with django_assert_num_queries(12):
        client.get("/")


def test_front_tells_what_editors_keep_from_what_the_register_says(client):
    kept = make.make_ready_contract(title="Kept")
    make.publish(kept)
    for number in range(4):
        make.make_register_contract(title=f"Register {number}", notices=number + 1)

    response = client.get("/")
    words = text(response)

    assert [row.title for row in response.context["latest"]] == ["Kept"]
    assert [row.title for row in response.context["noticed"]] == [
        f"Register {number}" for number in (3, 2, 1, 0)
    ]
    assert "5 contracts by 5 buyers; decided value £4,000,000 in 4 of them." in words
    assert "2 April 2025: Contract award notice (UK6)" in words


@pytest.mark.parametrize("address", ["/", "/about/"])
def test_pages_may_be_kept_and_set_no_cookie(client, address):
    response = client.get(address)
    again = client.get(address, headers={"If-None-Match": response["ETag"]})

    assert (response.status_code, again.status_code) == (200, 304)
    assert (
        response["Cache-Control"]
        == again["Cache-Control"]
        == "public, max-age=0, s-maxage=30, must-revalidate"
    )
    assert "Vary" not in response
    assert not response.cookies


def test_about_says_what_the_levels_mean(client):
    words = text(client.get("/about/"))

    assert "Reported A report says so; the speaker, if named, was not heard directly." in words


def asked(client):
    """Give {address: how many contracts it finds} of the searches that the front page offers."""
    page = client.get("/").content.decode()
    navs = re.findall(r'<nav class="questions".*?</nav>', page, re.DOTALL)
    found = [html.unescape(href) for nav in navs for href in re.findall(r'href="([^"]*)"', nav)]
    return {address: client.get(address).context["listing"].count for address in found}


STATES = {"nothing": 0, "founding": 2, "invented": 5, "real": 3, "founding, real": 5, "after": 3}


@pytest.mark.parametrize(("state", "least"), STATES.items())
def test_every_question_finds_something_in_every_state_of_the_record(client, state, least):
    if state in ("founding", "founding, real", "after"):
        founding_case.load()
    if state == "invented":
        call_command("load_demo", verbosity=0)
    if state in ("real", "founding, real", "after"):
        make.make_register_contract(value_minor=20_000_000_00, cpv="72000000")
        make.make_register_contract(stage="cancelled")
    if state == "after":
        call_command("clear_demo", verbosity=0)

    found = asked(client)

    assert least <= len(found) <= 5
    assert [address for address, number in found.items() if not number] == []


def test_what_invented_acts_alone_answer_is_asked_no_more_beside_what_is_real(client):
    contract = make.make_ready_contract(**make.INVENTED)
    make.make_citation(ground=make.make_ground_link(contract.interventions.get(), "public_trust"))
    contract.refresh_from_db()
    make.publish(contract)
    assert "/contracts/?ground=public_trust" in asked(client)

    make.make_register_contract()

    assert asked(client) == {}

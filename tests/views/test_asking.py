"""What people type into a search, and what they are told."""

import html
import re

import pytest
from django.core.management import call_command

from procurement import actions
from procurement.models import PublicContract
from tests import factories as make

pytestmark = [pytest.mark.once, pytest.mark.django_db]


def chips(response):
    return [(str(one["label"]), one["text"]) for one in response.context["listing"].chips]


def titles(response):
    return {row.title for row in response.context["page"].object_list}


def words(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html.unescape(response.content.decode())))


def bearer(value="09900791", **fields):
    vendor = make.make_vendor(**fields)
    make.make_identifier(vendor=vendor, scheme="GB-COH", value=value)
    make.publish(make.make_ready_contract(title=f"Of {vendor.name}", vendors=[vendor]))
    return vendor


@pytest.mark.parametrize("name", ["year", "cpv", "stage", "hold"])
@pytest.mark.parametrize("address", ["/contracts/", "/contracts.csv"])
def test_nothing_can_be_given_more_often_than_it_makes_sense(client, name, address):
    values = {"year": "2{:03}", "cpv": "72{:06}", "stage": "a{}", "hold": "a{}"}[name]

    response = client.get(address, {name: [values.format(number) for number in range(51)]})

    assert response.status_code == 400
    assert "It is given 51 times. Accepted: at most 50." in response.content.decode()


@pytest.mark.parametrize(
    "typed", ["09900791", "GB-COH-09900791", "gb-coh-09900791", "GB-COH-9900791"]
)
def test_an_official_number_is_its_bearer(client, typed):
    bearer(name="Fenwick")
    make.publish(make.make_ready_contract(title="Other"))

    response = client.get("/contracts/", {"vendor": typed})

    assert titles(response) == {"Of Fenwick"}
    assert chips(response) == [("Vendor", "Fenwick")]


def test_an_official_number_may_look_like_one_of_this_site(client):
    bearer("99000000", name="Fenwick")

    response = client.get("/contracts/?vendor=99000000")

    assert (response.status_code, titles(response)) == (200, {"Of Fenwick"})
    assert "There is no vendor number 990000 on" in words(client.get("/contracts/?vendor=990000"))


@pytest.mark.parametrize("typed", ["GB-COH-01234567", "01234567"])
def test_a_number_that_nobody_bears_is_said_to_be(client, typed):
    bearer()

    response = client.get("/contracts/", {"vendor": typed})

    assert f"No vendor on this record has the identifier {typed}." in words(response)


def test_a_misspelt_name_is_answered_with_whom_it_may_mean(client):
    bearer(name="Palantir")

    response = client.get("/contracts/?vendor=palentir&stage=award")
    [problem] = response.context["listing"].problems

    assert response.status_code == 400
    assert [(one["answer"].label, one["query"]) for one in problem["answers"]] == [
        ("Palantir", "stage=award&vendor=1")
    ]
    assert (
        "It may be 1 (Palantir)." in client.get("/contracts.csv?vendor=palentir").content.decode()
    )


def test_a_whole_name_is_its_own_among_many_that_begin_so(client):
    bearer(name="Serco")
    for number in range(12):
        vendor = make.make_vendor(name=f"Serco Leisure {number}")
        for _ in range(2):
            make.make_register_contract(vendors=[vendor])

    response = client.get("/contracts/?vendor=serco")

    assert (response.status_code, response.url) == (302, "/contracts/?vendor=1")


def test_who_is_hidden_is_nobodys_candidate(client):
    for name in ("Metropolitan Transport", "Metropolitan Libraries"):
        buyer = make.make_buyer(name=name)
        make.publish(make.make_ready_contract(buyer=buyer, **make.INVENTED))
    assert "Which buyer is “metropolitan”?" in words(client.get("/contracts/?buyer=metropolitan"))

    make.publish(make.make_ready_contract(buyer=make.make_buyer(name="Metropolitan Real")))
    response = client.get("/contracts/?buyer=metropolitan")

    assert response.status_code == 302
    assert client.get("/contracts/?q=transprt").context["listing"].nearest["respelt"] is None
    assert client.get("/contracts/?q=transprt&sample=1").context["listing"].nearest["respelt"]


def councils(number, kind="buyer"):
    for place in range(number):
        party = getattr(make, f"make_{kind}")(name=f"Council {place:02}")
        parties = {"buyer": party} if kind == "buyer" else {"vendors": [party]}
        make.make_register_contract(**parties)


@pytest.mark.parametrize("path", ["/contracts/", "/interventions/"])
@pytest.mark.parametrize("kind", ["buyer", "vendor"])
@pytest.mark.parametrize("number", [2, 10, 11, 34])
def test_a_name_that_fits_several_is_asked_about(client, path, kind, number):
    councils(number, kind)

    response = client.get(path, {kind: "counc", "outcome": "upheld"})
    page = response.content.decode()
    [question] = re.findall(r'<section class="question".*?</section>', page, re.DOTALL)
    links = [html.unescape(one) for one in re.findall(r'href="([^"]+)"', question)]

    assert response.status_code == 200
    assert f"Which {kind} is “counc”?" in question
    assert "error-summary" not in page and "field-error" not in page
    assert "<title>Question: " in page
    assert {f"{kind}=1", "outcome=upheld"} == set(links[0].removeprefix(f"{path}?").split("&"))
    assert len(links) == min(number, 10) + (number > 10)
    assert all(client.get(one).status_code == 200 for one in links)
    assert all("outcome=upheld" in one for one in links[:10])
    if number > 10:
        every = client.get(links[-1]).context["listing"]
        assert every.count == number
        assert question.count(f"{number} {kind}s") == 2
    # The box keeps what was typed.
    assert f'name="{kind}" type="text" value="counc"' in page


@pytest.mark.parametrize("path", ["/contracts/", "/interventions/"])
def test_who_stepped_in_is_asked_about_too(client, path):
    for place in range(11):
        committee = make.make_stakeholder(name=f"Committee {place:02}")
        make.publish(make.make_ready_contract(stakeholder=committee))

    [question] = client.get(f"{path}?stakeholder=comm").context["listing"].questions

    assert (question["doubt"].count, len(question["answers"])) == (11, 10)
    assert client.get(question["doubt"].every).context["listing"].count == 11


@pytest.mark.parametrize("ending", ["csv", "json", "atom"])
def test_a_file_names_whom_a_name_may_mean(client, ending):
    councils(12)

    response = client.get(f"/contracts.{ending}?buyer=council")
    told = response.content.decode()

    assert response.status_code == 400
    assert "“council” fits the names of 12 buyers." in told
    assert "1 (Council 00), 2 (Council 01)" in told
    assert "or one of the 2 more at /buyers/?q=council%2A." in told
    if ending == "json":
        [problem] = response.json()["problems"]
        assert problem["candidates"][1] == {"value": "2", "name": "Council 01"}
        assert len(problem["candidates"]) == 10


def test_other_parties_that_are_asked_for_stay_beside_a_question(client):
    councils(3)

    page = client.get("/contracts/?buyer=council&buyer=2").content.decode()

    assert '?buyer=1&amp;buyer=2"' in page
    assert 'name="buyer" value="2" checked' in page
    assert 'name="buyer" value="council"' not in page


def test_two_that_bear_one_name_are_with_applying_by_their_numbers(client):
    for name in ("Council", "Council", "Council of Elders"):
        make.make_register_contract(buyer=make.make_buyer(name=name))

    [question] = client.get("/contracts/?buyer=council").context["listing"].questions

    asides = [(one["answer"].label, one["answer"].aside) for one in question["answers"]]
    assert asides == [
        ("Council", "1 contract; number 1"),
        ("Council", "1 contract; number 2"),
        ("Council of Elders", "1 contract"),
    ]


def test_a_question_beside_a_mistake_is_still_asked(client):
    councils(3)

    response = client.get("/contracts/?buyer=council&stage=nowhere")
    page = response.content.decode()

    assert response.status_code == 400
    assert page.count('class="error-summary"') == page.count('class="question"') == 1
    assert "<title>Error: " in page


def test_a_question_leaves_out_samples_as_the_list_does(client):
    call_command("load_demo", verbosity=0)

    response = client.get("/contracts/?buyer=council&sample=1")
    [question] = response.context["listing"].questions

    assert question["doubt"].count > 10
    assert "sample=1" in question["doubt"].every
    make.publish(make.make_ready_contract())
    every = client.get(question["doubt"].every).context["listing"]
    assert every.count == question["doubt"].count + 1  # the one that was published


DATES = ("date_from", "date_to")


@pytest.mark.parametrize("path", ["/contracts/", "/interventions/"])
@pytest.mark.parametrize("name", DATES)
@pytest.mark.parametrize("typed", ["3/4/2025", "03.04.2025", "03-04-2025"])
def test_a_date_of_two_readings_is_asked_about(client, path, name, typed):
    make.publish(make.make_ready_contract())

    response = client.get(path, {name: typed, "type": ["hold", "objection"], "utm_source": "x"})
    page = response.content.decode()
    [question] = re.findall(r'<section class="question".*?</section>', page, re.DOTALL)
    links = re.findall(r'href="([^"]+)"><bdi>([^<]+)', question)

    assert response.status_code == 200
    assert f"Which day is “{typed}”?" in question
    assert [label for _, label in links] == ["3 April 2025", "4 March 2025"]
    for (link, _), day in zip(links, ("2025-04-03", "2025-03-04"), strict=True):
        found = client.get(html.unescape(link)).context["listing"].given
        assert found == {name: [day], "type": ["hold", "objection"]}
    assert "error-summary" not in page and "aria-invalid" not in page


def test_two_dates_of_two_readings_are_two_questions(client):
    response = client.get("/contracts/?date_from=03/04/2025&date_to=05/06/2025")

    first, last = response.context["listing"].questions
    assert first["answers"][0]["query"] == "date_from=2025-04-03&date_to=05%2F06%2F2025"
    assert last["answers"][1]["query"] == "date_from=03%2F04%2F2025&date_to=2025-05-06"


@pytest.mark.parametrize("typed", ["31/12/2024", "31.12.2024", "12/31/2024"])
@pytest.mark.parametrize("path", ["/contracts/", "/contracts.json", "/interventions.csv"])
def test_a_date_of_one_reading_is_understood(client, path, typed):
    make.publish(make.make_ready_contract())

    response = client.get(path, {"date_from": typed})

    assert response.status_code == 200
    response.close()


@pytest.mark.parametrize("ending", ["csv", "json", "atom"])
def test_a_file_names_both_readings_of_a_date(client, ending):
    response = client.get(f"/contracts.{ending}?date_to=03/04/2025")

    assert response.status_code == 400
    both = "may be 3 April 2025 or 4 March 2025. Write 2025-04-03 or 2025-03-04."
    assert f"“03/04/2025” {both}" in response.content.decode()


def test_a_currency_that_compares_nothing_is_not_said_to_be_on(client):
    make.publish(make.make_ready_contract())

    alone = client.get("/contracts/?currency=EUR")
    comparing = client.get("/contracts/?currency=EUR&value_max=5")

    assert (chips(alone), alone.context["listing"].is_filtered) == ([], False)
    assert ("Currency", "EUR") in chips(comparing)
    assert ("Currency", "EUR") in chips(client.get("/contracts/?currency=EUR&sort=-value"))


def test_what_finds_nothing_yet_can_be_followed_and_cited(client):
    make.publish(make.make_ready_contract())

    page = client.get("/contracts/?type=legal_challenge").content.decode()

    assert 'href="/contracts.atom?type=legal_challenge"' in page
    assert re.search(r"0\s+found on", page)


def test_the_file_of_awards_is_offered(client):
    make.publish(make.make_ready_contract())
    page = client.get("/contracts/?stage=award").content.decode()

    assert 'href="/contracts.csv?stage=award&amp;shape=awards"' in page
    assert 'href="/contracts.csv?shape=awards"' in client.get("/contracts/").content.decode()


def test_the_invented_are_left_out_where_that_is_asked(client):
    call_command("load_demo", verbosity=0)

    assert client.get("/contracts/?sample=0").context["listing"].count == 1
    assert client.get("/contracts/").context["listing"].count > 300
    assert "with invented records" in words(client.get("/contracts/?sample=1"))


def test_years_say_how_many_there_are(client):
    make.make_register_contract()

    assert ">2025 (1)</option>" in client.get("/contracts/").content.decode()


def test_the_title_of_a_search_says_what_it_is(client):
    make.publish(make.make_ready_contract())
    page = client.get("/contracts/?stage=award&q=records").content.decode()

    assert re.findall(r"<title>(.*?)</title>", page) == [
        "records, Awarded · Contracts · Public decisions"
    ]
    assert "<summary>Filters (1 on)</summary>" in page


def test_amounts_that_are_claimed_are_found(client):
    contract = make.make_ready_contract(title="Claimed")
    claim = make.make_claim(contract, value_minor=70_000_000_00, ready=True)
    make.make_citation(claim=claim)
    contract.refresh_from_db()
    make.publish(contract)

    for typed in ("£70m", "£70,000,000"):
        assert titles(client.get("/contracts/", {"q": typed})) == {"Claimed"}


def test_a_vendor_that_goes_by_another_name_is_found_by_it_first(client):
    vendor = make.make_vendor(name="Earlier")
    make.publish(make.make_ready_contract(vendors=[vendor]))
    make.make_register_contract(title="Of the register", vendors=[vendor])
    vendor.refresh_from_db()
    vendor.name = "Later"
    vendor.save()

    actions.publish_shared(vendor, by=make.make_user(), reason="It was renamed.")

    copy = PublicContract.objects.get(title="Of the register")
    assert "later" in copy.party_words.split()
    assert "earlier" not in copy.party_words.split()
    assert "Later" in copy.headline
    assert "Earlier" not in copy.headline


@pytest.mark.parametrize("typed", ["London", "greater london", "TLI", "uki", " The London "])
@pytest.mark.parametrize("address", ["/contracts/", "/contracts.csv"])
def test_a_place_is_understood_by_its_name(client, address, typed):
    response = client.get(address, {"place": typed, "bids": "1"})

    assert (response.status_code, response.url) == (301, f"{address}?bids=1&place=UKI")


def test_a_place_that_may_be_several_is_answered_with_which(client):
    response = client.get("/contracts/?place=north&bids=1")
    [problem] = response.context["listing"].problems
    refused = client.get("/contracts.json?place=north").json()

    assert response.status_code == 400
    assert [(one["answer"].label, one["query"]) for one in problem["answers"]] == [
        ("North East", "bids=1&place=UKC"),
        ("North West", "bids=1&place=UKD"),
        ("Northern Ireland", "bids=1&place=UKN"),
    ]
    assert [one["value"] for one in refused["problems"][0]["candidates"]] == ["UKC", "UKD", "UKN"]


@pytest.mark.parametrize("typed", ["Paris", "UKI4", "UKZ", "GB-LND", "1", "-", "l" * 300])
def test_what_is_no_place_is_refused_with_those_that_are(client, typed):
    response = client.get("/contracts.csv", {"place": typed})

    assert response.status_code == 400
    assert "Accepted: UKC (North East), UKD (North West)" in response.content.decode()


def test_what_notices_state_is_asked_for_in_words(client):
    query = "bids=1&bids=2-5&place=UKI&framework=call_off&rationale=urgency"

    response = client.get(f"/contracts/?{query}")

    assert chips(response) == [
        ("Bids received", "One bid"),
        ("Bids received", "2-5"),
        ("Place", "London"),
        ("Framework", "Call-off"),
        ("Reason for a direct award", "Extreme urgency"),
    ]
    for value in ("bids=1", "bids=2-5", "place=UKI", "framework=call_off", "rationale=urgency"):
        name, _, code = value.partition("=")
        assert f'name="{name}" value="{code}" checked' in response.content.decode()


@pytest.mark.parametrize("name", ["bids", "cpv"])
def test_what_is_refused_is_no_choice(client, name):
    response = client.get(f"/contracts/?{name}=x")

    assert response.status_code == 400
    assert 'value="x" checked' not in response.content.decode()

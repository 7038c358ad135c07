"""Feeds of any search: valid Atom that says in a sentence what happened."""

import datetime
from xml.etree import ElementTree

import pytest

from procurement import actions, public
from procurement.management import founding_case
from procurement.models import Contract, PublicIntervention
from tests import factories as make
from tests.filters import world

pytestmark = pytest.mark.django_db

FEEDS = ["contracts", "interventions"]
ATOM = "{http://www.w3.org/2005/Atom}"


def read(response):
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)  # noqa: S314 -- our own


def texts(found, name):
    return [one.text for one in found.findall(f"{ATOM}{name}")]


def link(found, rel):
    [address] = [one.get("href") for one in found.findall(f"{ATOM}link") if one.get("rel") == rel]
    return address


def entries(client, address):
    return read(client.get(address)).findall(f"{ATOM}entry")


def publish(number, on=None, **fields):
    contract = make.make_ready_contract(**fields)
    if on:
        contract.interventions.update(happened_on=on, happened_on_precision="day")
        contract.refresh_from_db()
    make.publish(contract, at=datetime.datetime(2026, 6, number, 9, tzinfo=datetime.UTC))


def test_a_feed_says_what_happened(client):
    publish(1, datetime.date(2026, 5, 21), title="Records & “more” <b>")

    [contract] = entries(client, "/contracts.atom")
    [act] = entries(client, "/interventions.atom")

    [summary] = texts(contract, "summary")
    sentence = PublicIntervention.objects.get().sentence
    headline = public.contract_row(1).headline
    assert summary == f"21 May 2026: {sentence} {headline}"
    assert texts(act, "summary") == [f"21 May 2026: {sentence}"]
    assert texts(contract, "title") == ["Records & “more” <b> · Northmarch Council"]
    by = "Hold by the Northmarch Scrutiny Committee (reportedly)"
    assert texts(act, "title") == [f"{by}: Records & “more” <b>"]
    for entry, kind in ((contract, "contracts"), (act, "interventions")):
        address = f"http://testserver/{kind}/1/"
        assert texts(entry, "id") == [address] == [link(entry, "alternate")]
        assert texts(entry, "updated") == ["2026-06-01T09:00:00+00:00"]
    assert texts(contract, "published") == ["2026-06-01T09:00:00+00:00"]


def test_each_title_says_what_by_whom_and_on_which_contract(client):
    for first, kind in ((True, "hold"), (False, "objection")):
        contract = make.make_ready_contract(title=f"Records {first}")
        contract.interventions.update(type=kind)
        contract.refresh_from_db()
        make.publish(contract)
    committee = "by the Northmarch Scrutiny Committee (reportedly)"

    found = {texts(one, "title")[0] for one in entries(client, "/interventions.atom")}

    assert found == {f"Hold {committee}: Records True", f"Objection {committee}: Records False"}


@pytest.mark.parametrize("name", FEEDS)
def test_no_two_entries_of_a_feed_have_one_title(client, name):
    world.write(80)

    titles = [texts(one, "title")[0] for one in entries(client, f"/{name}.atom?sample=1")]

    assert len(titles) > 40
    assert len(set(titles)) == len(titles)
    assert all(title.strip() == title for title in titles)


def test_a_feed_is_named_for_its_search(client):
    publish(1)

    for query, title in (
        ("", "Contracts · Public decisions"),
        ("hold=on_hold&q=northmarch", "Contracts: search “northmarch”, hold “On hold” · Public decisions"),
        ("buyer=1&sort=-value", "Contracts: buyer “Northmarch Council” · Public decisions"),
    ):  # fmt: skip
        feed = read(client.get(f"/contracts.atom?{query}"))
        assert texts(feed, "title") == [title]


def test_a_feed_has_one_address_whatever_the_order_of_its_query(client):
    publish(1)

    queries = ("q=northmarch&hold=on_hold", "hold=on_hold&q=northmarch")
    feeds = [read(client.get(f"/contracts.atom?{query}")) for query in queries]

    for feed in feeds:
        same = "http://testserver/contracts.atom?q=northmarch&hold=on_hold"
        assert texts(feed, "id") == [same] == [link(feed, "self")]
        assert link(feed, "alternate") == "http://testserver/contracts/?q=northmarch&hold=on_hold"
        assert texts(feed, "updated") == ["2026-06-01T09:00:00+00:00"]


def test_what_happened_last_comes_first(client):
    for number, day in ((1, 3), (2, 9), (3, 6)):
        publish(number, datetime.date(2026, 5, day))

    for name in FEEDS:
        found = entries(client, f"/{name}.atom?sort={'value' if name == 'contracts' else 'date'}")
        assert [texts(one, "id")[0].split("/")[4] for one in found] == ["2", "3", "1"]


def test_a_feed_has_the_newest_fifty(client, monkeypatch):
    monkeypatch.setattr("procurement.feeds.MOST", 2)
    monkeypatch.setattr("procurement.feeds.MOST_KEPT", 1)
    for number in (1, 2, 3):
        publish(number, datetime.date(2026, 5, number))

    for name in FEEDS:
        found = entries(client, f"/{name}.atom")
        assert [texts(one, "id")[0].split("/")[4] for one in found] == ["3", "2"]


def test_what_editors_publish_is_in_the_feed_whenever_it_happened(client, monkeypatch):
    monkeypatch.setattr("procurement.feeds.MOST", 1)
    monkeypatch.setattr("procurement.feeds.MOST_KEPT", 1)
    for number, day in ((1, 3), (2, 2), (3, 1)):
        publish(number, datetime.date(2026, 5, day))

    found = entries(client, "/contracts.atom")

    assert [texts(one, "id")[0].split("/")[4] for one in found] == ["1", "3"]


@pytest.mark.parametrize("name", FEEDS)
def test_an_empty_feed_is_valid(client, name):
    feed = read(client.get(f"/{name}.atom?q=zebra"))

    assert feed.findall(f"{ATOM}entry") == []
    assert texts(feed, "updated")[0].endswith("T00:00:00+00:00")
    assert texts(feed.find(f"{ATOM}author"), "name") == ["Public decisions"]


@pytest.mark.parametrize("name", FEEDS)
def test_a_demonstration_is_marked(client, name):
    founding_case.load()

    found = entries(client, f"/{name}.atom")

    assert found
    for one in found:
        assert texts(one, "title")[0].endswith(" (demonstration record)")
        assert one.find(f"{ATOM}category").get("term") == "demonstration"


def test_dates_are_no_more_exact_than_they_are_known(client):
    contract = make.make_ready_contract()
    contract.interventions.update(
        happened_on=datetime.date(2026, 5, 1), happened_on_precision="month"
    )
    make.publish(contract)
    make.publish(make.make_ready_contract())

    starts = {texts(one, "summary")[0].split(":")[0] for one in entries(client, "/contracts.atom")}

    assert starts == {"May 2026", "Date not stated"}


def test_a_feed_says_what_was_corrected(client):
    contract = make.make_ready_contract()
    make.publish(contract)
    Contract.objects.filter(pk=contract.pk).update(title="Records for Eastmarch")
    at = datetime.datetime(2026, 6, 2, 23, 30, tzinfo=datetime.UTC)
    said = actions.Change("corrected", "It is for Northmarch.", "It is for Eastmarch.")
    actions.publish(contract, by=make.make_user(), reason="A mistake.", change=said, at=at)

    [entry] = entries(client, "/contracts.atom")

    [summary] = texts(entry, "summary")
    assert summary.endswith(
        " Corrected on 3 June 2026. It said: It is for Northmarch. Right is: It is for Eastmarch."
    )


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("name", "number"), [("contracts", 6), ("interventions", 5)])
def test_feed_queries(client, django_assert_num_queries, name, number, rows):
    for one in range(1, rows + 1):
        publish(one)

    # Version of the data, whether a real contract is public, the rows with their vendors; of
    # contracts, before them those with the newest event and those changed last, and after
    # them what was corrected; of interventions who acted, and their grounds.
    with django_assert_num_queries(number):
        found = entries(client, f"/{name}.atom")

    assert len(found) == rows


@pytest.mark.parametrize("name", FEEDS)
def test_a_feed_refuses_in_words(client, name):
    response = client.get(f"/{name}.atom?pagee=1&page=2")

    assert response.status_code == 400
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response.content.decode().startswith("page: A file holds every page: leave it out.\n")
    assert response.content.decode().count("pagee: There is no such parameter.") == 1


@pytest.mark.parametrize("name", FEEDS)
def test_a_feed_is_kept_until_the_record_changes(client, name):
    publish(1)
    response = client.get(f"/{name}.atom")
    kept = {"If-None-Match": response["ETag"]}

    assert client.get(f"/{name}.atom", headers=kept).status_code == 304
    publish(2)
    assert client.get(f"/{name}.atom", headers=kept).status_code == 200


@pytest.mark.parametrize("name", FEEDS)
def test_a_search_that_xml_cannot_say_is_said_without(client, name):
    feed = read(client.get(f"/{name}.atom?q=a%EF%BF%BFb%01%E2%80%AEc%3C"))

    assert texts(feed, "title") == [f"{name.capitalize()}: search “abc<” · Public decisions"]


def test_the_page_leads_to_its_feed(client):
    publish(1)

    page = client.get("/contracts/?q=northmarch").content.decode()

    assert page.count('href="/contracts.atom?q=northmarch"') == 2

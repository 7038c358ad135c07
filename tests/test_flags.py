"""Two flags: demonstration may be deleted and is in no total; invented is marked, and steps back.

The founding case is the first and not the second. Here beside the others in every mix.
"""

import json
import re

import pytest
from django.core.management import call_command

from procurement import actions, public
from procurement.management import founding_case
from procurement.models import (
    Buyer,
    Contract,
    PublicContract,
    PublicParty,
    Tombstone,
)
from tests import factories as make
from tests.ocds.samples import Importing, awarded, party

pytestmark = [pytest.mark.once, pytest.mark.django_db]
M = 1_000_000_00
POLICE = "Metropolitan Police"
NOTE = "A demonstration record: made from one news report, as it was supplied"
BAND = "Invented. None of this is so"


def words(response):
    """Give the words of a page with single spaces, its tags left out."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def make_invented(**fields):
    """Give a contract of invented notices whose parties nothing real names."""
    parties = {"buyer": make.make_buyer(name="Made-up Council", demonstration=True)}
    parties["vendors"] = [make.make_vendor(name="Made-up Systems", demonstration=True)]
    return make.make_register_contract(
        **parties
        | {"title": "Made-up roads", "description": "Resurfacing."}
        | fields
        | make.INVENTED
    )


def police_notice():
    """Give a notice of a real contract whose buyer bears the name of one of the founding case."""
    buyer = party(POLICE, "GB-PPON-PABC-1234-ABCD")
    fields = {"buyer": {"id": buyer["id"], "name": buyer["name"]}, "parties": [buyer]}
    return awarded(1, "ocds-test-1", [party("Acme Roads")], **fields)


STATES = {
    "founding": [],
    "founding, invented": ["invented"],
    "founding, real": ["real"],
    "founding, invented, real": ["invented", "real"],
    "real of the same name": ["invented", "police"],
}


@pytest.fixture(params=STATES)
def state(request, tmp_path):
    """Write the founding case and what is beside it; give the names of what is."""
    founding_case.load()
    beside = STATES[request.param]
    if "invented" in beside:
        make_invented()
    if "real" in beside:
        make.make_register_contract(title="Real roads")
    if "police" in beside:
        Importing(tmp_path)(police_notice())
    return set(beside)


def has_real(state):
    return bool(state & {"real", "police"})


def test_founding_case_leads_the_front_page_and_is_found(client, state):
    front = client.get("/")

    assert [row.id for row in front.context["held"]] == [1]
    assert [row.id for row in front.context["latest"]] == [1]
    assert len(front.context["acts"]) == 5
    assert [row.id for row in client.get("/contracts/?q=palantir").context["page"]] == [1]
    assert client.get("/contracts/?ground=public_trust").context["listing"].count == 1


def test_founding_case_says_what_it_is_and_is_not_called_invented(client, state):
    for address in ("/contracts/1/", "/contracts/1/history/", "/interventions/1/"):
        page = words(client.get(address, follow=True))
        assert (page.count(NOTE), page.count(BAND)) == (1, 0)
    row = words(client.get("/contracts/?q=palantir"))
    assert row.count("· demonstration") == 1


def test_the_invented_are_marked_and_step_back(client, state):
    listing = client.get("/contracts/").context["listing"]
    among = client.get("/contracts/?sample=1")

    left_out = "invented" in state and has_real(state)
    assert listing.count == 1 + len(state) - left_out
    assert among.context["listing"].count == 1 + len(state)
    assert words(client.get("/contracts/")).count("are left out. Show them too") == left_out
    for address in ("/", "/contracts/"):
        made_up = words(client.get(address)).count("Demonstration. What is marked “invented”")
        assert made_up == ("invented" in state and not has_real(state))
    if "invented" in state:
        page = words(client.get("/contracts/2/", follow=True))
        assert (page.count(NOTE), page.count(BAND)) == (0, 1)


@pytest.mark.parametrize("query", ["", "?sample=1", "?sample=0"])
def test_the_numbers_of_a_list_agree(client, state, query):
    page = client.get(f"/contracts/{query}")

    held = re.findall(r"The register holds (\d+) contract", words(page))
    assert set(held) <= {str(page.context["listing"].count)}


def test_the_front_page_counts_what_lists_hold(client, state):
    front = client.get("/").context
    holdings = front["holdings"]

    assert holdings["contracts"] == client.get("/contracts/").context["listing"].count
    assert holdings["buyers"] == client.get("/buyers/").context["listing"].count
    assert front["act_count"] == client.get("/interventions/").context["listing"].count


def test_nothing_invented_is_called_official(client, state):
    make_invented(title="Made-up bridges", stage="unknown")

    for address in ("/contracts/?q=made-up&sample=1", *invented_pages()):
        page = words(client.get(address, follow=True))
        assert "made-up" in page.lower()
        assert re.findall(r"official (?:record|notice|register)", page) == []


def invented_pages():
    numbers = PublicContract.objects.filter(invented=True).values_list("public_id", flat=True)
    return [f"/contracts/{number}/{end}" for number in numbers for end in ("", "history/")]


def test_a_renamed_party_makes_nothing_invented_official():
    make_invented(stage="unknown")
    buyer = Buyer.objects.get(name="Made-up Council")
    Buyer.objects.filter(pk=buyer.pk).update(name="Another Council", version=2)

    buyer.refresh_from_db()
    actions.publish_shared(buyer, by=make.make_user(), reason="Its name.")

    headline = PublicContract.objects.get().headline
    assert (headline.count("Another Council"), headline.count("is invented.")) == (1, 1)


def test_no_demonstration_is_in_a_total_of_real_money():
    vendor, buyer = make.make_vendor(), make.make_buyer()
    both = {"vendors": [vendor], "buyer": buyer}
    make.make_register_contract(value_minor=7 * M, demonstration=True, **both)
    make.make_register_contract(value_minor=5 * M, **both | make.INVENTED)
    copies = PublicParty.objects.filter(kind__in=["buyer", "vendor"])
    assert {(row.contract_count, row.value_minor) for row in copies} == {(1, 7 * M)}
    assert public.holdings(invented=True)["sums"] == {"GBP": 12 * M}

    make.make_register_contract(value_minor=2 * M, **both)

    told = public.holdings(invented=False)
    assert (told["contracts"], told["counted"], told["sums"]) == (2, 1, {"GBP": 2 * M})
    for row in copies.all():
        assert (row.contract_count, row.value_minor, row.demonstration_count) == (2, 2 * M, 1)
        [year] = public.years_of(row)
        assert year == {
            "year": 2025,
            "contracts": 2,
            "counted": 1,
            "sums": {"GBP": 2 * M},
            "beside": [],
        }
        [other] = public.counterparties_of(row, 10)["rows"]
        assert (other["contracts"], other["counted"], other["sums"]) == (2, 1, {"GBP": 2 * M})


def test_a_party_of_both_shows_both_and_adds_up_what_is_real(client, tmp_path):
    founding_case.load()
    Importing(tmp_path)(police_notice())
    [police] = PublicParty.objects.filter(kind="buyer", name=POLICE)

    page = client.get(f"/buyers/{police.public_id}/", follow=True)

    told = {row["contract"].title: row["contract"].demonstration for row in page.context["rows"]}
    assert told == {"New data platform for the Metropolitan Police": True, "Road works": False}
    said = words(page)
    left_out = "Not added up: of the demonstration record (1 contract)"
    assert said.count(f"Decided values of 1 contract. {left_out}") == 1
    assert said.count("Named in 2 contracts") == 1
    assert len(page.context["interventions"]) == 6
    assert client.get(f"/contracts/?buyer={police.public_id}").context["listing"].count == 2
    assert (police.demonstration, police.invented, police.totals) == (
        False,
        False,
        {"GBP": 5000_00},
    )


@pytest.mark.parametrize("kind", ["buyer", "vendor", "stakeholder", "source"])
def test_pages_of_what_the_founding_case_names_say_so(client, kind):
    founding_case.load()
    make_invented()

    page = words(client.get(f"/{kind}s/1/", follow=True))

    assert (page.count("Here for the demonstration record alone"), page.count(BAND)) == (1, 0)
    if kind in ("buyer", "vendor"):
        assert words(client.get(f"/{kind}s/2/", follow=True)).count(BAND) == 1


def test_clear_demo_takes_both_out_and_nothing_else(client, state):
    before = set(PublicContract.objects.filter(demonstration=False).values_list("public_id"))

    call_command("clear_demo", verbosity=0)

    assert set(PublicContract.objects.values_list("public_id")) == before
    assert not Contract.objects.filter(demonstration=True).exists()
    assert set(PublicParty.objects.values_list("demonstration", "invented")) <= {(False, False)}
    assert Tombstone.objects.count() == 0
    page = words(client.get("/contracts/"))
    assert [page.count(said) for said in ("nvented", "demonstration")] == [0, 0]
    if "police" in state:
        assert PublicParty.objects.get(name=POLICE).demonstration_count == 0
        assert Buyer.objects.get().demonstration is False


@pytest.mark.parametrize(
    ("number", "flags"), [(1, (True, False)), (2, (True, True)), (3, (False,) * 2)]
)
def test_every_file_says_both(client, number, flags):
    founding_case.load()
    make_invented()
    make.make_register_contract()

    rows = json.loads(client.get("/contracts.json?sample=1").getvalue())["contracts"]
    [row] = [one for one in rows if one["id"] == number]
    body = client.get(f"/contracts/{number}.json").json()
    assert [(one["demonstration"], one["invented"]) for one in (row, body)] == [flags] * 2
    lines = client.get("/contracts.csv?sample=1").getvalue().decode("utf-8-sig").splitlines()
    assert lines[0].endswith(",demonstration,invented")
    [line] = [one for one in lines if one.startswith(f"{number},")]
    assert line.endswith(",".join(str(flag).lower() for flag in flags))
    package = json.loads(client.get("/contracts.ocds.json?sample=1").getvalue())
    [release] = [one for one in package["releases"] if one["id"].startswith(f"{number}-")]
    assert (release.get("demonstration", False), release.get("invented", False)) == flags
    feed = client.get("/contracts.atom?sample=1").content.decode()
    entry = next(one for one in feed.split("<entry>") if f"/contracts/{number}/<" in one)
    title = re.search(r"<title>(.*?)</title>", entry)[1]
    said = {(True, False): "(demonstration record)", (True, True): "(invented)"}.get(flags, "")
    assert re.findall(r" (\([a-z ]+\))$", title) == ([said] if said else [])
    terms = re.findall(r'<category term="(\w+)"', entry)
    assert terms == [
        name for name, flag in zip(["demonstration", "invented"], flags, strict=True) if flag
    ]
